internal import Patterns

/// Which fields of a program are masked besides passwords (N16).
package struct FieldRule: Sendable {
  package enum Subject: Sendable {
    /// What the program calls the field.
    case name
    /// What it, or the label beside it, is called.
    case label
    case role
  }

  package let subject: Subject
  private let pattern: WildcardPattern

  package init(_ subject: Subject, _ pattern: String) {
    self.subject = subject
    self.pattern = WildcardPattern(pattern)
  }

  package func matches(_ text: String) -> Bool { pattern.matches(text) }

  /// The objects that have to be looked at; nil where no role has that name, and nothing can be
  /// found.
  package var roles: [UInt32]? {
    guard subject == .role else { return FieldRole.inputs }
    let roles = FieldRole.names.filter { pattern.matches($0.value) }.map(\.key)
    return roles.isEmpty ? nil : roles.sorted()
  }
}
