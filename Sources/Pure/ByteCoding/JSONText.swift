/// A value of RFC 8259, as far as Callreel prints one.
package enum JSONText: Equatable, Sendable {
  case string(String)
  case integer(Int64)
  case boolean(Bool)
  case null
  case array([JSONText])
  /// Members in this order.
  case object([(String, JSONText)])

  package static func == (left: JSONText, right: JSONText) -> Bool {
    left.text == right.text
  }

  /// One line, without spaces.
  package var text: String {
    switch self {
    case .string(let value): Self.quoted(value)
    case .integer(let value): String(value)
    case .boolean(let value): value ? "true" : "false"
    case .null: "null"
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0) + ":" + $1.text }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}":
        let digits = Hexadecimal.encode([UInt8(scalar.value)])
        quoted += "\\u00" + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
