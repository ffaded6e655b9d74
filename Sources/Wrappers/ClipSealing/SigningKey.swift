internal import CSodium

/// What a signature is for: the words before the signed bytes, so none serves for another.
enum SignatureDomain: String, CaseIterable {
  case opening = "callreel-clip 1 opening"
  case fragment = "callreel-clip 1 fragment"
  case closing = "callreel-clip 1 closing"
  case workstation = "callreel-clip 1 workstation"
  case order = "callreel-clip 1 order"
  case rewrap = "callreel-clip 1 rewrap"
  case erased = "callreel-clip 1 erased"
  case workstations = "callreel-clip 1 workstations"
  case access = "callreel-clip 1 access"
  case request = "callreel-clip 1 request"
  case answer = "callreel-clip 1 answer"
  case disclosure = "callreel-clip 1 disclosure"
  case statement = "callreel-clip 1 statement"
  case checkpoint = "callreel-journal 1 checkpoint"
  case drawList = "callreel-draws 1 list"

  /// The words, a zero byte, the bytes.
  func message(_ bytes: [UInt8]) -> [UInt8] { Array(rawValue.utf8) + [0] + bytes }
}

/// An Ed25519 key pair.
struct SigningKey: ~Copyable {
  private static let seedBytes = 32

  /// The seed, then the public key, as libsodium keeps it.
  private let secret: SecretBytes
  let publicKey: [UInt8]

  /// Traps unless the seed has 32 bytes.
  init(seed: borrowing SecretBytes) {
    precondition(seed.count == Self.seedBytes, "an Ed25519 seed has 32 bytes")
    var secret = SecretBytes(count: 64)
    var publicKey = [UInt8](repeating: 0, count: 32)
    unsafe seed.withPointer { seed in
      unsafe secret.withMutablePointer { secret in
        _ = unsafe crypto_sign_seed_keypair(&publicKey, secret, seed)
      }
    }
    self.secret = secret
    self.publicKey = publicKey
  }

  var seed: SecretBytes { secret.slice(0..<Self.seedBytes) }

  func sign(_ bytes: [UInt8], for domain: SignatureDomain) -> [UInt8] {
    let message = domain.message(bytes)
    var signature = [UInt8](repeating: 0, count: 64)
    unsafe secret.withPointer { secret in
      _ = unsafe crypto_sign_detached(
        &signature, nil, message, UInt64(message.count), secret)
    }
    return signature
  }

  static func isValid(
    _ signature: [UInt8], of bytes: [UInt8], for domain: SignatureDomain, by publicKey: [UInt8]
  ) -> Bool {
    Sodium.start()
    guard signature.count == 64, publicKey.count == 32 else { return false }
    let message = domain.message(bytes)
    return unsafe crypto_sign_verify_detached(
      signature, message, UInt64(message.count), publicKey) == 0
  }
}
