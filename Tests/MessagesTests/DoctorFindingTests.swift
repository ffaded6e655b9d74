import CallPolicy
import Messages
import ProcessMessages
import Testing
import Timeline

@Suite("What callreel doctor says") struct DoctorFindingTests {
  private static let day = CalendarDay(year: 2026, month: 11, day: 2) ?? .init(number: 0)
  private static let text = LocalizedText { $0.rawValue }

  /// Each at least once.
  private static let all: [DoctorFinding] =
    [
      .faultyPolicy("line 3", directory: "/etc/callreel"), .policy(noticeVersion: "1", hash: "0f"),
      .otherDays(Policy.example.campaign), .notEnrolled, .enrolmentEnded(day),
      .otherWorkstation("0011223344556677"), .unnamedWorkstation("0011223344556677"),
      .enrolled(until: day), .noTrainerKey, .keys(valid: 1, of: 2), .noSessionBus, .noAgent,
      .agentOff(text, nil), .agent(text, nil), .confirmedNotice, .unconfirmedNotice, .noIndicator,
      .unfilmableDisplay, .display, .allExtensions, .noCompositor, .compositorWithoutPixmaps,
      .compositor, .embeddingTray, .busTray, .noTray, .accessibility, .noPreview, .noWindow,
      .shownWindow("crm", maskedFields: 0), .shownWindow("crm", maskedFields: 1),
      .shownWindow("crm", maskedFields: 2), .noState, .privateState, .exposedState("/s"),
      .emptySpool, .storeOfService, .unreadableSpool("/s"),
      .spool(SpoolRoom(usedBytes: 0, freeBytes: 0), of: nil),
      .spool(SpoolRoom(usedBytes: 1, freeBytes: 1 << 40), of: Policy.example.store),
      .spool(SpoolRoom(usedBytes: 1 << 40, freeBytes: 1 << 40), of: Policy.example.store),
      .spool(SpoolRoom(usedBytes: 1, freeBytes: 0), of: Policy.example.store), .absentStore,
      .unusableStore("the store is full", hint: "ask"), .unusableStore("it is full", hint: nil),
      .bucket, .forbiddenStore("/s"), .store("dir:/s"), .keptClock, .unknownClock, .driftingClock,
      .sandbox, .noSandbox, .sandboxWithoutFileRights,
    ] + OffReason.allCases.map { .agentOff(text, $0) }
    + HeldReason.allCases.map { .agent(text, $0) }
    + ["none", "banner", "tray", "xembed"].map { .indicator($0) }
    + DisplayRefusal.allCases.map { .refusedDisplay($0) }
    + DisplayReport.Extension.allCases.map { .missingExtensions([$0]) }
    + AccessibilityTrouble.allCases.map { .noAccessibility($0) }
    + HiddenReason.allCases.flatMap { reason in
      [true, false].map { .hiddenWindow("crm", reason, isReachable: $0) }
    }

  /// What is the same in every language: names, commands, and the policy's own words.
  private static let untranslated: Set<String> = [
    "line 3", "XFIXES, DAMAGE, SHAPE, RANDR, Composite, MIT-SHM",
    "systemctl --user start callreel-agent", "timedatectl set-ntp true",
  ]

  private static func words(_ finding: DoctorFinding, _ language: Language) -> [String] {
    [finding.sentence(in: language), finding.remedy(in: language)].compactMap { $0 }
  }

  @Test("is said of each topic, in three languages, as a sentence without its full stop")
  func sentences() {
    #expect(Set(Self.all.map(\.topic)) == Set(DoctorTopic.allCases))
    for finding in Self.all {
      let said = Language.allCases.map { Self.words(finding, $0) }
      #expect(Set(said.map(\.count)).count == 1)
      for (index, english) in said[0].enumerated() {
        let isTranslated = Set(said.map { $0[index] }).count == 3
        #expect(isTranslated != Self.untranslated.contains(english), "\(said)")
      }
      for words in said.joined() {
        #expect(!words.isEmpty && words.last != "." && !words.contains("  "), "\(words)")
      }
    }
  }

  @Test("in French has a space before what is high") func french() {
    for finding in Self.all {
      for words in Self.words(finding, .french) where !Self.untranslated.contains(words) {
        for (before, mark) in zip(words, words.dropFirst()) where ":;?!".contains(mark) {
          #expect(before == " " || words.contains("dir:"), "\(words)")
        }
      }
    }
  }

  @Test("comes with what to do where it is not fine") func remedies() {
    for finding in Self.all { #expect((finding.remedy() == nil) == (finding.level == .fine)) }
  }

  @Test("rounds up what waits") func megabytes() {
    let room = SpoolRoom(usedBytes: 1_000_001, freeBytes: 1 << 40)
    #expect(
      DoctorFinding.spool(room, of: nil).sentence() == "2 MB wait for the store")
  }

  @Test("keeps its names for programs") func names() {
    #expect(DoctorLevel.allCases.map(\.rawValue) == ["ok", "warning", "error"])
    #expect(
      DoctorTopic.allCases.map(\.rawValue) == [
        "policy", "campaign", "enrolment", "keys", "session bus", "agent", "notice", "indicator",
        "display", "extensions", "compositor", "tray", "accessibility", "windows", "window",
        "state", "spool", "store", "clock", "sandbox",
      ])
    for topic in DoctorTopic.allCases {
      #expect(topic.word(in: .english) == topic.rawValue)
      // Names that tell topics apart do so in each language.
      for language in Language.allCases {
        let same = DoctorTopic.allCases.filter { $0.word(in: language) == topic.word(in: language) }
        #expect(same == [topic])
      }
    }
  }
}
