import CallPolicy
import Geometry
import Patterns
import Testing
import Timeline

/// One value that a rule does not allow, in a policy that is right otherwise.
struct WrongValue: Sendable, CustomTestStringConvertible {
  let key: String
  let rule: String?
  let change: @Sendable (inout Policy) -> Void

  init(_ key: String, _ rule: String?, _ change: @escaping @Sendable (inout Policy) -> Void) {
    self.key = key
    self.rule = rule
    self.change = change
  }

  var testDescription: String { key }

  static func window(
    _ windowClass: String, url: String? = nil, executable: String? = nil, area: FilmedArea? = nil
  ) -> [WindowRule] {
    [
      WindowRule(
        application: "crm", windowClass: WildcardPattern(windowClass),
        executable: executable.map { WildcardPattern($0) }, url: url.map { WildcardPattern($0) },
        area: area)
    ]
  }
}

@Suite("Checking a policy") struct PolicyFaultTests {
  static let duties: [WrongValue] = [
    WrongValue("controller.name", "N8") { $0.controller.name = " " },
    WrongValue("controller.contact", "N9") { $0.controller.contact = "the third floor" },
    WrongValue("justification.necessity", "N15") {
      $0.justification.necessity = LocalizedText(byLanguage: [:])
    },
    WrongValue("justification.alternatives", "N15") {
      $0.justification.alternatives = LocalizedText(byLanguage: [.english: "x", .dutch: ""])
    },
    WrongValue("justification.balancing.date", "N15") {
      $0.justification.balancing.date = $0.campaign.starts
    },
    WrongValue("justification.dpia.reference", "N15") {
      $0.justification.impactAssessment.reference = ""
    },
    WrongValue("notice.version", "F4") { $0.notice.version = "" },
    WrongValue("notice.rights", "N1") { $0.notice.rights = LocalizedText("") },
    WrongValue("notice.works_council.none", "N7") {
      $0.notice.worksCouncil = .none(reason: LocalizedText(""))
    },
    WrongValue("notice.protocol", "N8") { $0.notice.protocolAddress = "the intranet" },
    WrongValue("notice.caller_message", "N5") {
      $0.notice.callerMessage = LocalizedText("May be recorded. See example.org/privacy.")
    },
    WrongValue("notice.caller_message", "N5") {
      $0.notice.callerMessage = LocalizedText("Recorded for training.See our policy.")
    },
    WrongValue("notice.caller_message", "N5") {
      $0.notice.callerMessage = LocalizedText(byLanguage: [
        .english: "Recorded for training: example.org/privacy",
        .french: "Enregistré pour la qualité : example.org/privacy",
      ])
    },
    WrongValue("campaign.id", nil) { $0.campaign.id = "Crm Onboarding" },
    WrongValue("campaign.ends", "F8") { $0.campaign.ends = $0.campaign.starts + 92 },
    WrongValue("campaign.ends", "F8") { $0.campaign.ends = $0.campaign.starts - 1 },
  ]

