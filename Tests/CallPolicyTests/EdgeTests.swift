import CallPolicy
import Geometry
import Patterns
import Testing
import Timeline

/// Values at the very edge of what a rule allows: the last that is right, the first that is not.
struct Edge: Sendable, CustomTestStringConvertible {
  let key: String
  let right: @Sendable (inout Policy) -> Void
  let wrong: @Sendable (inout Policy) -> Void

  init(
    _ key: String, right: @escaping @Sendable (inout Policy) -> Void,
    wrong: @escaping @Sendable (inout Policy) -> Void
  ) {
    self.key = key
    self.right = right
    self.wrong = wrong
  }

  var testDescription: String { key }

  static let numbers = [
    Edge("sampling.per_person_per_week") {
      $0.sampling.perPersonPerWeek = 1
    } wrong: {
      $0.sampling.perPersonPerWeek = 0
    },
    Edge("sampling.share") {
      $0.sampling.share = 0.2
    } wrong: {
      $0.sampling.share = (0.2).nextUp
    },
    Edge("sampling.share") {
      $0.sampling.share = .leastNonzeroMagnitude
    } wrong: {
      $0.sampling.share = -0.1
    },
    Edge("campaign.ends") {
      $0.campaign.ends = $0.campaign.starts + 91
    } wrong: {
      $0.campaign.ends = $0.campaign.starts + 92
    },
    Edge("campaign.ends") {
      $0.campaign.ends = $0.campaign.starts
    } wrong: {
      $0.campaign.ends = $0.campaign.starts - 1
    },
    Edge("retention.clips") {
      $0.retention.clipDays = 1
    } wrong: {
      $0.retention.clipDays = 0
    },
    Edge("video.rate") {
      $0.video.rate = 5
    } wrong: {
      $0.video.rate = 4
    },
    Edge("video.segment_seconds") {
      $0.video.segmentSeconds = 2
    } wrong: {
      $0.video.segmentSeconds = 0
    },
    Edge("video.segment_seconds") {
      $0.video.segmentSeconds = 60
    } wrong: {
      $0.video.segmentSeconds = 62
    },
    Edge("video.min_clip_seconds") {
      $0.video.shortestClipSeconds = 60
    } wrong: {
      $0.video.shortestClipSeconds = 61
    },
    Edge("redaction.lookback_ms") {
      $0.redaction.lookbackMilliseconds = 5000
    } wrong: {
      $0.redaction.lookbackMilliseconds = 5001
    },
    Edge("calls.longest_minutes") {
      $0.calls.longestMinutes = 1
    } wrong: {
      $0.calls.longestMinutes = 0
    },
    Edge("calls.longest_minutes") {
      $0.calls.longestMinutes = 240
    } wrong: {
      $0.calls.longestMinutes = 241
    },
    Edge("store.kilobytes_per_second") {
      $0.store.kilobytesPerSecond = 1
    } wrong: {
      $0.store.kilobytesPerSecond = 0
    },
    Edge("sampling.seeds") {
      $0.sampling.seeds = seeds(8)
    } wrong: {
      $0.sampling.seeds = seeds(9)
    },
    Edge("recipient") {
      addTrainers(47, to: &$0)
    } wrong: {
      addTrainers(48, to: &$0)
    },
    Edge("recipient[0].name") {
      $0.recipients[0].name = String(repeating: "n", count: 256)
    } wrong: {
      $0.recipients[0].name = String(repeating: "n", count: 257)
    },
    Edge("recipient[0].until") {
      $0.recipients[0].until = $0.campaign.starts
    } wrong: {
      $0.recipients[0].until = $0.campaign.starts - 1
    },
    Edge("justification.dpia.date") {
      $0.justification.impactAssessment.date = $0.campaign.starts - 1
    } wrong: {
      $0.justification.impactAssessment.date = $0.campaign.starts
    },
    Edge("notice.works_council.date") {
      $0.notice.worksCouncil = .agreed(
        DocumentReference(reference: "x", date: $0.campaign.starts - 1))
    } wrong: {
      $0.notice.worksCouncil = .agreed(
        DocumentReference(reference: "x", date: $0.campaign.starts))
    },
  ]

