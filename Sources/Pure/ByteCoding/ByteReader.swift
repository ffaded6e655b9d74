/// What a reader can object to.
package enum ByteError: Error, Equatable {
  /// The bytes end before the value does.
  case truncated
  /// Bytes are left over where none may be.
  case trailing
  /// A value that no writer makes: not canonical, or not known.
  case malformed
}

/// Takes numbers, big-endian, and bytes from an array; never reads past its end.
package struct ByteReader: Sendable {
  private let bytes: [UInt8]
  package private(set) var offset: Int
  private let end: Int

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = 0
    end = bytes.count
  }

  package init(_ bytes: ArraySlice<UInt8>) {
    self.init(Array(bytes))
  }

  package var remaining: Int { end - offset }

  package mutating func integer<Value: FixedWidthInteger>(
    _: Value.Type = Value.self
  ) throws(ByteError) -> Value {
    let size = Value.bitWidth / 8
    guard remaining >= size else { throw .truncated }
    var value: Value = 0
    for index in offset..<offset + size {
      value = (Value.bitWidth > 8 ? value << 8 : 0) | Value(truncatingIfNeeded: bytes[index])
    }
    offset += size
    return value
  }

  package mutating func raw(_ count: Int) throws(ByteError) -> [UInt8] {
    guard count >= 0, remaining >= count else { throw .truncated }
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  /// The counterpart of ``ByteWriter/block(_:)``.
  package mutating func block(limit: Int) throws(ByteError) -> [UInt8] {
    let count = Int(try integer(UInt32.self))
    guard count <= limit else { throw .malformed }
    return try raw(count)
  }

  /// The counterpart of ``ByteWriter/text(_:)``; refuses what is not UTF-8.
  package mutating func text() throws(ByteError) -> String {
    let count = Int(try integer(UInt16.self))
    let raw = try raw(count)
    guard let text = String(validating: raw, as: UTF8.self) else { throw .malformed }
    return text
  }

  package mutating func flag() throws(ByteError) -> Bool {
    switch try integer(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw .malformed
    }
  }

  /// Every byte must have been taken.
  package func finish() throws(ByteError) {
    guard remaining == 0 else { throw .trailing }
  }
}
