internal import CSodium

/// XChaCha20-Poly1305 over one whole record: a random nonce of 24 bytes, then the ciphertext.
enum RecordCipher {
  private static let nonceBytes = 24
  private static let tagBytes = 16
  static let overhead = nonceBytes + tagBytes

  /// As ``seal(_:associated:key:)``, of what may lie in guarded memory only.
  static func seal(
    secret: borrowing SecretBytes, associated: [UInt8], key: borrowing SecretBytes
  ) -> [UInt8] {
    let nonce = RandomBytes.make(nonceBytes)
    let count = secret.count
    var ciphertext = [UInt8](repeating: 0, count: count + tagBytes)
    unsafe key.withPointer { key in
      unsafe secret.withPointer { secret in
        _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
          &ciphertext, nil, secret, UInt64(count), associated, UInt64(associated.count), nil,
          nonce, key)
      }
    }
    return nonce + ciphertext
  }

  /// As ``open(_:associated:key:)``, into guarded memory.
  static func open(
    secret box: [UInt8], associated: [UInt8], key: borrowing SecretBytes
  ) -> SecretBytes? {
    guard box.count >= overhead else { return nil }
    let nonce = Array(box.prefix(nonceBytes))
    let ciphertext = Array(box.dropFirst(nonceBytes))
    var secret = SecretBytes(count: ciphertext.count - tagBytes)
    let status = unsafe key.withPointer { key in
      unsafe secret.withMutablePointer { secret in
        unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
          secret, nil, nil, ciphertext, UInt64(ciphertext.count), associated,
          UInt64(associated.count), nonce, key)
      }
    }
    guard status == 0 else { return nil }
    return secret
  }

  static func seal(
    _ plaintext: [UInt8], associated: [UInt8], key: borrowing SecretBytes
  ) -> [UInt8] {
    let nonce = RandomBytes.make(nonceBytes)
    var ciphertext = [UInt8](repeating: 0, count: plaintext.count + tagBytes)
    unsafe key.withPointer { key in
      _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
        &ciphertext, nil, plaintext, UInt64(plaintext.count), associated,
        UInt64(associated.count), nil, nonce, key)
    }
    return nonce + ciphertext
  }

  /// Nil for another key, another record or a changed box.
  static func open(
    _ box: [UInt8], associated: [UInt8], key: borrowing SecretBytes
  ) -> [UInt8]? {
    guard box.count >= overhead else { return nil }
    let nonce = Array(box.prefix(nonceBytes))
    let ciphertext = Array(box.dropFirst(nonceBytes))
    var plaintext = [UInt8](repeating: 0, count: ciphertext.count - tagBytes)
    let status = unsafe key.withPointer { key in
      unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
        &plaintext, nil, nil, ciphertext, UInt64(ciphertext.count), associated,
        UInt64(associated.count), nonce, key)
    }
    return status == 0 ? plaintext : nil
  }
}
