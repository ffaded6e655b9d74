internal import ByteCoding

/// Names one clip: 128 random bits.
package struct ClipIdentifier: Hashable, Sendable {
  package static let byteCount = 16

  package let bytes: [UInt8]

  /// Nil unless there are 16 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Reads the 26 characters that ``text`` writes, and nothing else.
  package init?(text: some StringProtocol) {
    guard text.utf8.count == 26, let bytes = Base32.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// Base 32, 26 characters.
  package var text: String { Base32.encode(bytes) }
}
