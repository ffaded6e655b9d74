internal import ByteCoding

/// What binds a record to a key, or to a recovery pair: BLAKE2b-256 of its public bytes.
///
/// Its first eight bytes are the fingerprint, which is enough for names and for people: what a
/// signature covers has all of it, as keys of one fingerprint can be made with effort.
package struct KeyHash: Hashable, Sendable {
  package static let byteCount = 32

  package let bytes: [UInt8]

  /// Traps unless there are 32 bytes.
  package init(bytes: [UInt8]) {
    precondition(bytes.count == Self.byteCount, "a hash of a key has 32 bytes")
    self.bytes = bytes
  }

  /// Sixteen lower-case hexadecimal digits.
  package var fingerprint: String { Hexadecimal.encode(bytes.prefix(8)) }
}
