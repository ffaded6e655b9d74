import ByteCoding

/// One thing that `callreel doctor` looked at.
struct Finding {
  enum Level: String {
    case fine = "ok"
    case warning
    case error
  }

  var level: Level
  /// A word: policy, notice, display, and so on.
  var topic: String
  var sentence: String
  /// What to do; nil where all is well.
  var remedy: String?

  static func fine(_ topic: String, _ sentence: String) -> Finding {
    Finding(level: .fine, topic: topic, sentence: sentence)
  }

  static func warning(_ topic: String, _ sentence: String, _ remedy: String) -> Finding {
    Finding(level: .warning, topic: topic, sentence: sentence, remedy: remedy)
  }

  static func error(_ topic: String, _ sentence: String, _ remedy: String) -> Finding {
    Finding(level: .error, topic: topic, sentence: sentence, remedy: remedy)
  }

  var text: String {
    let head = level.rawValue.padded(to: 8) + topic.padded(to: 14) + sentence
    return head + (remedy.map { "\n" + "".padded(to: 22) + $0 } ?? "")
  }

  var json: JSONText {
    .object([
      ("topic", .string(topic)), ("level", .string(level.rawValue)),
      ("sentence", .string(sentence)), ("remedy", remedy.map { .string($0) } ?? .null),
    ])
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
