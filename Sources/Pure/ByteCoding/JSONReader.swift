/// A text that is not JSON, or more of it than is taken.
package struct JSONError: Error, Equatable {}

extension JSONText {
  /// Reads one value of RFC 8259 that fills all of `bytes`.
  ///
  /// What is from outside is taken strictly: UTF-8 only, no member named twice, nothing deeper
  /// than 16 values. How long it may be is the caller's to say.
  package init(reading bytes: some Collection<UInt8>) throws(JSONError) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw JSONError() }
    var reader = JSONReader(text)
    self = try reader.wholeValue()
  }
}

private struct JSONReader {
  private static let deepest = 16

  private var rest: Substring.UnicodeScalarView
  private var depth = 0

  init(_ text: String) {
    rest = text[...].unicodeScalars
  }

  mutating func wholeValue() throws(JSONError) -> JSONText {
    let value = try value()
    skipSpace()
    guard rest.isEmpty else { throw JSONError() }
    return value
  }

  private mutating func value() throws(JSONError) -> JSONText {
    skipSpace()
    switch rest.first {
    case "\"": return .string(try string())
    case "{": return try nested { reader throws(JSONError) in try reader.object() }
    case "[": return try nested { reader throws(JSONError) in try reader.array() }
    case "t": return try word("true", .boolean(true))
    case "f": return try word("false", .boolean(false))
    case "n": return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONError) -> JSONText
  ) throws(JSONError) -> JSONText {
    depth += 1
    guard depth <= Self.deepest else { throw JSONError() }
    rest.removeFirst()
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(JSONError) -> JSONText {
    var members: [(String, JSONText)] = []
    var names: Set<String> = []
    if takes("}") { return .object(members) }
    repeat {
      skipSpace()
      let name = try string()
      guard names.insert(name).inserted, takes(":") else { throw JSONError() }
      members.append((name, try value()))
    } while takes(",")
    guard takes("}") else { throw JSONError() }
    return .object(members)
  }

  private mutating func array() throws(JSONError) -> JSONText {
    var values: [JSONText] = []
    if takes("]") { return .array(values) }
    repeat { values.append(try value()) } while takes(",")
    guard takes("]") else { throw JSONError() }
    return .array(values)
  }

  private mutating func string() throws(JSONError) -> String {
    guard rest.popFirst() == "\"" else { throw JSONError() }
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return String(text)
      case "\\": text.append(try escaped())
      case "\u{0}"..."\u{1f}": throw JSONError()
      default: text.append(scalar)
      }
    }
    throw JSONError()
  }

  private mutating func escaped() throws(JSONError) -> Unicode.Scalar {
    switch rest.popFirst() {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return try codePoint()
    default: throw JSONError()
    }
  }

  /// Four hexadecimal digits, or two times four for what UTF-16 needs a pair for.
  private mutating func codePoint() throws(JSONError) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), rest.popFirst() == "\\", rest.popFirst() == "u" else {
      throw JSONError()
    }
    let second = try codeUnit()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw JSONError() }
    return scalar
  }

  private mutating func codeUnit() throws(JSONError) -> UInt32 {
    let digits = String(String.UnicodeScalarView(rest.prefix(4)))
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit),
      let unit = UInt32(digits, radix: 16)
    else { throw JSONError() }
    rest = rest.dropFirst(4)
    return unit
  }

  private mutating func number() throws(JSONError) -> JSONText {
    let digits = Substring(
      rest.prefix { ("0"..."9").contains($0) || "+-.eE".unicodeScalars.contains($0) })
    rest = rest.dropFirst(digits.unicodeScalars.count)
    guard Self.isNumber(digits) else { throw JSONError() }
    return Int64(digits).map(JSONText.integer) ?? .number(String(digits))
  }

  /// `-`, digits without a zero before them, a fraction and an exponent (RFC 8259, section 6).
  private static func isNumber(_ text: Substring) -> Bool {
    var rest = text.utf8[...]
    func digits() -> Int {
      let count = rest.prefix { (48...57).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let hasZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole == 1 || (whole > 1 && !hasZero) else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  private mutating func word(_ word: String, _ value: JSONText) throws(JSONError) -> JSONText {
    guard rest.starts(with: word.unicodeScalars) else { throw JSONError() }
    rest = rest.dropFirst(word.unicodeScalars.count)
    return value
  }

  private mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipSpace() {
    rest = rest.drop { [" ", "\t", "\n", "\r"].contains($0) }
  }
}
