import CallPolicy
import ClipSealing
import Configuration
import TestSupport
import Testing
import Timeline

/// How one numbered rule is decided, or by what else it is kept.
enum RuleCase: Sendable {
  /// A change of the example's files, and the setting that is refused with the rule.
  case file(String, String, String, key: String)
  /// Something about a call, its person or the moment, and what it is refused as.
  case call(Refusal, @Sendable (inout Moment) -> Void)
  /// Nothing to decide: what keeps the rule, and where that is proved.
  case kept(String)
}

/// All that a decision looks at besides the configuration.
struct Moment {
  var call = CallFacts(
    callID: "1", number: "+33199001234", direction: .inbound, queue: "claims")
  var circumstances = Circumstances(
    today: CalendarDay("2026-11-20") ?? CalendarDay(number: 0), noticeConfirmed: true)
  var isEnrolled = true
  var isNever = false
}

/// Every rule of requirements.md, each with what is refused by it.
@Suite("The table of rules") struct RuleTableTests {
  static let table: [(Rule, RuleCase)] = [
    (.f1, .file("policy.toml", "min_clip_seconds = 5", "min_clip_seconds = 1", key: "video.")),
    (.f2, .file("policy.toml", "rate = 15", "rate = 4", key: "video.rate")),
    (.f3, .file("policy.toml", "\"training\"", "\"appraisal\"", key: "purpose")),
    (.f4, .call(.noticeNotConfirmed) { $0.circumstances.noticeConfirmed = false }),
    (.f4, .call(.noIndicator) { $0.circumstances.hasIndicator = false }),
    (.f5, .file("policy.toml", "\"Crm-desktop\"", "\"*\"", key: "window.class")),
    (.f6, .kept("the machine's permit after answered, and the close at ended: CallMachineTests")),
    (.f7, .call(.notEnrolled) { $0.isEnrolled = false }),
    (.f7, .file("people/alice.toml", "\"alice\"", "\"team-1\"", key: "employee")),
    (.f8, .file("policy.toml", "share = 0.10", "share = 0.21", key: "sampling.share")),
    (.f8, .call(.weeklyCap) { $0.circumstances.recordedThisWeek = 5 }),
    (.f8, .call(.notFlagged) { $0.call.flagged = false }),
    (.f9, .kept("the player shows the trainee's clips only: ClipPlayerTests")),
    (.f10, .file("people/alice.toml", "Jeanne Martin", "A Team", key: "trainers")),
    (.f11, .call(.neverList) { $0.isNever = true }),
    (.f11, .call(.callerObjected) { $0.call.callerObjected = true }),
    (.f12, .file("policy.toml", "clips = 30 ", "clips = 184 ", key: "retention.clips")),
    (.n1, .file("policy.toml", "rights = {", "rights = \"\" # {", key: "notice.rights")),
    (.n2, .call(.notCustomer) { $0.call.number = "+33199001239" }),
    (.n2, .call(.numberWithheld) { $0.call.number = nil }),
    (.n2, .file("customers.txt", "+33199001234", "0199001234", key: "")),
    (.n3, .file("policy.toml", "seed.council", "seed.controller", key: "sampling.seeds")),
    (.n4, .kept("the journal and what callreel journal says: JournalTests")),
    (.n5, .call(.callerNotInformed) { $0.call.direction = .outbound }),
    (.n5, .file("policy.toml", "for training. See", "See", key: "notice.caller_message")),
    (.n6, .kept("held pauses the film: CallMachineTests, EndToEndTests")),
    (.n7, .file("policy.toml", "2026-10-02", "2026-11-02", key: "notice.works_council")),
    (.n8, .file("policy.toml", "Example Assurances SA", "", key: "controller.name")),
    (.n9, .call(.employeeObjected) { $0.circumstances.objectionOpen = true }),
    (.n10, .file("policy.toml", "dir:/srv/callreel", "dir:srv", key: "store.url")),
    (.n11, .kept("the words beside every clip, and the report's questions: MessagesTests")),
    (.n12, .call(.privateOn) { $0.circumstances.privateOn = true }),
    (.n13, .call(.evidence) { $0.call.queue = "disputes" }),
    (.n14, .file("policy.toml", "key = \"callreel", "key = \"x-callreel", key: "controller.key")),
    (.n15, .file("policy.toml", "2026-09-20", "2026-11-20", key: "justification.balancing")),
    (.n16, .file("policy.toml", "x = 10, y = 20", "x = -10, y = 20", key: "sensitive.region")),
    (.n17, .kept("the steps of callreel-security(7)")),
    (
      .n18,
      .file(
        "policy.toml", "https://crm.example/*", "https://mail.google.com/*", key: "window.url")
    ),
  ]

  @Test("has every rule") func complete() {
    #expect(Set(Self.table.map(\.0)) == Set(Rule.allCases))
  }

  @Test("refuses by each, with its number", arguments: table.indices)
  func refuses(index: Int) throws {
    let (rule, example) = Self.table[index]
    let directory = try ExampleDirectory()
    switch example {
    case .kept: break
    case .file(let file, let old, let new, let key):
      let text = try directory.read(file)
      // The first place that says so; keys stand before others of their kind.
      let place = try #require(text.ranges(of: old).first, "\(old)")
      try directory.write(file, text.replacingCharacters(place, with: new))
      let errors = Configuration.faults(directory: directory.path)
      #expect(
        errors.contains { $0.rule == rule && ($0.key ?? "").hasPrefix(key) },
        "\(errors)")
      #expect(throws: ConfigurationError.self) { try directory.load() }
    case .call(let refusal, let change):
      let loaded = try directory.load()
      func verdict(_ moment: Moment) -> Verdict {
        decide(
          moment.call, policy: loaded.policy,
          enrolment: moment.isEnrolled ? loaded.enrolment : nil, customers: loaded.customers,
          circumstances: moment.circumstances, isNever: { _ in moment.isNever })
      }
      var moment = Moment()
      #expect(verdict(moment) == .eligible)
      change(&moment)
      #expect(verdict(moment) == .refuse(refusal))
      #expect(refusal.rule == rule)
    }
  }
}

extension String {
  fileprivate func replacingCharacters(_ place: Range<Index>, with new: String) -> String {
    String(self[..<place.lowerBound]) + new + String(self[place.upperBound...])
  }
}
