internal import ByteCoding
package import ClipFormat

extension PublicKey {
  /// The first 8 bytes of BLAKE2b-256 of version, kind and both keys: 16 hexadecimal digits.
  package var fingerprint: String { Self.fingerprint(of: bytes) }

  static func fingerprint(of bytes: [UInt8]) -> String {
    Hexadecimal.encode(Digest.blake2b256(bytes).prefix(8))
  }
}
