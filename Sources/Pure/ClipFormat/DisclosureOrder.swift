internal import ByteCoding
package import Timeline

/// The controller's word that one reader exports one clip, to answer one request (N9, N14).
///
/// It opens nothing by itself: its reader must be one of the clip's. It holds until its last day,
/// however often it is carried out, as an export that fails is to be tried again; each has its
/// access record. Layout: callreel-clip(5), section REQUESTS.
package struct DisclosureOrder: Equatable, Sendable {
  private static let paddedToMultipleOf = 1_024

  package let controller: PublicKey
  /// The request's identifier, 16 bytes.
  package let request: [UInt8]
  package let clip: ClipLocation
  /// Of the key, or of the recovery pair, that is to export it.
  package let reader: KeyHash
  /// Whose call it must be; nil where a caller asked, who may have spoken with anybody.
  package let employee: String?
  package let unixMilliseconds: Int64
  /// The last day on which it holds.
  package let until: CalendarDay
  /// Ed25519 of the controller over ``signedBytes``, 64 bytes.
  package var signature: [UInt8] = []

  /// Traps unless the key is a controller's and the identifier has 16 bytes.
  package init(
    _ clip: ClipLocation, by reader: KeyHash, for request: [UInt8], of employee: String?,
    until: CalendarDay, unixMilliseconds: Int64, controller: PublicKey
  ) {
    precondition(
      controller.kind == .controller && request.count == RequestRecord.identifierBytes,
      "an order is a controller's, for a request")
    self.controller = controller
    self.request = request
    self.clip = clip
    self.reader = reader
    self.employee = employee
    self.unixMilliseconds = unixMilliseconds
    self.until = until
  }

  /// The day on which it was given, UTC.
  package var day: CalendarDay { CalendarDay(unixMilliseconds: unixMilliseconds) }

  package var signedBytes: [UInt8] {
    var writer = ByteWriter()
    for field in [controller.bytes, request, reader.bytes] { writer.raw(field) }
    writer.integer(unixMilliseconds)
    writer.integer(until.number)
    writer.text(clip.path)
    writer.text(employee ?? "")
    return writer.bytes
  }

  /// The plaintext, with zeros up to a multiple of 1024 bytes.
  package var bytes: [UInt8] {
    (signedBytes + signature).padded(toMultipleOf: Self.paddedToMultipleOf)
  }

  /// Reads the encoding only.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    do throws(ByteError) {
      controller = try PublicKey(from: &reader, kinds: [.controller])
      request = try reader.raw(RequestRecord.identifierBytes)
      self.reader = KeyHash(bytes: try reader.raw(KeyHash.byteCount))
      unixMilliseconds = try reader.unixMilliseconds()
      until = try reader.day()
      guard let clip = try reader.clipPath() else { throw .malformed }
      self.clip = clip
      let name = try reader.name()
      employee = name.isEmpty ? nil : name
      signature = try reader.raw(64)
      try reader.zeros()
    } catch {
      throw error.formatError
    }
    guard self.bytes == bytes else { throw ByteError.malformed.formatError }
  }
}