  static let texts = [
    Edge("campaign.id") {
      $0.campaign.id = "az-09" + String(repeating: "a", count: 59)
    } wrong: {
      $0.campaign.id = String(repeating: "a", count: 65)
    },
    // What a store keeps for itself.
    Edge("campaign.id") {
      $0.campaign.id = "inboxes"
    } wrong: {
      $0.campaign.id = "inbox"
    },
    Edge("campaign.id") {
      $0.campaign.id = "-"
    } wrong: {
      $0.campaign.id = ""
    },
    Edge("sampling.seeds[0].commitment") {
      $0.sampling.seeds[0].commitment = String(repeating: "F", count: 64)
    } wrong: {
      $0.sampling.seeds[0].commitment = String(repeating: "g", count: 64)
    },
    Edge("sampling.seeds[0].commitment") {
      $0.sampling.seeds[0].commitment = String(repeating: "0", count: 64)
    } wrong: {
      $0.sampling.seeds[0].commitment = String(repeating: "0", count: 62)
    },
    Edge("sampling.seeds[1].commitment") {
      $0.sampling.seeds[0].commitment = String(repeating: "0", count: 64)
    } wrong: {
      $0.sampling.seeds[0].commitment = String(repeating: "B", count: 64)
    },
    Edge("private.hotkey") {
      $0.privateSwitch.hotkey = "Control+Shift+Alt+F_9"
    } wrong: {
      $0.privateSwitch.hotkey = "Control+Control+p"
    },
    Edge("private.hotkey") {
      $0.privateSwitch.hotkey = "Super+Z"
    } wrong: {
      $0.privateSwitch.hotkey = "Hyper+z"
    },
    Edge("private.hotkey") {
      $0.privateSwitch.hotkey = "Alt+a"
    } wrong: {
      $0.privateSwitch.hotkey = "Alt+"
    },
    Edge("private.hotkey") {
      $0.privateSwitch.hotkey = "Control+9"
    } wrong: {
      $0.privateSwitch.hotkey = "Control++p"
    },
    Edge("private.hotkey") {
      $0.privateSwitch.hotkey = "Alt+0"
    } wrong: {
      $0.privateSwitch.hotkey = "Alt+!"
    },
    Edge("private.hotkey") {
      $0.privateSwitch.hotkey = nil
    } wrong: {
      $0.privateSwitch.hotkey = ""
    },
    Edge("sensitive[0].region") {
      $0.sensitive = region(x: 0, y: 0)
    } wrong: {
      $0.sensitive = region(x: 0, y: -1)
    },
    Edge("sensitive[0].region") {
      $0.sensitive = region(x: 1, y: 1)
    } wrong: {
      $0.sensitive = region(x: -1, y: 0)
    },
    Edge("window[0].executable") {
      $0.windows = WrongValue.window("Crm", executable: "/opt/*")
    } wrong: {
      $0.windows = WrongValue.window("Crm", executable: "/opt/*bird")
    },
    Edge("window[0].url") {
      $0.windows = WrongValue.window("chromium", url: "http://crm.example:8080/*")
    } wrong: {
      $0.windows = WrongValue.window("chromium", url: "http://Outlook.Live.com:443/*")
    },
    Edge("window[0].area") {
      $0.windows = WrongValue.window("Crm", url: "https://crm.example/", area: .window)
    } wrong: {
      $0.windows = WrongValue.window("vivaldi", url: "https://crm.example/", area: .window)
    },
  ]

  private static func seeds(_ count: Int) -> [Policy.Seed] {
    (0..<count).map { number in
      Policy.Seed(file: "\(number)", commitment: String(repeating: "\(number)", count: 64))
    }
  }

  private static func addTrainers(_ count: Int, to policy: inout Policy) {
    policy.recipients += (0..<count).map { number in
      Policy.Recipient(
        name: "Trainer \(number)", role: .trainer, key: "callreel-key-\(number)",
        until: day("2026-12-20"))
    }
  }

  private static func region(x: Int, y: Int) -> [SensitiveRule] {
    [
      SensitiveRule(
        application: "crm", field: .region(PixelRegion(x: x, y: y, width: 1, height: 1)))
    ]
  }
}

@Suite("At the edge of a rule") struct EdgeTests {
  @Test(
    "the last value is right, the next is not",
    arguments: Edge.numbers + Edge.texts + Edge.stores)
  func edge(edge: Edge) {
    var policy = Example.policy
    edge.right(&policy)
    #expect(policy.faults.map(\.key) == [])
    policy = Example.policy
    edge.wrong(&policy)
    #expect(policy.faults.map(\.key) == [edge.key])
  }

