extension String {
  /// The text with all that a terminal would obey, or not show, as `\u{1b}`.
  ///
  /// For people: what comes from a clip or a store is anybody's words.
  package var visible: String { visible(keepingLines: false) }

  /// As ``visible``; line feeds and tabs stay where they are our own.
  package func visible(keepingLines: Bool) -> String {
    var result = ""
    for scalar in unicodeScalars {
      if scalar.properties.isObeyed, !(keepingLines && (scalar == "\n" || scalar == "\t")) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Unicode.Scalar.Properties {
  /// Control characters, line and paragraph separators, and those that only steer how others show,
  /// such as a change of direction.
  fileprivate var isObeyed: Bool {
    switch generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
