internal import ByteCoding
internal import ClipFormat

/// The clip's symmetric key; every use has a key of its own derived from it.
struct ClipKey: ~Copyable {
  private static let byteCount = 32
  private static let grantBytes = 1 + ClipIdentifier.byteCount + Digest.byteCount + byteCount

  private let secret: SecretBytes

  init() {
    secret = .random(count: Self.byteCount)
  }

  /// Opens a key object; the caller holds the key against the opening record's commitment.
  init(
    keyObject: [UInt8], location: ClipLocation, key: borrowing PrivateKey
  ) throws(FormatError) {
    guard let grant = SealedBox.open(Array(keyObject.dropFirst(ObjectKind.prefixBytes)), with: key)
    else {
      throw FormatError(.decryption, "the key object does not open with this key")
    }
    try self.init(grant: grant, location: location)
  }

  /// Opens a recovery pair's key object: `first` the outer box, `second` the inner one.
  init(
    keyObject: [UInt8], location: ClipLocation, first: borrowing PrivateKey,
    second: borrowing PrivateKey
  ) throws(FormatError) {
    guard
      let inner = SealedBox.open(Array(keyObject.dropFirst(ObjectKind.prefixBytes)), with: first),
      let grant = SealedBox.open(inner.revealed, with: second)
    else {
      throw FormatError(.decryption, "the key object does not open with these two keys")
    }
    try self.init(grant: grant, location: location)
  }

  private init(grant: borrowing SecretBytes, location: ClipLocation) throws(FormatError) {
    let bound = Self.binding(of: location)
    guard grant.count == Self.grantBytes, grant.slice(0..<bound.count).revealed == bound else {
      throw FormatError(.binding, "the key object was made for another clip")
    }
    secret = grant.slice(bound.count..<Self.grantBytes)
  }

  /// What can be said of a key object without a key; that of a recovery pair has two boxes.
  static func checkEncoding(of keyObject: [UInt8], kind: KeyKind) throws(FormatError) {
    var reader = ByteReader(keyObject)
    try ObjectKind.key.take(from: &reader)
    let boxes = kind == .recovery ? 2 : 1
    guard reader.remaining == grantBytes + boxes * SealedBox.overhead else {
      throw FormatError(.encoding, "a key object has another length")
    }
  }

  /// The whole key object for one who is added by this order; the same each time, so that what was
  /// interrupted can be finished.
  func keyObject(asOrdered order: RewrapOrder, location: ClipLocation) -> [UInt8]? {
    let seed = Digest.derive(
      key: secret, message: Array("callreel-clip 1 rewrap".utf8) + [0] + order.bytes)
    return SealedBox.seal(grant(at: location), to: order.recipient.agreement, seed: seed)
      .map { ObjectKind.key.prefix + $0 }
  }

  private func grant(at location: ClipLocation) -> SecretBytes {
    let bound = SecretBytes(copying: Self.binding(of: location))
    var grant = SecretBytes(count: Self.grantBytes)
    grant.fill(bound, at: 0)
    grant.fill(secret, at: bound.count)
    return grant
  }

  /// The whole key object for one recipient; nil for a key that is no usable point.
  func keyObject(for recipient: SealingRecipient, location: ClipLocation) -> [UInt8]? {
    SealedBox.seal(grant(at: location), to: recipient).map { ObjectKind.key.prefix + $0 }
  }

  /// Binds the clip to this key: no other key has the same.
  var commitment: [UInt8] {
    Digest.keyed(key: secret, message: Array("callreel-clip 1 commitment".utf8))
  }

  func callRecordKey() -> SecretBytes { derived("call record") }
  func fragmentKey() -> SecretBytes { derived("fragments") }
  func closingKey() -> SecretBytes { derived("closing") }

  private func derived(_ use: String) -> SecretBytes {
    Digest.derive(key: secret, message: Array("callreel-clip 1 \(use)".utf8))
  }

  private static func binding(of location: ClipLocation) -> [UInt8] {
    [ObjectKind.version] + location.clip.bytes + location.hash
  }
}

extension ClipLocation {
  /// BLAKE2b-256 of the words `callreel-clip 1 location`, a zero byte and the path.
  var hash: [UInt8] {
    Digest.blake2b256(Array("callreel-clip 1 location".utf8), [0], Array(path.utf8))
  }
}
