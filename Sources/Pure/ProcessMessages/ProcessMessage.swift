package import ByteCoding

/// A message between two of Callreel's processes: one packet of a socket pair.
///
/// Both ends are built together, so there is no version; what does not parse ends the reader.
package protocol ProcessMessage: Equatable, Sendable {
  func write(to writer: inout ByteWriter)
  static func read(from reader: inout ByteReader) throws(ByteError) -> Self
}

extension ProcessMessage {
  package var bytes: [UInt8] {
    var writer = ByteWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Reads a whole packet; anything left over is an error.
  package init(bytes: [UInt8]) throws(ByteError) {
    var reader = ByteReader(bytes)
    self = try Self.read(from: &reader)
    try reader.finish()
  }
}

extension ByteWriter {
  mutating func optional(_ text: String?) {
    flag(text != nil)
    if let text { self.text(text) }
  }

  mutating func list<Element>(_ elements: [Element], _ body: (inout ByteWriter, Element) -> Void) {
    integer(UInt16(elements.count))
    for element in elements { body(&self, element) }
  }
}

extension ByteReader {
  mutating func optionalText() throws(ByteError) -> String? {
    try flag() ? try text() : nil
  }

  mutating func list<Element>(
    _ body: (inout ByteReader) throws(ByteError) -> Element
  ) throws(ByteError) -> [Element] {
    let count = try integer(UInt16.self)
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }

  /// One of an enumeration's raw values.
  mutating func choice<Value: RawRepresentable>(
    _: Value.Type = Value.self
  ) throws(ByteError) -> Value where Value.RawValue == UInt8 {
    guard let value = Value(rawValue: try integer()) else { throw .malformed }
    return value
  }
}
