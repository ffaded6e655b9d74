import ByteCoding
import ClipFormat
import ClipPlayer
import Timeline

extension Statement {
  /// What `clip list` and `clip info` print; the message is null where it needs another key.
  var json: JSONText { object.json(message: request?.message) }
}

extension StatementObject {
  func json(message: String?) -> JSONText {
    .object([
      ("request", .string(Hexadecimal.encode(request))), ("day", .string(day.text)),
      ("message", message.map { .string($0) } ?? .null),
    ])
  }
}
