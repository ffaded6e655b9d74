package import ClipFormat
package import ClipSealing
internal import ClipStore

extension ClipShelf {
  /// Has it on record that the talk over a clip of this trainee was held: it may be erased (F12).
  ///
  /// Only who can open the clip to train somebody can say so. Erasing is the controller's:
  /// ``heldClips(by:known:progress:)``.
  package func markHeld(
    _ clip: ClipLocation, of trainee: String, key: borrowing ReaderKey
  ) throws(PlayerError) {
    let opener = try unlock(
      clip, of: trainee, key: key, witness: AccessLog(.inspect, of: trainee))
    // A record of its own, made when all was checked: the word of one who may give it.
    let witness = AccessLog(.done, of: trainee)
    _ = try witness.begin(clip, controller: opener.record.controller, key: key, on: self)
    try witness.tell(opener.workstation, of: trainee, on: self)
  }

  /// The clips that are still here and whose talk was held, by the word of one who could open them.
  package func heldClips(
    by controller: borrowing PrivateKey, known: KnownChains,
    progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> [ClipLocation] {
    var held: Set<ClipLocation> = []
    for report in try accessReports(by: controller, known: known, progress: progress) {
      for record in report.records where record.act.use == .done {
        guard let clip = record.act.clip, !held.contains(clip),
          try mayOpen(clip, record)
        else { continue }
        held.insert(clip)
      }
    }
    return held.sorted { $0.path < $1.path }
  }

  /// Whether the clip was sealed to the record's reader, when it was made or on an order.
  private func mayOpen(
    _ clip: ClipLocation, _ record: AccessRecord
  ) throws(PlayerError) -> Bool {
    let names = try storedNames(of: clip).compactMap { ObjectName($0) }
    guard names.contains(.opening), !names.contains(.erased) else { return false }
    let opening = try recordOnly(object(.opening, of: clip))
    guard opening.controller == record.controller else { return false }
    if let reader = opening.recipients.first(where: { $0.key == record.readerHash }) {
      return reader.kind != .employee
    }
    let rewrap = ObjectName.rewrap(fingerprint: record.reader)
    guard names.contains(rewrap) else { return false }
    let bytes = try object(rewrap, of: clip)
    let added = try? RewrapRecord(
      verifying: bytes, fingerprint: record.reader, record: opening)
    return added?.order.recipient.keyHash == record.readerHash
  }
}
