internal import ByteCoding
internal import CSodium
package import ClipFormat

/// Why a text is not the private key that was asked for.
package enum KeyFileError: Error, Equatable {
  case notAKeyFile
  /// The file holds a public key: the private one stays with its owner.
  case publicKeyOnly
  case needsPassphrase
  case wrongPassphrase
  case wrongKind(KeyKind)
  case unknownVersion(UInt8)
  case damaged
  /// Not the 256 MiB that a passphrase takes.
  case tooLittleMemory
}

/// How a private key lies in its file.
private enum KeyProtection: UInt8 {
  case plain = 0
  /// Argon2id with libsodium's moderate limits, then XChaCha20-Poly1305.
  case passphrase = 1
}

extension PrivateKey {
  private static let version: UInt8 = 1
  private static let saltBytes = 16
  private static let secretBytes = 64

  /// The text of a key file, in UTF-8; whoever reads the file has the key.
  ///
  /// The text is the key: copies of it in memory are worth no more than the file.
  package func encode() -> [UInt8] {
    file([Self.version, kind.rawValue, KeyProtection.plain.rawValue] + secrets.revealed)
  }

  /// The text of a key file, in UTF-8, that opens with the passphrase only.
  ///
  /// Takes about a second and 256 MB.
  package func encode(
    passphrase: borrowing SecretBytes
  ) throws(KeyFileError) -> [UInt8] {
    let salt = RandomBytes.make(Self.saltBytes)
    let head = [Self.version, kind.rawValue, KeyProtection.passphrase.rawValue] + salt
    let key = try Self.stretch(passphrase, salt: salt)
    return file(head + RecordCipher.seal(secret: secrets, associated: head, key: key))
  }

  /// The X25519 secret, then the Ed25519 seed.
  private var secrets: SecretBytes {
    var secrets = SecretBytes(count: Self.secretBytes)
    secrets.fill(agreementSecret, at: 0)
    secrets.fill(signing.seed, at: Self.secretBytes / 2)
    return secrets
  }

  private func file(_ payload: [UInt8]) -> [UInt8] {
    let lines = [
      "# Callreel private key, kind \(kind.name). Keep it to yourself.",
      "# Its public key, for the policy: \(publicKey.text)",
      RecordText.line(PublicKey.privatePrefix, payload),
    ]
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  /// Reads what ``encode(passphrase:)`` wrote; with `kinds`, only a key of one of them.
  ///
  /// Takes about a second and 256 MB where there is a passphrase.
  package static func read(
    text: [UInt8], passphrase: consuming SecretBytes?, kinds: [KeyKind] = KeyKind.allCases
  ) throws(KeyFileError) -> PrivateKey {
    let payload = try payload(of: text)
    guard payload.count > 3, let protection = KeyProtection(rawValue: payload[2]),
      let kind = KeyKind(rawValue: payload[1])
    else { throw .damaged }
    guard kinds.contains(kind) else { throw .wrongKind(kind) }
    let body = Array(payload.dropFirst(3))
    let secrets: SecretBytes
    switch protection {
    case .plain: secrets = SecretBytes(copying: body)
    case .passphrase:
      guard body.count == saltBytes + RecordCipher.overhead + secretBytes else { throw .damaged }
      guard let passphrase = consume passphrase else { throw .needsPassphrase }
      let key = try stretch(passphrase, salt: Array(body.prefix(saltBytes)))
      guard
        let opened = RecordCipher.open(
          secret: Array(body.dropFirst(saltBytes)),
          associated: Array(payload.prefix(3 + saltBytes)), key: key)
      else { throw .wrongPassphrase }
      secrets = opened
    }
    guard secrets.count == secretBytes else { throw .damaged }
    return PrivateKey(
      kind: kind, agreementSecret: secrets.slice(0..<secretBytes / 2),
      signingSeed: secrets.slice(secretBytes / 2..<secretBytes))
  }

  /// Whether a text is a private key of this kind that opens with a passphrase only.
  package static func isWrapped(text: [UInt8], kind: KeyKind) -> Bool {
    guard let payload = try? payload(of: text), payload.count > 3 else { return false }
    return payload[1] == kind.rawValue && payload[2] == KeyProtection.passphrase.rawValue
  }

  /// The bytes of the one line that is neither empty nor a comment, without their checksum.
  private static func payload(of text: [UInt8]) throws(KeyFileError) -> [UInt8] {
    guard let line = RecordText.line(of: text, limit: FormatLimits.textBytes) else {
      throw .notAKeyFile
    }
    guard line.hasPrefix(PublicKey.privatePrefix) else {
      throw line.hasPrefix(PublicKey.prefix) ? .publicKeyOnly : .notAKeyFile
    }
    guard let payload = RecordText.record(line, after: PublicKey.privatePrefix),
      let found = payload.first
    else { throw .damaged }
    guard found == version else { throw .unknownVersion(found) }
    return payload
  }

  /// Argon2id, libsodium's moderate limits: 3 passes over 256 MiB.
  private static func stretch(
    _ passphrase: borrowing SecretBytes, salt: [UInt8]
  ) throws(KeyFileError) -> SecretBytes {
    var key = SecretBytes(count: 32)
    let length = passphrase.count
    let status = unsafe key.withMutablePointer { key in
      unsafe passphrase.withPointer { words in
        unsafe crypto_pwhash(
          key, 32, UnsafeRawPointer(words).assumingMemoryBound(to: CChar.self), UInt64(length),
          salt, 3, 268_435_456, crypto_pwhash_alg_argon2id13())
      }
    }
    guard status == 0 else { throw .tooLittleMemory }
    return key
  }
}
