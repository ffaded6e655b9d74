import CallPolicy
import Messages
import Patterns
import Testing
import Timeline

@Suite("The report on a policy") struct PolicyReportTests {
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("has what a council and an assessment need, and every rule", arguments: Language.allCases)
  func complete(language: Language) {
    let text = flat(PolicyReport.text(policy: .example, language: language))
    for value in [
      "Example Assurances SA", "dpo@example.org", "crm-onboarding", "2026-11-01", "2026-12-31",
      "61", "the claims screen is new", "classroom training", "BAL-7", "DPIA-3", "CSE 2026-14",
      "120", "5", "30", "2027-01-14", "183", "365", "2027-03-31", "https://crm.example/*",
      "firefox-esr", "example.org/privacy", "10",
    ] {
      #expect(text.contains(value), "\(value)")
    }
    for rule in Rule.allCases { #expect(text.contains("- \(rule.rawValue): "), "\(rule)") }
    #expect(text.contains(language == .english ? "12.5 %" : "12,5 %"))
    #expect(text.filter { $0 == "?" }.count == 9)
  }

  @Test("names no person, enrolled or with a key", arguments: Language.allCases)
  func nobody(language: Language) {
    for format in DocumentFormat.allCases {
      let text = PolicyReport.text(policy: .example, language: language, format: format)
      #expect(!text.contains("Jeanne") && !text.contains("notary") && !text.contains("alice"))
    }
  }

  @Test("tells what this policy leaves open", arguments: Language.allCases)
  func doors(language: Language) {
    func items(_ policy: Policy) -> Int {
      PolicyReport.text(policy: policy, language: language, format: .markdown)
        .split(separator: "\n").count { $0.hasPrefix("- ") }
    }
    let before = items(.example)
    let changes: [((inout Policy) -> Void, Int)] = [
      ({ $0.access.export = true }, 1), ({ $0.windows[0].accessibility = .noneNeeded }, 1),
      ({ $0.notice.worksCouncil = .none(reason: LocalizedText("x")) }, 1),
      ({ $0.calls.never = Policy.NeverFiles(list: "a", key: "b") }, -1),
      ({ $0.store.workstations = "w" }, -1),
      ({ $0.sensitive = [SensitiveRule(application: "crm", field: .name(.init("x")))] }, -1),
    ]
    for (index, (change, difference)) in changes.enumerated() {
      var policy = Policy.example
      change(&policy)
      #expect(items(policy) == before + difference, "\(index)")
    }
  }

  @Test("is said in three languages, part by part") func languages() {
    let headings = Language.allCases.map { language in
      PolicyReport.text(policy: .example, language: language, format: .markdown)
        .split(separator: "\n").filter { $0.hasPrefix("#") }
    }
    #expect(headings.allSatisfy { $0.count == 11 })
    for index in 0..<11 { #expect(Set(headings.map { $0[index] }).count == 3) }
    for language in Language.allCases {
      for line in PolicyReport.text(policy: .example, language: language).split(separator: "\n") {
        #expect(line.count <= 80, "\(line)")
      }
    }
  }
}
