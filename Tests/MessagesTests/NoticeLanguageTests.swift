import CallPolicy
import Messages
import Patterns
import Testing
import Timeline

@Suite("The notice in each language") struct NoticeLanguageTests {
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What each language must say in its own words, beyond what the policy says.
  static let words: [Language: [String]] = [
    .english: [
      "nothing else", "No still picture", "on hold", "a draw", "not your consent", "Your rights",
      "complain to the data protection authority", "without a reason", "not in an appraisal",
      "red dot", "Works council", "How it is secured", "leave no trace", "callers are told",
    ],
    .french: [
      "rien d'autre", "Aucune image fixe", "en attente", "tirage au sort",
      "pas votre consentement", "Vos droits", "l'autorité de protection des données",
      "sans motif", "ni pour une évaluation", "point rouge", "Représentants du personnel",
      "Comment c'est protégé", "laissent aucune trace", "appelants sont prévenus",
    ],
    .dutch: [
      "niets anders", "nooit een stilstaand beeld", "in de wacht", "een loting",
      "niet uw toestemming", "Uw rechten", "de toezichthouder voor gegevensbescherming",
      "zonder reden", "niet in een beoordeling", "rode stip", "Ondernemingsraad",
      "Hoe het is beveiligd", "geen spoor", "Bellers horen vooraf",
    ],
  ]

  @Test("says all parts with the policy's own values", arguments: Language.allCases)
  func complete(language: Language) {
    let text = flat(Notice.text(policy: .example, language: language)).lowercased()
    for said in Self.words[language] ?? [] {
      #expect(text.contains(said.lowercased()), "\(said)")
    }
    for value in [
      "Example Assurances SA", "dpo@example.org", "2026-11", "https://intranet.example/calls",
      "BAL-7", "2026-09-20", "DPIA-3", "2026-09-28", "2026-11-01", "2026-12-31",
      "https://crm.example/*", "firefox-esr", "Crm-desktop", "* - Example CRM", "120", "5", "3",
      "15", "30", "2027-01-14", "183", "365", "2027-03-31", "Jeanne Martin", "The notary",
      "CSE 2026-14", "2026-10-02", "Control+Alt+p", "callreel private on", "callreel journal",
      "This call may be recorded for training. See example.org/privacy.",
      "access, erasure, objection: write to the contact", "the claims screen is new",
      "classroom training",
      BannerText.recording(in: language), BannerText.paused(in: language),
    ] {
      #expect(text.contains(value.lowercased()), "\(value)")
    }
    #expect(!text.contains("..") && !text.contains("  "))
  }

  @Test("has the same parts, none empty, each in its own words") func parts() {
    let texts = Language.allCases.map {
      Notice.text(policy: .example, language: $0, format: .markdown)
    }
    let headings = texts.map { text in
      text.split(separator: "\n").filter { $0.hasPrefix("#") }
    }
    #expect(headings.allSatisfy { $0.count == 17 })
    for index in 0..<17 { #expect(Set(headings.map { $0[index] }).count == 3) }
    for text in texts {
      for part in text.split(separator: "\n## ").dropFirst() {
        #expect(part.split(separator: "\n").count >= 2, "\(part)")
      }
    }
  }

  @Test("fits a terminal of 80 columns", arguments: Language.allCases)
  func layout(language: Language) {
    for line in Notice.text(policy: .example, language: language).split(separator: "\n") {
      #expect(line.count <= Notice.columns && line.last != " ", "\(line)")
    }
  }

  @Test("shows each choice of the policy", arguments: Language.allCases)
  func choices(language: Language) {
    let text = Notice.text(policy: .example, language: language)
    let changes: [(inout Policy) -> Void] = [
      { $0.access.export = true }, { $0.indicator.banner = .always },
      { $0.notice.worksCouncil = .none(reason: LocalizedText("nine employees")) },
      { $0.notice.legalBasis = .publicTask }, { $0.notice.legalBasis = .legalObligation },
      { $0.privateSwitch.hotkey = nil }, { $0.video.rate = 10 }, { $0.retention.clipDays = 3 },
      { $0.sensitive = [SensitiveRule(application: "crm", field: .name(.init("x")))] },
      { $0.recipients.removeLast() }, { $0.windows[0].area = .window },
    ]
    for (index, change) in changes.enumerated() {
      var policy = Policy.example
      change(&policy)
      #expect(Notice.text(policy: policy, language: language) != text, "\(index)")
    }
  }

  @Test("is confirmed in every language at once") func confirmed() {
    let whole = Notice.confirmedText(policy: .example)
    for language in Language.allCases {
      #expect(whole.contains(Notice.text(policy: .example, language: language)))
    }
  }
}

@Suite("Documents as HTML and Markdown") struct DocumentTests {
  private var policy: Policy {
    var policy = Policy.example
    policy.controller.name = "<b>A & \"B\"</b> *c* _d_ [e](f)"
    return policy
  }

  @Test("HTML is one whole page in its language", arguments: Language.allCases)
  func html(language: Language) {
    let page = Notice.text(policy: policy, language: language, format: .html)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">\n"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(page.contains("&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;"))
    #expect(!page.contains("<b>") && !page.contains("<script") && !page.contains("http-equiv"))
    // Every element that opens closes, in order.
    var open: [Substring] = []
    for tag in page.split(separator: "<").dropFirst() {
      let name = tag.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "!" }
      switch name {
      case "!DOCTYPE", "meta", "br": continue
      default:
        if name.hasPrefix("/") {
          #expect(open.popLast() == name.dropFirst())
        } else {
          open.append(name)
        }
      }
    }
    #expect(open.isEmpty)
  }

  @Test("Markdown keeps the policy's marks as words") func markdown() {
    let page = Notice.text(policy: policy, format: .markdown)
    #expect(page.hasPrefix("# Recording of your screen"))
    #expect(page.contains("\\<b\\>A \\& \"B\"\\</b\\> \\*c\\* \\_d\\_ \\[e\\](f)"))
    #expect(page.contains("\n\n- the page https://crm.example/\\* in firefox-esr"))
    #expect(!page.contains("\n\n\n") && page.hasSuffix("\n"))
  }
}
