internal import CallPolicy

/// Gathers what is wrong with one file, each with its line.
final class Findings {
  let file: String
  private let lines: KeyLines
  private(set) var errors: [ConfigurationError] = []

  init(file: String, lines: KeyLines) {
    self.file = file
    self.lines = lines
  }

  /// `path` is the setting's full path; the indices of array members are not shown.
  func add(_ path: String, _ rule: Rule?, _ problem: String, advice: String? = nil) {
    errors.append(
      ConfigurationError(
        file: file, line: lines.line(of: path), key: Self.shown(path), rule: rule,
        problem: problem, advice: advice))
  }

  func add(_ fault: PolicyFault) {
    add(fault.key, fault.rule, fault.problem, advice: fault.advice)
  }

  /// `window[2].url` as an administrator writes it: `window.url`.
  ///
  /// A key may hold anything: what is not a plain word is cut out.
  private static func shown(_ path: String) -> String {
    var text = ""
    var isIndex = false
    for character in path {
      switch character {
      case "[": isIndex = true
      case "]": isIndex = false
      default:
        if !isIndex { text.append(isPlain(character) ? character : "?") }
      }
    }
    return String(text.prefix(80))
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
  }
}
