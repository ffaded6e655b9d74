/// Walks over the bytes of a TOML document and counts lines; never past the end.
struct KeyScanner {
  /// Stands for a dot that does not part two keys.
  private static let quotedDot: UInt8 = 1

  private let bytes: [UInt8]
  private var position = 0
  private(set) var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: "\u{FEFF}".utf8) { position = 3 }
  }

  /// What is wrong at this place.
  var error: TOMLSyntaxError { TOMLSyntaxError(line: line) }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func advance() {
    if current == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    advance()
    return true
  }

  mutating func expect(_ character: Unicode.Scalar) throws(TOMLSyntaxError) {
    guard take(character) else { throw error }
  }

  mutating func skipBlanks() {
    while current == 32 || current == 9 { advance() }
  }

  private mutating func skipComment() {
    guard current == UInt8(ascii: "#") else { return }
    while let byte = current, byte != UInt8(ascii: "\n") { advance() }
  }

  /// Skips white space, line ends and comments; false at the end.
  mutating func skipToContent() -> Bool {
    while let byte = current {
      switch byte {
      case UInt8(ascii: "#"): skipComment()
      case 32, 9, 10, 13: advance()
      default: return true
      }
    }
    return false
  }

  /// Nothing but a comment may stand behind a value or a header.
  mutating func endLine() throws(TOMLSyntaxError) {
    skipBlanks()
    skipComment()
    _ = take("\r")
    guard current == nil || take("\n") else { throw error }
  }

  /// Reads a dotted key and the blanks around it.
  mutating func readKey() throws(TOMLSyntaxError) -> [String] {
    var parts: [String] = []
    repeat {
      skipBlanks()
      let start = position
      var part: [UInt8]
      if let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        try skipQuoted(quote)
        part = bytes[start + 1..<position - 1].map { byte in
          byte == UInt8(ascii: ".") ? Self.quotedDot : byte
        }
      } else {
        while let byte = current, Self.isBareKey(byte) { advance() }
        part = Array(bytes[start..<position])
        guard !part.isEmpty else { throw error }
      }
      parts.append(String(decoding: part, as: UTF8.self))
      skipBlanks()
    } while take(".")
    return parts
  }

  /// Skips a text, number, date or word.
  ///
  /// A date and a time with a blank between them are refused too: no setting is a moment.
  mutating func skipScalar() throws(TOMLSyntaxError) {
    guard let first = current else { throw error }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return try skipText(first) }
    guard Self.isBareKey(first) || first == UInt8(ascii: "+"), first != UInt8(ascii: "_") else {
      throw error
    }
    while let byte = current, Self.isBareKey(byte) || Array("+.:".utf8).contains(byte) { advance() }
  }

  private mutating func skipText(_ quote: UInt8) throws(TOMLSyntaxError) {
    guard isAtThree(quote) else { return try skipQuoted(quote) }
    position += 3
    while !isAtThree(quote) { try skipCharacter(quote) }
    // Up to two quotes may stand directly before the closing three.
    while current == quote { advance() }
  }

  private mutating func skipQuoted(_ quote: UInt8) throws(TOMLSyntaxError) {
    advance()
    while current != quote {
      guard current != UInt8(ascii: "\n") else { throw error }
      try skipCharacter(quote)
    }
    advance()
  }

  private mutating func skipCharacter(_ quote: UInt8) throws(TOMLSyntaxError) {
    if quote == UInt8(ascii: "\""), current == UInt8(ascii: "\\") { advance() }
    guard current != nil else { throw error }
    advance()
  }

  private func isAtThree(_ quote: UInt8) -> Bool {
    position + 3 <= bytes.count && bytes[position..<position + 3].allSatisfy { $0 == quote }
  }

  private static func isBareKey(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
