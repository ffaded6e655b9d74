internal import ClipFormat

/// A key object held against the opening record, or against the rewrap object that it came with.
struct KeyObjectCheck: Sendable {
  let fingerprint: String
  /// BLAKE2b-256 of the key object, 32 bytes.
  let hash: [UInt8]
  /// Whether the opening record lists the recipient; who was added needs a rewrap object.
  let isListed: Bool

  /// Checks the encoding, and the hash of one that is listed.
  init(
    _ keyObject: [UInt8], fingerprint: String, record: OpeningRecord
  ) throws(FormatError) {
    self.fingerprint = fingerprint
    let listed = record.recipients.first { $0.fingerprint == fingerprint }
    isListed = listed != nil
    try ClipKey.checkEncoding(of: keyObject, kind: listed?.kind ?? .trainer)
    hash = Digest.blake2b256(keyObject)
    guard listed.map({ $0.keyObjectHash == hash }) ?? true else {
      throw FormatError(.hash, "the key object is not the one that the opening record names")
    }
  }

  /// For one who was added: the key object must be the one that was ordered.
  func check(against rewrap: RewrapRecord?) throws(FormatError) {
    guard !isListed else { return }
    guard let rewrap else {
      throw FormatError(.order, "the key object was added without an order")
    }
    guard rewrap.keyObjectHash == hash else {
      throw FormatError(.hash, "the key object is not the one that was ordered")
    }
  }
}
