import Redaction
import Testing

@Suite("Patterns with wildcards") struct WildcardPatternTests {
  @Test(
    "match",
    arguments: [
      ("", ""), ("*", ""), ("*", "anything"), ("CRM", "CRM"), ("* - CRM", "Claims - CRM"),
      ("a*b*c", "abc"), ("a*b*c", "a--b--b--c"), ("*é*", "café au lait"), ("**x**", "x"),
      ("*aab*", "aaab"), ("*abab*", "abaabab"),
    ])
  func matching(pattern: String, text: String) {
    #expect(WildcardPattern(pattern).matches(text))
  }

  @Test(
    "do not match",
    arguments: [
      ("", "x"), ("CRM", "crm"), ("CRM", "CRM "), ("* - CRM", "- CRM"), ("a*a", "a"),
      ("a*b*c", "acb"), ("*abab*", "abaab"), ("ab*ba", "aba"),
    ])
  func differing(pattern: String, text: String) {
    #expect(!WildcardPattern(pattern).matches(text))
  }

  @Test(
    "wildcards alone say nothing",
    arguments: [("*", true), ("***", true), ("", false), ("*a", false)])
  func anything(pattern: String, isAnything: Bool) {
    #expect(WildcardPattern(pattern).matchesAnything == isAnything)
  }

  @Test("agree with a naive matcher", arguments: 1...20 as ClosedRange<UInt64>)
  func naive(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let pattern = (0..<Int.random(in: 0...7, using: &random)).map { _ in
        "ab*".randomElement(using: &random) ?? "*"
      }
      let text = (0..<Int.random(in: 0...10, using: &random)).map { _ in
        "ab".randomElement(using: &random) ?? "a"
      }
      let matches = WildcardPattern(String(pattern)).matches(String(text))
      #expect(matches == Self.naive(pattern[...], text[...]), "\(pattern) \(text)")
    }
  }

  @Test("take linear time", .timeLimit(.minutes(1))) func linear() {
    let text = String(repeating: "a", count: 60_000)
    #expect(!WildcardPattern("*" + String(repeating: "a", count: 30_000) + "b*").matches(text))
    #expect(!WildcardPattern(String(repeating: "*a", count: 10_000) + "*b").matches(text))
  }

  private static func naive(
    _ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>
  ) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      return naive(pattern.dropFirst(), text) || !text.isEmpty && naive(pattern, text.dropFirst())
    }
    return text.first == first && naive(pattern.dropFirst(), text.dropFirst())
  }
}

@Suite("Which windows are listed") struct WindowScopeTests {
  private let scope = WindowScope(rules: [
    .init(
      windowClass: WildcardPattern("crm*"), title: WildcardPattern("* - CRM"),
      executable: WildcardPattern("/usr/bin/*"), needsAccessibility: false),
    .init(windowClass: WildcardPattern("firefox-esr"), hasURL: true),
    .init(windowClass: WildcardPattern("crm-admin"), executable: WildcardPattern("*")),
  ])

  @Test(
    "the first rule that fits",
    arguments: [
      ("crm", "Claims - CRM", "/usr/bin/crm", 0), ("crm", "Claims", "/usr/bin/crm", nil),
      ("crm", "Claims - CRM", "/tmp/crm", nil), ("crm", "Claims - CRM", "", nil),
      ("CRM", "Claims - CRM", "/usr/bin/crm", nil), ("firefox-esr", "", "", 1),
      ("crm-admin", "x", "/opt/x", 2), ("crm-admin", "x", "", nil), ("", "", "", nil),
    ] as [(String, String, String, Int?)])
  func rule(windowClass: String, title: String, executable: String, expected: Int?) {
    let identity = WindowIdentity(windowClass: windowClass, title: title, executable: executable)
    #expect(scope.rule(for: identity) == expected)
  }

  @Test("rules ask for accessibility unless told otherwise") func defaults() {
    #expect(scope.rules.map(\.needsAccessibility) == [false, true, true])
    #expect(scope.rules.map(\.hasURL) == [false, true, false])
  }
}
