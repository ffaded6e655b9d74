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

  /// To a recovery pair in two boxes: the first key's holder opens the outer one.
  static func seal(_ secret: borrowing SecretBytes, to recipient: SealingRecipient) -> [UInt8]? {
    switch recipient {
    case .single(let key): seal(secret, to: key.agreement)
    case .recoveryPair(let pair):
      seal(secret, to: pair.second.agreement).flatMap {
        seal(SecretBytes(copying: $0), to: pair.first.agreement)
      }
    }
  }

  /// As ``seal(_:to:)`` with an ephemeral key that this seed makes: the same box each time.
  ///
  /// The seed is as secret as what is sealed, and serves for one recipient and one secret only.
  static func seal(
    _ secret: borrowing SecretBytes, to agreement: [UInt8], seed: borrowing SecretBytes
  ) -> [UInt8]? {
    var ephemeral = [UInt8](repeating: 0, count: Int(crypto_box_publickeybytes()))
    var ephemeralSecret = SecretBytes(count: Int(crypto_box_secretkeybytes()))
    let length = secret.count
    var box = [UInt8](repeating: 0, count: length + overhead - ephemeral.count)
    unsafe seed.withPointer { seed in
      unsafe ephemeralSecret.withMutablePointer { ephemeralSecret in
        _ = unsafe crypto_box_seed_keypair(&ephemeral, ephemeralSecret, seed)
      }
    }
    // As crypto_box_seal takes it.
    let joined = ephemeral + agreement
    var nonce = [UInt8](repeating: 0, count: Int(crypto_box_noncebytes()))
    let status = unsafe secret.withPointer { secret in
      unsafe ephemeralSecret.withPointer { ephemeralSecret in
        _ = unsafe crypto_generichash(
          &nonce, nonce.count, joined, UInt64(joined.count), nil, 0)
        return unsafe crypto_box_easy(
          &box, secret, UInt64(length), nonce, agreement, ephemeralSecret)
      }
    }
    return status == 0 ? ephemeral + box : nil
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
