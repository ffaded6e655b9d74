internal import CallPolicy
internal import Patterns
internal import Timeline

/// Whether a text may have more than one line: names may not.
private enum LineEnds {
  case refused
  case allowed
}

extension TableReader {
  func text(_ key: String, _ rule: Rule?) -> String {
    guard let value = required(key, rule) else { return "" }
    return plain(value, key, rule)
  }

  func optionalText(_ key: String, _ rule: Rule? = nil) -> String? {
    optional(key).map { plain($0, key, rule) }
  }

  /// A text, or a table of `en`, `fr` and `nl`.
  func localized(_ key: String, _ rule: Rule?) -> LocalizedText {
    guard let value = required(key, rule) else { return LocalizedText("") }
    guard case .table = value, let table = optionalTable(key, rule) else {
      return LocalizedText(plain(value, key, rule, lineEnds: .allowed))
    }
    var texts: [Language: String] = [:]
    for language in Language.allCases {
      texts[language] = table.optional(language.rawValue).map {
        table.plain($0, language.rawValue, rule, lineEnds: .allowed)
      }
    }
    table.finish()
    return LocalizedText(byLanguage: texts)
  }

  func texts(_ key: String, _ rule: Rule?) -> [String] {
    guard let value = required(key, rule) else { return [] }
    guard case .list(let nodes) = value else {
      mistyped(key, rule, value, expected: "a list of texts")
      return []
    }
    return nodes.enumerated().map { plain($1, "\(key)[\($0)]", rule) }
  }

  func integer(_ key: String, default standard: Int, _ rule: Rule?) -> Int {
    optionalInteger(key, rule) ?? standard
  }

  func requiredInteger(_ key: String, _ rule: Rule?) -> Int {
    guard required(key, rule) != nil else { return 0 }
    return optionalInteger(key, rule) ?? 0
  }

  func optionalInteger(_ key: String, _ rule: Rule?) -> Int? {
    guard let value = optional(key) else { return nil }
    guard case .integer(let number) = value else {
      mistyped(key, rule, value, expected: "a whole number")
      return nil
    }
    return number
  }

  func number(_ key: String, default standard: Double, _ rule: Rule?) -> Double {
    switch optional(key) {
    case nil: return standard
    case .number(let number)?: return number
    case .integer(let number)?: return Double(number)
    case .some(let value):
      mistyped(key, rule, value, expected: "a number")
      return standard
    }
  }

  /// Missing is false.
  func flag(_ key: String, _ rule: Rule?) -> Bool {
    guard let value = optional(key) else { return false }
    guard case .flag(let flag) = value else {
      mistyped(key, rule, value, expected: "true or false")
      return false
    }
    return flag
  }

  func day(_ key: String, _ rule: Rule?) -> CalendarDay {
    guard let value = required(key, rule) else { return CalendarDay(number: 0) }
    guard case .day(let day) = value else {
      mistyped(key, rule, value, expected: "a date such as 2026-11-01, without quotes")
      return CalendarDay(number: 0)
    }
    return day
  }

  /// One of a closed list of words; nil where it is not given, or after a report.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ rule: Rule?, _: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let text = optionalText(key, rule) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    findings.add(full(key), rule, "is not one of its words", advice: words)
    return nil
  }

  func requiredChoice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ rule: Rule?, else standIn: Choice
  ) -> Choice where Choice.RawValue == String {
    guard required(key, rule) != nil else { return standIn }
    return choice(key, rule) ?? standIn
  }

  func pattern(_ key: String, _ rule: Rule?) -> WildcardPattern? {
    optionalText(key, rule).map { WildcardPattern($0) }
  }

  /// Control characters would reach terminals with the notice.
  private func plain(
    _ value: TOMLNode, _ key: String, _ rule: Rule?, lineEnds: LineEnds = .refused
  ) -> String {
    guard case .text(let text) = value else {
      mistyped(key, rule, value, expected: "a text")
      return ""
    }
    if text.utf8.count > Limits.textBytes {
      findings.add(full(key), rule, "is longer than \(Limits.textBytes) bytes")
    } else if text.unicodeScalars.contains(where: { Self.isRefused($0, lineEnds) }) {
      findings.add(full(key), rule, "holds a control character")
    }
    return text
  }

  private static func isRefused(_ scalar: Unicode.Scalar, _ lineEnds: LineEnds) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: lineEnds == .refused || (scalar != "\n" && scalar != "\t")
    // Marks that turn the direction of a text could hide a part of it.
    case .format:
      ("\u{202A}"..."\u{202E}").contains(scalar) || ("\u{2066}"..."\u{2069}").contains(scalar)
    default: false
    }
  }
}