  static let limits: [WrongValue] = [
    WrongValue("calls.longest_minutes", "F8") { $0.calls.longestMinutes = 241 },
    WrongValue("queue[1].name", "F8") { $0.queues[1].name = "claims" },
    WrongValue("sampling.share", "F8") { $0.sampling.share = 0.2001 },
    WrongValue("sampling.share", "F8") { $0.sampling.share = 0 },
    WrongValue("sampling.share", "F8") { $0.sampling.share = .nan },
    WrongValue("sampling.per_person_per_week", "F8") { $0.sampling.perPersonPerWeek = 11 },
    WrongValue("sampling.per_person_per_week", "F8") { $0.sampling.perPersonPerWeek = 0 },
    WrongValue("sampling.seeds", "N3") { $0.sampling.seeds.removeLast() },
    WrongValue("sampling.seeds[1].file", "N3") { $0.sampling.seeds[1].file = "a" },
    WrongValue("sampling.seeds[0].commitment", "N3") { $0.sampling.seeds[0].commitment = "xyz" },
    WrongValue("sensitive[0].region", "N16") {
      let region = PixelRegion(x: 0, y: 0, width: 0, height: 9)
      $0.sensitive = [SensitiveRule(application: "crm", field: .region(region))]
    },
    WrongValue("video.rate", "F2") { $0.video.rate = 4 },
    WrongValue("video.rate", "F2") { $0.video.rate = 31 },
    WrongValue("video.segment_seconds", nil) { $0.video.segmentSeconds = 7 },
    WrongValue("video.min_clip_seconds", "F1") { $0.video.shortestClipSeconds = 1 },
    WrongValue("redaction.lookback_ms", "N16") { $0.redaction.lookbackMilliseconds = 299 },
    WrongValue("redaction.lookback_ms", "N16") { $0.redaction.lookbackMilliseconds = 5001 },
    WrongValue("retention.clips", "F12") { $0.retention.clipDays = 184 },
    WrongValue("private.hotkey", "N12") { $0.privateSwitch.hotkey = "p" },
    WrongValue("private.hotkey", "N12") { $0.privateSwitch.hotkey = "Shift+p" },
    WrongValue("source[0].address", nil) {
      $0.sources = [Policy.Source(name: "phone", kind: .baresip(address: "127.0.0.1"))]
    },
    WrongValue("source[0].command", nil) {
      $0.sources = [Policy.Source(name: "phone", kind: .program(command: ["phone"]))]
    },
    WrongValue("source[0].queue", "F8") {
      $0.sources = [Policy.Source(name: "a", kind: .baresip(address: "[::1]:4444"), queue: "c")]
    },
    WrongValue("source[0].tls", "N10") { $0.sources = [asterisk("pbx.example:5038")] },
    WrongValue("source[0].tls", "N10") { $0.sources = [asterisk("127.0.0.example:5038")] },
    WrongValue("source[0].extension", "F7") {
      $0.sources = [asterisk("127.0.0.1:5038", telephone: " ")]
    },
    WrongValue("store.url", "N10") { $0.store.url = "/srv/callreel" },
    WrongValue("store.url", "N10") {
      $0.store.url = "s3://films?endpoint=http://127.0.0.1.example"
    },
    WrongValue("recipient", "F10") {
      addHolders(2, to: &$0)
      $0.recipients.removeFirst()
    },
    WrongValue("recipient[1].role", "F10") { addHolders(1, to: &$0) },
    WrongValue("recipient[3].role", "F10") { addHolders(3, to: &$0) },
    WrongValue("recipient[1].key", "F10") {
      $0.recipients.append($0.recipients[0])
      $0.recipients[1].name = "Another"
    },
    WrongValue("recipient[0].until", "F10") { $0.recipients[0].until = day("2026-10-31") },
  ]

  private static func asterisk(_ address: String, telephone: String? = "2001") -> Policy.Source {
    Policy.Source(
      name: "pbx",
      kind: .ami(
        address: address, extension: telephone, user: "u", secret: "f", tls: false,
        certificateAuthority: nil))
  }

  static let windows: [WrongValue] =
    [
      WrongValue("window", "F5") { $0.windows[0].application = "erp" },
      WrongValue("window[0].class", "F5") { $0.windows = WrongValue.window("*") },
      WrongValue("window[0].class", "F5") { $0.windows = WrongValue.window("firefox-esr") },
      WrongValue("window[0].class", "F5") { $0.windows = WrongValue.window("Google-chrome") },
      WrongValue("window[0].class", "F5") { $0.windows = WrongValue.window("*fox") },
      WrongValue("window[0].class", "F5") { $0.windows = WrongValue.window("xfdesktop") },
      WrongValue("window[0].class", "F5") { $0.windows = WrongValue.window("Xfce4-panel") },
      WrongValue("window[0].class", "F5") { $0.windows = WrongValue.window("Thunar") },
      WrongValue("window[0].class", "F5") { $0.windows = WrongValue.window("thunder*") },
      WrongValue("window[0].class", "F5") { $0.windows = WrongValue.window("Slack") },
      WrongValue("window[0].executable", "F5") {
        $0.windows = WrongValue.window("Crm", executable: "/usr/bin/thunderbird")
      },
      WrongValue("window[0].executable", "F5") {
        $0.windows = WrongValue.window("Crm", executable: "crm")
      },
      WrongValue("window[0].area", "N18") {
        $0.windows = WrongValue.window("chromium", url: "https://crm.example/*", area: .window)
      },
      WrongValue("window[0].url", "N18") {
        $0.windows = WrongValue.window("chromium", url: "https://mail.google.com/*")
      },
    ]
    + [
      "*", "https://*", "https://*/", "https://crm.example*", "https://crm.example:*",
      "https://crm.example", "https://crm@evil.example/", "file:///*", "https:///x",
    ].map { url in
      WrongValue("window[0].url", "F5") { $0.windows = WrongValue.window("chromium", url: url) }
    }

  private static func addHolders(_ count: Int, to policy: inout Policy) {
    policy.recipients += (0..<count).map { number in
      Policy.Recipient(
        name: "Holder \(number)", role: .recovery, key: "callreel-key-\(number)",
        until: day("2026-12-20"))
    }
  }

