package import ClipFormat
internal import Timeline

extension AccessRecord {
  /// As the folder of the reader's chain has it.
  package var reader: String { readerHash.fingerprint }

  /// Of the reader's key, or of the recovery pair.
  package var readerHash: KeyHash {
    guard readers.count == 2, let pair = RecoveryPair(readers[0], readers[1]) else {
      return readers[0].keyHash
    }
    return pair.keyHash
  }

  /// Signs a record in the name of one key.
  package static func make(
    _ act: Act, at link: Link, to controller: KeyHash, by key: borrowing PrivateKey
  ) -> AccessRecord {
    var record = AccessRecord(
      readers: [key.publicKey], controller: controller, link: link, act: act)
    record.signatures = [key.signing.sign(record.signedBytes, for: .access)]
    return record
  }

  /// Signs a record in the name of a recovery pair, in any order; nil for two keys that are none.
  package static func make(
    _ act: Act, at link: Link, to controller: KeyHash, by one: borrowing PrivateKey,
    and other: borrowing PrivateKey
  ) -> AccessRecord? {
    guard let pair = RecoveryPair(one.publicKey, other.publicKey) else { return nil }
    var record = AccessRecord(
      readers: [pair.first, pair.second], controller: controller, link: link, act: act)
    record.signatures = [
      one.signing.sign(record.signedBytes, for: .access),
      other.signing.sign(record.signedBytes, for: .access),
    ]
    if pair.first != one.publicKey { record.signatures.swapAt(0, 1) }
    return record
  }

  /// Reads a record whose readers' signatures hold; who they are, others check.
  package init(verifying bytes: [UInt8]) throws(FormatError) {
    try self.init(parsing: bytes)
    guard readers.count == 1 || RecoveryPair(readers[0], readers[1])?.first == readers[0] else {
      throw FormatError(.encoding, "the two readers are no recovery pair")
    }
    for (key, signature) in zip(readers, signatures) {
      guard SigningKey.isValid(signature, of: signedBytes, for: .access, by: key.signing) else {
        throw FormatError(.signature, "the record is not signed by its reader")
      }
    }
  }

  /// The object of the reader's chain; nil for a controller's key that is no usable point.
  ///
  /// Traps unless it is the controller whom the record names.
  package func object(for controller: PublicKey) -> AccessObject? {
    precondition(controller.keyHash == self.controller, "a record goes to whom it names")
    return SealedBox.seal(SecretBytes(copying: bytes), to: controller.agreement)
      .map { AccessObject(day: day, box: $0) }
  }

  /// Opens and verifies the object at this place of a chain with the controller's key.
  package init(
    opening object: AccessObject, at name: UInt64, of reader: String,
    with controller: borrowing PrivateKey
  ) throws(FormatError) {
    guard let secret = SealedBox.open(object.box, with: controller) else {
      throw FormatError(.decryption, "the record does not open with this key")
    }
    try self.init(verifying: secret.revealed)
    guard self.controller == controller.publicKey.keyHash, self.reader == reader,
      link.number == name, day == object.day
    else { throw FormatError(.binding, "the record was made for another place") }
  }
}
