internal import ByteCoding
package import ClipFormat
package import ClipSealing
internal import ClipStore
internal import LinuxSystem
package import Timeline

/// The controller's orders to export clips for those who asked for access (N9, N14).
extension ClipShelf {
  /// An order holds for so many days where no last day is named, and for at most so many.
  package static let orderDays = 14
  package static let mostOrderDays = 31

  /// Orders one reader of a clip to export it, and leaves the order in that reader's inbox.
  ///
  /// `employee` is whose call it must be; nil where a caller asked. `until` is the last day; it
  /// comes before the clip's expiry. What an order could not be carried out for is told here.
  package func orderExport(
    _ clip: ClipLocation, for request: [UInt8], by reader: SealingRecipient,
    of employee: String?, until: CalendarDay? = nil, signedBy controller: borrowing PrivateKey
  ) throws(PlayerError) -> DisclosureOrder {
    let names = try names(of: clip)
    if names.contains(.erased) { try refuseErased(clip) }
    let (record, _) = try opening(of: clip)
    guard record.controller == controller.publicKey.keyHash else { throw .anotherController }
    let isReader =
      record.recipients.contains { $0.key == reader.keyHash }
      || names.contains(.rewrap(fingerprint: reader.fingerprint))
    guard isReader else { throw .anotherKey }
    guard names.contains(.key(fingerprint: reader.fingerprint)) else { throw .keyObjectAbsent }
    let order = DisclosureOrder.make(
      clip, by: reader.keyHash, for: request, of: employee,
      until: min(until ?? today + Self.orderDays, record.expiry - 1),
      unixMilliseconds: Clock.unixMicroseconds / 1_000, signedBy: controller)
    guard let note = order.object(for: reader) else {
      throw .letter(FormatError(.encoding, "a key cannot be sealed to"))
    }
    try inStore { () throws(StoreError) in
      try store.put(
        .note(to: reader.fingerprint, on: order.day, hash: Digest.blake2b256(note)), note)
    }
    return order
  }

  /// Writes a clip to a new MP4 file for a request that the controller ordered this key to answer.
  ///
  /// `request` is the beginning of the request's identifier. Whether the clip's policy allows
  /// export does not count: the right of access does not depend on it. Without an order that holds
  /// no key object is fetched; that somebody tried is on record. Otherwise as
  /// ``export(_:of:key:to:made:said:checked:written:)``.
  package func export(
    _ clip: ClipLocation, forRequest request: String, key: borrowing ReaderKey, to path: String,
    made: (PublicKey, String) -> Void = { _, _ in }, said: ([Statement]) -> Void = { _ in },
    checked: ClipProgress = { _, _ in }, written: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> DisclosureOrder {
    if try names(of: clip).contains(.erased) { try refuseErased(clip) }
    let controller = try recordOnly(object(.opening, of: clip)).controller
    let orders = try orders(for: request, to: key)
    let order: DisclosureOrder
    do throws(PlayerError) {
      order = try self.order(among: orders, for: clip, of: controller, by: key)
    } catch {
      let unknown = [UInt8](repeating: 0, count: RequestRecord.identifierBytes)
      // Nothing vouches for a name in an order that does not hold.
      AccessLog(exportFor: orders.last?.request ?? unknown, of: nil).refuse(
        clip, controller: controller, for: error, key: key, on: self)
      throw error
    }
    try export(
      clip, of: order.employee, key: key,
      witness: AccessLog(exportFor: order.request, of: order.employee), to: path,
      allowed: { _ in }, made: made, said: said, checked: checked, written: written)
    return order
  }

  /// What lies in the reader's inbox for requests whose identifiers begin so, the latest last.
  private func orders(
    for request: String, to key: borrowing ReaderKey
  ) throws(PlayerError) -> [DisclosureOrder] {
    var orders: [DisclosureOrder] = []
    let folder = LedgerFolder.inbox(workstation: key.fingerprint)
    for text in try inStore({ () throws(StoreError) in try store.names(in: folder) }) {
      guard let name = LedgerName(note: text, to: key.fingerprint) else { continue }
      let note = try inStore { () throws(StoreError) in
        try store.get(name, atMost: FormatLimits.recordBytes)
      }
      guard let order = key.order(in: note), !request.isEmpty,
        Hexadecimal.encode(order.request).hasPrefix(request)
      else { continue }
      orders.append(order)
    }
    return orders.sorted { $0.unixMilliseconds < $1.unixMilliseconds }
  }

  /// The latest that holds; else why the latest of this clip, or the latest at all, does not.
  private func order(
    among orders: [DisclosureOrder], for clip: ClipLocation, of controller: KeyHash,
    by key: borrowing ReaderKey
  ) throws(PlayerError) -> DisclosureOrder {
    var holding: [DisclosureOrder] = []
    var refusal = PlayerError.unordered
    let ofClip = orders.filter { $0.clip == clip }
    for order in ofClip.isEmpty ? orders : ofClip {
      do throws(FormatError) {
        try order.check(for: clip, of: controller, by: key.keyHash, today: today)
        holding.append(order)
      } catch {
        refusal = .order(error)
      }
    }
    let requests = Set(holding.map(\.request))
    guard requests.count <= 1 else { throw .ambiguousRequest(count: requests.count) }
    guard let order = holding.last else { throw refusal }
    return order
  }
}
