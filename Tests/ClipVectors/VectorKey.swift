import ByteCoding
import ClipFormat

/// A throwaway key whose secrets a vector shows.
package struct VectorKey: Sendable {
  package let kind: KeyKind
  let agreementSecret: [UInt8]
  let seed: [UInt8]
  package let publicKey: PublicKey

  init(_ kind: KeyKind) {
    self.kind = kind
    agreementSecret = LooseCipher.random(32)
    seed = LooseCipher.random(32)
    let (agreement, signing) = LooseCipher.publicKeys(
      agreementSecret: agreementSecret, seed: seed)
    publicKey = PublicKey(kind: kind, agreement: agreement, signing: signing)
  }

  var fingerprint: String { fingerprintText(publicKey.bytes) }

  /// The line of a private key file without a passphrase.
  var line: String {
    RecordText.line(PublicKey.privatePrefix, [1, kind.rawValue, 0] + agreementSecret + seed)
  }

  /// As ``line``, with the secrets sealed with a passphrase.
  func line(passphrase: String) -> String {
    let salt = LooseCipher.random(16)
    let associated = [1, kind.rawValue, 1] + salt
    let key = LooseCipher.stretched(Array(passphrase.utf8), salt: salt)
    return RecordText.line(
      PublicKey.privatePrefix,
      associated + LooseCipher.seal(agreementSecret + seed, associated: associated, key: key))
  }

  func sign(_ bytes: [UInt8], for domain: String) -> [UInt8] {
    LooseCipher.sign(bytes, for: domain, seed: seed)
  }
}

func fingerprintText(_ bytes: [UInt8]) -> String {
  Hexadecimal.encode(LooseCipher.hash(bytes).prefix(8))
}

/// The keys of one vector.
struct VectorKeys {
  let trainer = VectorKey(.trainer)
  let employee = VectorKey(.employee)
  /// A, the lower fingerprint, then B.
  let recovery = [VectorKey(.recovery), VectorKey(.recovery)]
    .sorted { $0.fingerprint < $1.fingerprint }
  let controller = VectorKey(.controller)
  let workstation = VectorKey(.workstation)

  var pairFingerprint: String {
    fingerprintText(recovery[0].publicKey.bytes + recovery[1].publicKey.bytes)
  }
}
