import CallPolicy
import Messages
import Testing
import Timeline

@Suite("The notice") struct NoticeTests {
  @Test("says every part that it must, with the policy's own words") func complete() {
    let text = unwrapped(Notice.text(policy: .example))
    for said in [
      "Example Assurances SA", "dpo@example.org", "version 2026-11",
      "https://intranet.example/calls", "in the office, at home", "that is not consent",
      "Training on the application crm, and nothing else", "Why: the claims screen is new.",
      "BAL-7 of 2026-09-20", "DPIA-3 of 2026-09-28", "from 2026-11-01 to 2026-12-31",
      "the page https://crm.example/* in firefox-esr, without tabs and address bar",
      "windows of Crm-desktop, title * - Example CRM", "At most 120 minutes", "about 12.5 %",
      "at most 5 a week", "from 3 secret numbers", "No still picture", "15 times a second",
      "shorter than 5 seconds", "cannot be saved as a file", "30 days, and never after 2027-01-14",
      "183 days", "365 days", "until 2027-03-31", "Jeanne Martin, trainer, until 2026-12-31",
      "only if a trainer's key is lost", "legitimate interest of Example Assurances SA",
      "CSE 2026-14 of 2026-10-02", "encrypted on your workstation", "write to the contact.",
      "within 30 days", "may be recorded for training. See example.org/privacy.",
      "Recording for training", "callreel private on", "the keys Control+Alt+p",
      "not in an appraisal",
    ] {
      #expect(text.contains(said), "\(said)")
    }
    #expect(!text.contains(".."))
  }

  @Test("fits a terminal of 80 columns and holds no control character") func layout() {
    let text = Notice.text(policy: .example)
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    for line in text.split(separator: "\n") {
      #expect(line.count <= Notice.columns, "\(line)")
      #expect(line.last != " ")
      #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }
  }

  @Test("is the same for the same policy, and another for another") func stable() {
    let text = Notice.text(policy: .example)
    #expect(Notice.text(policy: .example) == text)
    let changes: [(inout Policy) -> Void] = [
      { $0.controller.name = "Another" }, { $0.notice.version = "2" },
      { $0.sampling.share = 0.2 }, { $0.retention.clipDays = 29 }, { $0.access.export = true },
      { $0.recipients[0].name = "Another" }, { $0.windows.removeLast() },
      { $0.campaign.ends = $0.campaign.ends - 1 }, { $0.indicator.banner = .always },
      { $0.notice.worksCouncil = .none(reason: LocalizedText("nine employees")) },
      { $0.notice.legalBasis = .publicTask }, { $0.privateSwitch.hotkey = nil },
      { $0.calls.longestMinutes = 60 }, { $0.video.rate = 10 },
    ]
    for change in changes {
      var policy = Policy.example
      change(&policy)
      #expect(Notice.text(policy: policy) != text)
    }
  }

  @Test("tells who opens the list of draws together (N3)", arguments: Language.allCases)
  func council(language: Language) throws {
    let said =
      switch language {
      case .english: "can open the list of your draws together, neither alone."
      case .french: "et aucun des deux seul."
      case .dutch: "geen van beide alleen."
      }
    var policy = Policy.example
    #expect(!unwrapped(Notice.text(policy: policy, language: language)).contains(said))
    guard case .agreed(let decision, _) = policy.notice.worksCouncil else {
      Issue.record("the example has no decision of a works council")
      return
    }
    policy.notice.worksCouncil = .agreed(decision, key: "callreel-key-x")
    #expect(unwrapped(Notice.text(policy: policy, language: language)).contains(said))
  }

  @Test("names its version") func version() {
    #expect(Notice.version(of: .example) == "2026-11")
  }

  private func unwrapped(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

@Suite("Sentences") struct SentenceTests {
  static let sentences: [String] = Language.allCases.flatMap { sentences(in: $0) }

  private static func sentences(in language: Language) -> [String] {
    var all = Refusal.allCases.map { $0.sentence(in: language) }
    all += OffReason.allCases.map { $0.sentence(in: language) }
    all += HeldReason.allCases.map { $0.sentence(in: language) }
    all += AgentState.allCases.map { $0.sentence(in: language) }
    all += ArmedReason.allCases.map { $0.sentence(in: language) }
    return all + [UnconfirmedNotice.sentence(in: language)]
  }

  @Test("are lower case, without a full stop, and different") func form() {
    for sentence in Self.sentences {
      #expect(sentence.first?.isLowercase == true && sentence.last != ".", "\(sentence)")
    }
    for language in Language.allCases {
      let refusals = Set(Refusal.allCases.map { $0.sentence(in: language) })
      #expect(refusals.count == Refusal.allCases.count)
    }
  }

  @Test("are said in three languages, none in another's words") func languages() {
    let count = Self.sentences.count / Language.allCases.count
    for index in 0..<count {
      let said = Set(Language.allCases.indices.map { Self.sentences[$0 * count + index] })
      #expect(said.count == Language.allCases.count, "\(said)")
    }
  }

  @Test("the banner says what is filmed, and when not") func banner() {
    #expect(BannerText.recording() == "Recording for training")
    #expect(BannerText.paused() == "Paused: not recording")
  }
}
