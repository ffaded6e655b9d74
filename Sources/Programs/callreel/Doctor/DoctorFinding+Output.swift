import ByteCoding
import CallPolicy
import Messages

extension DoctorFinding {
  /// A line, and below it what to do.
  func text(in language: Language) -> String {
    let levels = Self.width(DoctorLevel.allCases.map { $0.word(in: language) })
    let topics = Self.width(DoctorTopic.allCases.map { $0.word(in: language) })
    let head = level.word(in: language).padded(to: levels)
    let line = head + topic.word(in: language).padded(to: topics) + sentence(in: language)
    let below = remedy(in: language).map { "\n" + "".padded(to: levels + topics) + $0 }
    return line + (below ?? "")
  }

  /// In English, as the names are.
  var json: JSONText {
    .object([
      ("topic", .string(topic.rawValue)), ("level", .string(level.rawValue)),
      ("sentence", .string(sentence())), ("remedy", remedy().map { .string($0) } ?? .null),
    ])
  }

  private static func width(_ words: [String]) -> Int {
    words.map(\.count).reduce(0, max) + 1
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
