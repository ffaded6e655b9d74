package import ClipFormat

extension PublicKey {
  /// The first 8 bytes of BLAKE2b-256 of version, kind and both keys: 16 hexadecimal digits.
  package var fingerprint: String { keyHash.fingerprint }

  /// BLAKE2b-256 of version, kind and both keys.
  package var keyHash: KeyHash { KeyHash(bytes: Digest.blake2b256(bytes)) }
}
