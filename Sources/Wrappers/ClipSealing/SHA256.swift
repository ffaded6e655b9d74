internal import CSodium

/// The hashes that S3 servers know; nothing of a clip is made with them.
package struct SHA256: ~Copyable {
  private var state = crypto_hash_sha256_state()

  package init() {
    Sodium.start()
    unsafe _ = crypto_hash_sha256_init(&state)
  }

  package mutating func update(_ bytes: [UInt8]) {
    unsafe _ = crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
  }

  /// The 32 bytes of the hash.
  package consuming func finish() -> [UInt8] {
    var output = [UInt8](repeating: 0, count: 32)
    unsafe _ = crypto_hash_sha256_final(&state, &output)
    return output
  }

  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// HMAC (RFC 2104) with SHA-256; the key may have any length.
  package static func authenticate(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    Sodium.start()
    var state = crypto_auth_hmacsha256_state()
    var output = [UInt8](repeating: 0, count: 32)
    unsafe _ = crypto_auth_hmacsha256_init(&state, key, key.count)
    unsafe _ = crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
    unsafe _ = crypto_auth_hmacsha256_final(&state, &output)
    return output
  }
}
