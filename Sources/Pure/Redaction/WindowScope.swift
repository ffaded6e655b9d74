package import Patterns

/// Which windows may be filmed, by what they say of themselves (F5).
package struct WindowScope: Equatable, Sendable {
  /// One `[[window]]` of the policy.
  package struct Rule: Equatable, Sendable {
    package var windowClass: WildcardPattern
    package var title: WildcardPattern?
    package var executable: WildcardPattern?
    /// Hidden whole until its program has answered through accessibility.
    package var needsAccessibility: Bool
    /// Shows only while its document's address matches, too.
    package var hasURL: Bool

    package init(
      windowClass: WildcardPattern, title: WildcardPattern? = nil,
      executable: WildcardPattern? = nil, needsAccessibility: Bool = true, hasURL: Bool = false
    ) {
      self.windowClass = windowClass
      self.title = title
      self.executable = executable
      self.needsAccessibility = needsAccessibility
      self.hasURL = hasURL
    }
  }

  package let rules: [Rule]

  package init(rules: [Rule]) {
    self.rules = rules
  }

  /// The index of the first rule that lists the window, nil where none does.
  ///
  /// A program that is not known satisfies no rule that names one.
  package func rule(for identity: WindowIdentity) -> Int? {
    rules.firstIndex { rule in
      rule.windowClass.matches(identity.windowClass)
        && rule.title?.matches(identity.title) ?? true
        && rule.executable.map { !identity.executable.isEmpty && $0.matches(identity.executable) }
          ?? true
    }
  }
}
