import CallPolicy
import Testing

@Suite("Patterns with stars") struct GlobPatternTests {
  /// Pattern, subject, whether they match.
  static let cases: [(String, String, Bool)] = [
    ("crm", "crm", true), ("crm", "crm2", false), ("crm", "Crm", false), ("", "", true),
    ("", "a", false), ("*", "", true), ("*", "anything", true), ("**", "x", true),
    ("* - Example CRM", "Claim 7 - Example CRM", true), ("* - Example CRM", "Example CRM", false),
    ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-b-b-d", false), ("*IBAN*", "Votre IBAN :", true),
    ("https://crm.example/*", "https://crm.example/a?b=*", true),
    ("https://crm.example/?", "https://crm.example/x", false), ("*é", "café", true),
  ]

  @Test("match whole texts", arguments: cases)
  func matches(pattern: String, subject: String, expected: Bool) {
    #expect(GlobPattern(pattern).matches(subject) == expected)
  }

  @Test("only stars match anything") func anything() {
    #expect(GlobPattern("**").matchesAnything)
    #expect(!GlobPattern("*a").matchesAnything)
  }

  @Test("many stars stay fast", .timeLimit(.minutes(1))) func fast() {
    let pattern = GlobPattern(String(repeating: "a*", count: 200) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 20_000)))
  }
}
