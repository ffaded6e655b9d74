/// Appends numbers, big-endian, and bytes to an array.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func integer(_ value: some FixedWidthInteger) {
    for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  package mutating func raw(_ more: some Collection<UInt8>) {
    bytes += more
  }

  /// A 32-bit length, then the bytes.
  package mutating func block(_ more: some Collection<UInt8>) {
    integer(UInt32(more.count))
    bytes += more
  }

  /// A 16-bit length in bytes, then UTF-8.
  ///
  /// A longer text traps: limits are the caller's to hold.
  package mutating func text(_ value: String) {
    integer(UInt16(value.utf8.count))
    bytes += Array(value.utf8)
  }

  package mutating func flag(_ value: Bool) {
    bytes.append(value ? 1 : 0)
  }
}
