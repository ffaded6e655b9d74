internal import ByteCoding
package import ClipFormat
package import Timeline

extension StatementObject {
  private static let keyBytes = 32

  /// Seals a request to those who can open the clip; nil for keys that are no usable points.
  ///
  /// Traps unless the key is a controller's, and there are readers, each once.
  package static func make(
    _ request: RequestRecord, of location: ClipLocation, for readers: Set<SealingRecipient>,
    day: CalendarDay, by controller: borrowing PrivateKey
  ) -> StatementObject? {
    let key = SecretBytes.random(count: keyBytes)
    var entries: [StatementReader] = []
    for reader in readers {
      guard let box = SealedBox.seal(key, to: reader) else { return nil }
      entries.append(StatementReader(key: reader.keyHash, kind: reader.kind, box: box))
    }
    var object = StatementObject(
      clip: location.clip, locationHash: location.hash, request: request.identifier, day: day,
      controller: controller.publicKey, readers: entries)
    object.sealed = RecordCipher.seal(request.bytes, associated: object.clearBytes, key: key)
    object.signature = controller.signing.sign(object.signedBytes, for: .statement)
    return object
  }

  /// Reads a statement and makes all checks that need no key.
  package init(
    verifying bytes: [UInt8], request: String, record: OpeningRecord
  ) throws(FormatError) {
    try self.init(parsing: bytes)
    guard clip == record.location.clip, locationHash == record.location.hash else {
      throw FormatError(.binding, "the statement is about another clip")
    }
    guard Hexadecimal.encode(self.request) == request else {
      throw FormatError(.binding, "the statement is of another request")
    }
    guard controller.keyHash == record.controller else {
      throw FormatError(.binding, "the statement was attached by another controller")
    }
    guard
      SigningKey.isValid(signature, of: signedBytes, for: .statement, by: controller.signing)
    else { throw FormatError(.signature, "the statement is not signed by its controller") }
  }

  /// What was asked; nil where it was not sealed to this key.
  package func open(
    with key: borrowing PrivateKey, of location: ClipLocation
  ) throws(FormatError) -> RequestRecord? {
    guard let reader = reader(key.publicKey.keyHash) else { return nil }
    guard let secret = SealedBox.open(reader.box, with: key) else { throw Self.closed }
    return try opened(with: secret, location)
  }

  /// As ``open(with:of:)`` with a recovery pair, in any order.
  package func open(
    with one: borrowing PrivateKey, and other: borrowing PrivateKey, of location: ClipLocation
  ) throws(FormatError) -> RequestRecord? {
    guard let pair = RecoveryPair(one.publicKey, other.publicKey),
      let reader = reader(pair.keyHash)
    else { return nil }
    let isOneFirst = pair.first == one.publicKey
    let inner =
      isOneFirst
      ? SealedBox.open(reader.box, with: one) : SealedBox.open(reader.box, with: other)
    guard let inner else { throw Self.closed }
    let secret =
      isOneFirst
      ? SealedBox.open(inner.revealed, with: other) : SealedBox.open(inner.revealed, with: one)
    guard let secret else { throw Self.closed }
    return try opened(with: secret, location)
  }

  private func reader(_ key: KeyHash) -> StatementReader? { readers.first { $0.key == key } }

  private func opened(
    with secret: borrowing SecretBytes, _ location: ClipLocation
  ) throws(FormatError) -> RequestRecord {
    guard secret.count == Self.keyBytes,
      let plaintext = RecordCipher.open(sealed, associated: clearBytes, key: secret)
    else { throw Self.closed }
    let found = try RequestRecord(verifying: plaintext)
    guard found.identifier == request, found.kind == .rectify, found.clip == location,
      found.controller == controller.keyHash
    else { throw FormatError(.binding, "what was asked is about something else") }
    return found
  }

  private static var closed: FormatError {
    FormatError(.decryption, "the statement does not open")
  }
}
