package import ByteCoding

/// Whose key it is; it decides what the key may open.
package enum KeyKind: UInt8, CaseIterable, Sendable {
  case trainer = 1
  case recovery = 2
  case controller = 3
  case employee = 4
  case workstation = 5
  /// Opens lists of draws together with the controller's key (N3).
  case council = 6

  package var name: String {
    switch self {
    case .trainer: "trainer"
    case .recovery: "recovery"
    case .controller: "controller"
    case .employee: "employee"
    case .workstation: "workstation"
    case .council: "council"
    }
  }

  package init?(name: String) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  /// Whether one such key opens a clip; recovery keys open in pairs.
  package var opensAlone: Bool {
    switch self {
    case .trainer, .employee: true
    case .recovery, .controller, .workstation, .council: false
    }
  }

  /// Whether a clip's key may be sealed to such a key.
  package var opensClips: Bool {
    switch self {
    case .trainer, .recovery, .employee: true
    case .controller, .workstation, .council: false
    }
  }
}

/// What is wrong with a text that should be a public key.
package enum KeyError: Error, Equatable {
  case notAKey
  /// A private key stands where only a public one may: it should be replaced.
  case privateKey
  case unknownVersion(UInt8)
  case unknownKind(UInt8)
  case mistyped
}

/// The public half of a key, as policies and lists carry it.
package struct PublicKey: Hashable, Sendable {
  package static let prefix = "callreel-key-"
  /// What the secret line of a private key's file begins with.
  package static let privatePrefix = "callreel-private-key-"
  private static let version: UInt8 = 1

  package let kind: KeyKind
  /// X25519, 32 bytes.
  package let agreement: [UInt8]
  /// Ed25519, 32 bytes.
  package let signing: [UInt8]

  /// Traps unless both keys have 32 bytes.
  package init(kind: KeyKind, agreement: [UInt8], signing: [UInt8]) {
    precondition(agreement.count == 32 && signing.count == 32, "a public key has 2 × 32 bytes")
    self.kind = kind
    self.agreement = agreement
    self.signing = signing
  }

  /// Reads what ``text`` writes; white space around it is the caller's to take off.
  package init(text: String) throws(KeyError) {
    if text.hasPrefix(Self.privatePrefix) { throw .privateKey }
    guard text.hasPrefix(Self.prefix) else { throw .notAKey }
    guard text.utf8.count < 256,
      let bytes = Base32.decode(text.dropFirst(Self.prefix.count)), let version = bytes.first
    else { throw .mistyped }
    let body = bytes.dropLast(4)
    guard bytes.count > 5, Self.checksum(body) == Array(bytes.suffix(4)) else { throw .mistyped }
    guard version == Self.version else { throw .unknownVersion(version) }
    guard let kind = KeyKind(rawValue: bytes[1]) else { throw .unknownKind(bytes[1]) }
    guard body.count == 66 else { throw .mistyped }
    self.init(kind: kind, agreement: Array(bytes[2..<34]), signing: Array(bytes[34..<66]))
  }

  /// Version, kind and both keys, without a checksum: 66 bytes.
  package var bytes: [UInt8] { [Self.version, kind.rawValue] + agreement + signing }

  /// Takes the 66 bytes of a key of one of these kinds.
  package init(from reader: inout ByteReader, kinds: [KeyKind]) throws(ByteError) {
    guard try reader.integer(UInt8.self) == Self.version else { throw .malformed }
    let kind: KeyKind = try reader.code()
    guard kinds.contains(kind) else { throw .malformed }
    self.init(kind: kind, agreement: try reader.raw(32), signing: try reader.raw(32))
  }

  /// `callreel-key-` and 112 characters of base 32.
  package var text: String {
    Self.prefix + Base32.encode(bytes + Self.checksum(bytes))
  }

  private static func checksum(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var writer = ByteWriter()
    writer.integer(Checksum.crc32(bytes))
    return writer.bytes
  }
}
