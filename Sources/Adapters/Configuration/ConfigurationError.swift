package import CallPolicy

/// One thing in the configuration that cannot stay as it is.
///
/// For administrators; it quotes numbers, dates and settings, never a person's data (P10). Only
/// `file` may name a login, as `people/LOGIN.toml` does: it is for terminals, not for logs.
package struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Kind: Equatable, Sendable {
    /// There is no policy: nothing is recorded, and that is no fault.
    case noPolicy
    case invalid
  }

  package let kind: Kind
  /// Relative to the configuration directory.
  package let file: String
  /// From 1; nil where the whole file is meant.
  package let line: Int?
  /// The setting, such as `sampling.share`.
  package let key: String?
  package let rule: Rule?
  package let problem: String
  package let advice: String?

  package init(
    kind: Kind = .invalid, file: String, line: Int? = nil, key: String? = nil, rule: Rule? = nil,
    problem: String, advice: String? = nil
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.key = key
    self.rule = rule
    self.problem = problem
    self.advice = advice
  }

  /// Such as `policy.toml:31: sampling.share: 0.5 is more than 0.2 (F8): a smaller share`.
  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    let setting = key.map { ": \($0)" } ?? ""
    let cited = rule.map { " (\($0.rawValue))" } ?? ""
    let hint = advice.map { ": \($0)" } ?? ""
    return place + setting + ": " + problem + cited + hint
  }
}
