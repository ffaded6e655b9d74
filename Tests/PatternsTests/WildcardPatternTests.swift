import Patterns
import TestSupport
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
    "wildcards alone name nothing",
    arguments: [("*", true), ("***", true), ("", true), ("*a", false)])
  func anything(pattern: String, isAnything: Bool) {
    #expect(WildcardPattern(pattern).namesNothing == isAnything)
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