  @Test("recovery keys are a pair, and end together") func recoveryPair() {
    var policy = Example.policy
    Self.addHolders(2, to: &policy)
    #expect(policy.faults.isEmpty)
    policy.recipients[2].until = day("2026-12-10")
    func names(_ text: String) -> [String] {
      policy.recipients(for: Example.enrolment, on: day(text)).map(\.name)
    }
    #expect(names("2026-12-10") == ["Jeanne Martin", "Holder 0", "Holder 1"])
    #expect(names("2026-12-11") == ["Jeanne Martin"])
    #expect(names("2026-12-21").isEmpty)
  }

  @Test("the example has no fault") func valid() {
    #expect(Example.policy.faults.isEmpty)
    #expect(Example.policy.faults(of: Example.enrolment).isEmpty)
  }

  @Test("names the key and the rule of a wrong value", arguments: duties + limits + windows)
  func names(wrong: WrongValue) {
    var policy = Example.policy
    wrong.change(&policy)
    let faults = policy.faults
    #expect(faults.map(\.key) == [wrong.key])
    #expect(faults.first?.rule?.rawValue == wrong.rule)
  }

  @Test("values at their limits are allowed") func limitsAllowed() {
    var policy = Example.policy
    policy.sampling.share = 0.2
    policy.sampling.perPersonPerWeek = 10
    policy.campaign.ends = policy.campaign.starts + 91
    policy.retention.clipDays = 183
    policy.video = Policy.Video(rate: 30, segmentSeconds: 60, shortestClipSeconds: 2)
    policy.redaction.lookbackMilliseconds = 300
    policy.windows = WrongValue.window("firefox-esr", url: "https://crm.example/*")
    policy.store.url = "s3://bucket/prefix?endpoint=http://127.0.0.1:9000&region=eu"
    #expect(policy.faults.map(\.key) == ["store.credentials"])
    policy.store.credentials = "s3.credentials"
    #expect(policy.faults.isEmpty)
  }

  @Test("an enrolment names trainers of the policy only") func trainers() {
    var enrolment = Example.enrolment
    enrolment.trainers = ["Jeanne Martin", "Somebody Else"]
    #expect(Example.policy.faults(of: enrolment).map(\.key) == ["trainers"])
    enrolment.trainers = []
    #expect(Example.policy.faults(of: enrolment).map(\.key) == ["trainers"])
  }

  @Test("a person has an extension where the source of the manager names none (F7)")
  func extensions() {
    var policy = Example.policy
    var enrolment = Example.enrolment
    enrolment.telephone = nil
    policy.sources = [Self.asterisk("127.0.0.1:5038")]
    #expect(policy.faults(of: enrolment).isEmpty)
    policy.sources.append(Self.asterisk("127.0.0.1:5039", telephone: nil))
    #expect(policy.faults(of: enrolment).map(\.key) == ["extension"])
    enrolment.telephone = "2001"
    #expect(policy.faults(of: enrolment).isEmpty)
  }

  /// A change of the enrolment, and the key and rule that it is refused by.
  static let enrolments: [(@Sendable (inout Enrolment) -> Void, String, String)] = [
    ({ $0.employee = " " }, "employee", "F7"), ({ $0.employee = "kiosk" }, "employee", "F7"),
    ({ $0.employee = "Guest-12" }, "employee", "F7"),
    ({ $0.application = "" }, "application", "F7"),
    ({ $0.reason = LocalizedText("") }, "reason", "F7"),
    ({ $0.workstations = ["0011"] }, "workstations[0]", "F7"),
    ({ $0.workstations = ["001122334455667g"] }, "workstations[0]", "F7"),
    ({ $0.workstations = ["001122334455667A"] }, "workstations[0]", "F7"),
    (
      { $0.workstations = ["0011223344556677", "0011223344556677"] }, "workstations[1]", "F7"
    ),
    (
      { $0.workstations = (0..<6).map { "00112233445566\($0)f" } }, "workstations", "F8"
    ),
  ]

  @Test("an enrolment is one person's, at few workstations", arguments: enrolments.indices)
  func enrolment(index: Int) {
    let (change, key, rule) = Self.enrolments[index]
    var enrolment = Example.enrolment
    change(&enrolment)
    let faults = Example.policy.faults(of: enrolment)
    #expect(faults.map(\.key) == [key])
    #expect(faults.first?.rule?.rawValue == rule)
    enrolment = Example.enrolment
    enrolment.employee = "teamer"
    enrolment.workstations = (0..<5).map { "aa1122334455667\($0)" }
    #expect(Example.policy.faults(of: enrolment).isEmpty)
  }

  @Test("a clip ends with its days, and 14 days after its campaign at the latest") func expiry() {
    let policy = Example.policy
    #expect(policy.lastDay(ofClipRecorded: day("2026-11-20")) == day("2026-12-20"))
    #expect(policy.lastDay(ofClipRecorded: day("2026-12-31")) == day("2027-01-14"))
  }
}
