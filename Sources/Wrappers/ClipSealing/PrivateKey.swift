internal import CSodium
package import ClipFormat

/// Both halves of a key: X25519 to open, Ed25519 to sign.
package struct PrivateKey: ~Copyable, Sendable {
  package let publicKey: PublicKey
  let agreementSecret: SecretBytes
  let signing: SigningKey

  package static func generate(kind: KeyKind) -> PrivateKey {
    PrivateKey(
      kind: kind, agreementSecret: .random(count: 32), signingSeed: .random(count: 32))
  }

  /// Traps unless each secret has 32 bytes.
  init(
    kind: KeyKind, agreementSecret: consuming SecretBytes, signingSeed: borrowing SecretBytes
  ) {
    precondition(agreementSecret.count == 32, "an X25519 secret has 32 bytes")
    var agreement = [UInt8](repeating: 0, count: 32)
    unsafe agreementSecret.withPointer { secret in
      _ = unsafe crypto_scalarmult_base(&agreement, secret)
    }
    signing = SigningKey(seed: signingSeed)
    publicKey = PublicKey(kind: kind, agreement: agreement, signing: signing.publicKey)
    self.agreementSecret = agreementSecret
  }

  package var kind: KeyKind { publicKey.kind }
}