  /// A text that is asked for, and a policy that leaves it out.
  static let omissions: [(String, @Sendable (inout Policy) -> Void)] = [
    ("source[0].name", { $0.sources = [source("", .baresip(address: "h:1"))] }),
    (
      "source[1].name",
      {
        $0.sources = [
          source("a", .baresip(address: "h:1")), source("a", .program(command: ["/x"])),
        ]
      }
    ),
    ("source[0].address", { $0.sources = [ami(address: "h")] }),
    ("source[0].extension", { $0.sources = [ami(line: "")] }),
    ("source[0].user", { $0.sources = [ami(user: " ")] }),
    ("source[0].secret", { $0.sources = [ami(secret: "")] }),
    ("source[0].command", { $0.sources = [source("a", .program(command: []))] }),
    (
      "window[0].application",
      {
        $0.windows += $0.windows
        $0.windows[0].application = ""
      }
    ),
    ("queue[0].name", { $0.queues[0].name = "" }),
    ("calls.customers", { $0.calls.customersFile = "" }),
    (
      "campaign.application",
      {
        $0.campaign.application = ""; $0.windows[0].application = ""
      }
    ),
    ("recipient[0].name", { $0.recipients[0].name = "" }),
    (
      "recipient[1].name",
      {
        $0.recipients.append($0.recipients[0])
        $0.recipients[1].key = "another"
      }
    ),
    ("sensitive[0].application", { $0.sensitive = field(.name(WildcardPattern("x")), "") }),
    ("sensitive[0].name", { $0.sensitive = field(.name(WildcardPattern(""))) }),
    ("sensitive[0].label", { $0.sensitive = field(.label(WildcardPattern(" "))) }),
    ("sensitive[0].role", { $0.sensitive = field(.role(WildcardPattern(""))) }),
    ("controller.name", { $0.controller.name = "\u{A0}" }),
    ("notice.works_council.reference", { $0.notice.worksCouncil = council("") }),
    ("justification.balancing.reference", { $0.justification.balancing.reference = "" }),
    (
      "notice.caller_message", { $0.notice.callerMessage = LocalizedText(byLanguage: [:]) }
    ),
    ("campaign.id", { $0.campaign.id = "a{" }), ("campaign.id", { $0.campaign.id = "a`" }),
    ("campaign.id", { $0.campaign.id = "inbox" }), ("campaign.id", { $0.campaign.id = "access" }),
    ("campaign.id", { $0.campaign.id = "controllers" }),
    ("campaign.id", { $0.campaign.id = "requests" }),
    ("campaign.id", { $0.campaign.id = "answers" }), ("campaign.id", { $0.campaign.id = "a/" }),
    ("campaign.id", { $0.campaign.id = "a:" }),
  ]

  @Test("a text that is left out is named, and nothing else", arguments: omissions.indices)
  func omitted(index: Int) {
    let (key, change) = Self.omissions[index]
    var policy = Example.policy
    change(&policy)
    let keys = policy.faults.map(\.key)
    #expect(keys.contains(key) && keys.count <= 2, "\(keys)")
  }

  @Test("whole sources and fields are right") func whole() {
    var policy = Example.policy
    policy.sources = [
      Self.ami(), Self.source("b", .program(command: ["/usr/bin/phone", "-x"])),
      Self.source("c", .baresip(address: "127.0.0.1:4444")),
    ]
    policy.sensitive =
      Self.field(.name(WildcardPattern("a"))) + Self.field(.label(WildcardPattern("b")))
      + Self.field(.role(WildcardPattern("c")))
    #expect(policy.faults.isEmpty)
    #expect(policy.maskedFields.count == 3)
    policy.sensitive[1].application = "erp"
    #expect(policy.maskedFields.count == 2)
  }

  @Test("what a policy does not say is the careful choice") func defaults() {
    #expect(!Policy.Access().export)
    #expect(Policy.Indicator().banner == .auto)
    #expect(Policy.Sampling(seeds: []).share == 0.1)
    #expect(Policy.Sampling(seeds: []).perPersonPerWeek == 5)
    #expect(Policy.Retention().clipDays == 30)
    #expect(WrongValue.window("Crm").map(\.accessibility) == [.required])
  }

  @Test("each limit is the rule's") func limits() {
    #expect(Limits.share == 0.2)
    #expect(Limits.perPersonPerWeek == 1...10)
    #expect(Limits.campaignDays == 92)
    #expect(Limits.clipDays == 1...183 && Limits.clipDaysAfterCampaign == 14)
    #expect(Limits.journalDays == 183 && Limits.accessLogDays == 365)
    #expect(Limits.drawDaysAfterCampaign == 90)
    #expect(Limits.rate == 5...30 && Limits.segmentSeconds == 2...60)
    #expect(Limits.fragmentSeconds == 2 && Limits.shortestClipSeconds == 2...60)
    #expect(Limits.lookbackMilliseconds == 300...5000 && Limits.longestMinutes == 1...240)
    #expect(Limits.prefixDigits == 7 && Limits.answerDays == 30)
    #expect(Limits.seedParties == 2...8 && Limits.seedBytes == 32)
    #expect(Limits.recipients == 48 && Limits.nameBytes == 256 && Limits.textBytes == 4000)
  }

  private static func source(_ name: String, _ kind: Policy.Source.Kind) -> Policy.Source {
    Policy.Source(name: name, kind: kind)
  }

  private static func ami(
    address: String = "h:5038", line: String = "41", user: String = "u", secret: String = "s"
  ) -> Policy.Source {
    source(
      "a",
      .ami(
        address: address, extension: line, user: user, secret: secret, tls: true,
        certificateAuthority: nil))
  }

  private static func field(
    _ field: SensitiveRule.Field, _ application: String = "crm"
  ) -> [SensitiveRule] {
    [SensitiveRule(application: application, field: field)]
  }

  private static func council(_ reference: String) -> WorksCouncil {
    .agreed(DocumentReference(reference: reference, date: day("2026-10-02")))
  }
}
