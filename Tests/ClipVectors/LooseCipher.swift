import CSodium

/// libsodium as callreel-clip(5) uses it, without the rules of `ClipSealing`: it seals anything.
///
/// For vectors only: these bytes protect nothing.
enum LooseCipher {
  static func random(_ count: Int) -> [UInt8] {
    precondition(sodium_init() >= 0)
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }

  static func hash(_ message: [UInt8], key: [UInt8] = []) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: 32)
    precondition(
      crypto_generichash(&output, 32, message, UInt64(message.count), key, key.count) == 0)
    return output
  }

  /// BLAKE2b under the clip key of the words that name a use.
  static func derived(_ clipKey: [UInt8], _ use: String) -> [UInt8] {
    hash(Array("callreel-clip 1 \(use)".utf8), key: clipKey)
  }

  static func sign(_ bytes: [UInt8], for domain: String, seed: [UInt8]) -> [UInt8] {
    var publicKey = [UInt8](repeating: 0, count: 32)
    var secret = [UInt8](repeating: 0, count: 64)
    crypto_sign_seed_keypair(&publicKey, &secret, seed)
    let message = Array("callreel-clip 1 \(domain)".utf8) + [0] + bytes
    var signature = [UInt8](repeating: 0, count: 64)
    crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
    return signature
  }

  static func box(_ message: [UInt8], to agreement: [UInt8]) -> [UInt8] {
    var box = [UInt8](repeating: 0, count: message.count + 48)
    precondition(crypto_box_seal(&box, message, UInt64(message.count), agreement) == 0)
    return box
  }

  static func seal(_ plaintext: [UInt8], associated: [UInt8], key: [UInt8]) -> [UInt8] {
    let nonce = random(24)
    var box = [UInt8](repeating: 0, count: plaintext.count + 16)
    crypto_aead_xchacha20poly1305_ietf_encrypt(
      &box, nil, plaintext, UInt64(plaintext.count), associated, UInt64(associated.count), nil,
      nonce, key)
    return nonce + box
  }

  /// Argon2id with the limits of callreel-clip(5), section KEYS.
  static func stretched(_ passphrase: [UInt8], salt: [UInt8]) -> [UInt8] {
    var key = [UInt8](repeating: 0, count: 32)
    let status = crypto_pwhash(
      &key, 32, passphrase.map { CChar(bitPattern: $0) }, UInt64(passphrase.count), salt, 3,
      268_435_456, crypto_pwhash_alg_argon2id13())
    precondition(status == 0)
    return key
  }

  static func publicKeys(agreementSecret: [UInt8], seed: [UInt8]) -> ([UInt8], [UInt8]) {
    var agreement = [UInt8](repeating: 0, count: 32)
    var signing = [UInt8](repeating: 0, count: 32)
    var secret = [UInt8](repeating: 0, count: 64)
    crypto_scalarmult_base(&agreement, agreementSecret)
    crypto_sign_seed_keypair(&signing, &secret, seed)
    return (agreement, signing)
  }
}

/// A secretstream that takes any tag.
struct LooseStream {
  private var state = crypto_secretstream_xchacha20poly1305_state()
  let header: [UInt8]

  init(key: [UInt8]) {
    var header = [UInt8](repeating: 0, count: 24)
    crypto_secretstream_xchacha20poly1305_init_push(&state, &header, key)
    self.header = header
  }

  mutating func push(_ plaintext: [UInt8], associated: [UInt8], tag: UInt8) -> [UInt8] {
    var message = [UInt8](repeating: 0, count: plaintext.count + 17)
    crypto_secretstream_xchacha20poly1305_push(
      &state, &message, nil, plaintext, UInt64(plaintext.count), associated,
      UInt64(associated.count), tag)
    return message
  }
}
