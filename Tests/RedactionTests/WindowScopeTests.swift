import Patterns
import Redaction
import Testing

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
