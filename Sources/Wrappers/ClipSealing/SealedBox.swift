internal import CSodium
internal import ClipFormat

/// libsodium's sealed boxes: anybody can seal to an X25519 key, its owner opens.
enum SealedBox {
  static var overhead: Int { crypto_box_sealbytes() }

  /// Nil for a recipient's key that is no usable point.
  static func seal(_ secret: borrowing SecretBytes, to agreement: [UInt8]) -> [UInt8]? {
    let length = secret.count
    var box = [UInt8](repeating: 0, count: length + overhead)
    let status = unsafe secret.withPointer { secret in
      unsafe crypto_box_seal(&box, secret, UInt64(length), agreement)
    }
    return status == 0 ? box : nil
  }

  /// Nil for another key or a changed box.
  static func open(_ box: [UInt8], with key: borrowing PrivateKey) -> SecretBytes? {
    guard box.count >= overhead else { return nil }
    var secret = SecretBytes(count: box.count - overhead)
    let agreement = key.publicKey.agreement
    let status = unsafe key.agreementSecret.withPointer { agreementSecret in
      unsafe secret.withMutablePointer { secret in
        unsafe crypto_box_seal_open(secret, box, UInt64(box.count), agreement, agreementSecret)
      }
    }
    guard status == 0 else { return nil }
    return secret
  }
}
