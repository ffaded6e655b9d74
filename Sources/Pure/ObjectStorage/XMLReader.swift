extension XMLElement {
  /// Reads a whole document from a server that is not trusted.
  ///
  /// No document type, so no entities but the five of XML and none that grow; no processing
  /// instruction but the first line; nothing deeper than 8 elements, and no more than 20,000.
  /// How many bytes there may be is the caller's to say.
  package init(document bytes: some Collection<UInt8>) throws(XMLError) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw XMLError() }
    var reader = XMLReader(text)
    self = try reader.document()
  }
}

private struct XMLReader {
  private static let deepest = 8
  private static let most = 20_000
  private static let longestName = 128

  private var rest: Substring.UTF8View
  private var count = 0

  init(_ text: String) { rest = text[...].utf8 }

  mutating func document() throws(XMLError) -> XMLElement {
    if rest.starts(with: "\u{feff}".utf8) { rest.removeFirst(3) }
    skipSpace()
    if take("<?xml ") { try skip(past: "?>") }
    try skipComments()
    guard take("<") else { throw XMLError() }
    let root = try element(depth: 1)
    try skipComments()
    guard rest.isEmpty else { throw XMLError() }
    return root
  }

  /// The element whose `<` was taken.
  private mutating func element(depth: Int) throws(XMLError) -> XMLElement {
    count += 1
    guard depth <= Self.deepest, count <= Self.most else { throw XMLError() }
    let name = try name()
    try skipAttributes()
    if take("/>") { return XMLElement(name: name, children: [], text: "") }
    guard take(">") else { throw XMLError() }
    var children: [XMLElement] = []
    var text: [UInt8] = []
    while let byte = rest.first {
      if take("</") {
        guard try self.name() == name else { throw XMLError() }
        skipSpace()
        guard take(">") else { throw XMLError() }
        return XMLElement(
          name: name, children: children, text: String(decoding: text, as: UTF8.self))
      } else if take("<!--") {
        try skip(past: "-->")
      } else if take("<") {
        children.append(try element(depth: depth + 1))
      } else if take("&") {
        text += try reference()
      } else {
        guard byte >= 32 || [9, 10, 13].contains(byte) else { throw XMLError() }
        text.append(byte)
        rest.removeFirst()
      }
    }
    throw XMLError()
  }

  private mutating func name() throws(XMLError) -> String {
    let bytes = rest.prefix { byte in
      byte >= 128 || BucketAddress.isName(String(UnicodeScalar(byte)), ":_-.")
    }
    guard (1...Self.longestName).contains(bytes.count) else { throw XMLError() }
    rest = rest.dropFirst(bytes.count)
    return String(Substring(bytes))
  }

  /// Namespaces and the like: passed over.
  private mutating func skipAttributes() throws(XMLError) {
    skipSpace()
    while let byte = rest.first, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") {
      _ = try name()
      skipSpace()
      guard take("=") else { throw XMLError() }
      skipSpace()
      if take("\"") {
        try skip(past: "\"")
      } else if take("'") {
        try skip(past: "'")
      } else {
        throw XMLError()
      }
      skipSpace()
    }
  }

  /// The bytes that `&…;` stands for; the `&` was taken.
  private mutating func reference() throws(XMLError) -> [UInt8] {
    let body = String(Substring(rest.prefix(12).prefix { $0 != UInt8(ascii: ";") }))
    rest = rest.dropFirst(body.utf8.count)
    guard take(";") else { throw XMLError() }
    switch body {
    case "amp": return [UInt8(ascii: "&")]
    case "lt": return [UInt8(ascii: "<")]
    case "gt": return [UInt8(ascii: ">")]
    case "quot": return [UInt8(ascii: "\"")]
    case "apos": return [UInt8(ascii: "'")]
    default:
      let isHexadecimal = body.hasPrefix("#x")
      guard body.hasPrefix("#"),
        let number = UInt32(body.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10),
        number >= 32 || [9, 10, 13].contains(number), let scalar = UnicodeScalar(number)
      else { throw XMLError() }
      return Array(String(scalar).utf8)
    }
  }

  private mutating func skipComments() throws(XMLError) {
    skipSpace()
    while take("<!--") {
      try skip(past: "-->")
      skipSpace()
    }
  }

  private mutating func skip(past end: String) throws(XMLError) {
    while !rest.isEmpty {
      if take(end) { return }
      rest.removeFirst()
    }
    throw XMLError()
  }

  private mutating func take(_ text: StaticString) -> Bool { take(text.description) }

  private mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  private mutating func skipSpace() {
    rest = rest.drop { [9, 10, 13, 32].contains($0) }
  }
}
