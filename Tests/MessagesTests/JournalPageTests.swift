import CallPolicy
import ClipFormat
import JournalFormat
import Messages
import Testing
import Timeline

@Suite("The journal as a person reads it") struct JournalPageTests {
  private let today = CalendarDay("2026-11-25") ?? CalendarDay(number: 0)
  private let noon: Int64 = 1_795_608_000

  private func entries() throws -> [JournalEntry] {
    var events: [(Int64, JournalEvent)] = []
    for (number, moment) in [noon - 86_400, noon, noon + 3600].enumerated() {
      let clip = try #require(
        ClipIdentifier(bytes: [UInt8](repeating: UInt8(number), count: 16)))
      let location = try #require(ClipLocation(campaign: "crm", day: today, clip: clip))
      events.append(
        (
          moment,
          .recorded(
            location, .init(draw: UInt64(number) + 7, share: 0.125, expires: today + 30))
        ))
      events.append((moment + 60, number == 0 ? .destroyed(clip) : .kept(clip, seconds: 748)))
    }
    return events.enumerated().map { index, event in
      JournalEntry(number: UInt64(index + 1), unixSeconds: event.0, event: event.1)
    }
  }

  @Test("begins with today, says why and until when") func english() throws {
    let text = JournalPage.text(try entries(), today: today, zoneOffset: { _ in 3600 })
    let clips = ["aeaqcaibaeaqcaibaeaqcaibae", "aibaeaqcaibaeaqcaibaeaqcai"]
    #expect(
      text.hasPrefix(
        """
        Today, 2026-11-25
          13:00  recorded, 12 min 28 s
                 why: the draw chose it, number 8 of your calls that may be recorded; 12.5 % are chosen
                 crm, clip \(clips[0]); erased on 2026-12-25
          14:00  recorded, 12 min 28 s
                 why: the draw chose it, number 9 of your calls that may be recorded; 12.5 % are chosen

        """))
    #expect(text.contains("\n\nYesterday, 2026-11-24\n  13:00  recorded, and destroyed\n"))
    #expect(text.contains("Who opened a film"))
  }

  @Test(
    "tells below each call who used its key, and at the end what concerns all",
    arguments: Language.allCases)
  func accesses(language: Language) throws {
    let entries = try entries()
    let calls = RecordedCall.calls(in: entries)
    func act(_ use: AccessUse, _ outcome: AccessOutcome, _ call: Int?) -> AccessRecord.Act {
      AccessRecord.Act(
        use, outcome, of: call.map { calls[$0].location }, trainee: "alice",
        unixMilliseconds: (noon + 7_200) * 1_000)
    }
    let text = JournalPage.text(
      entries,
      accesses: [
        JournalAccess(act(.open, .begun, 2), by: .known("Jeanne Martin")),
        JournalAccess(act(.export, .anotherTrainee, 1), by: .unknown(fingerprint: "00ff")),
        JournalAccess(act(.list, .begun, nil), by: .known("Jeanne Martin")),
      ], today: today, language: language, zoneOffset: { _ in 3600 })
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let opened = try #require(lines.firstIndex { $0.contains("Jeanne Martin") })
    let place = try #require(
      lines.firstIndex { $0.contains(calls[2].location.clip.text) })
    #expect(opened == place + 1)
    #expect(lines[opened].hasPrefix("         2026-11-25 15:00  Jeanne Martin "))
    #expect(lines.contains { $0.contains("00ff") && $0.contains(": ") })
    let list = try #require(lines.lastIndex { $0.contains("Jeanne Martin") })
    #expect(lines[list].hasPrefix("  2026-11-25 15:00") && lines[list - 1].hasSuffix(":"))
  }

  @Test(
    "says of each use and each refusal something else in each language",
    arguments: AccessUse.allCases)
  func uses(use: AccessUse) throws {
    var said: Set<String> = []
    let outcomes = AccessOutcome.allCases
    for outcome in outcomes {
      let act = AccessRecord.Act(
        use, outcome, of: nil, trainee: nil, unixMilliseconds: 0,
        request: use == .exportForRequest ? [UInt8](repeating: 1, count: 16) : nil)
      for language in Language.allCases {
        said.insert(AccessSentences.act(act, language: language))
      }
    }
    #expect(said.count == outcomes.count * Language.allCases.count)
    #expect(said.allSatisfy { !$0.isEmpty && $0.last != "." })
  }

  @Test("of a day without a recorded call says so", arguments: Language.allCases)
  func empty(language: Language) {
    let text = JournalPage.text([], today: today, language: language, zoneOffset: { _ in 0 })
    #expect(text.split(separator: "\n").count == 2)
  }

  @Test("a line or a sentence of each language has no word of another")
  func languages() throws {
    let faults: [JournalFault] = [
      .notAJournal, .checkpoint, .notAnEntry(line: 1), .changed(number: 1), .missing(number: 1),
      .moved(number: 1), .cut(count: 1, written: 2),
    ]
    for fault in faults {
      let said = Set(Language.allCases.map { JournalPage.sentence(fault, language: $0) })
      #expect(said.count == 3)
      #expect(said.allSatisfy { $0.last != "." && $0.first?.isLowercase == true })
    }
    let pages = try Language.allCases.map { language in
      JournalPage.text(
        try entries(), today: today, language: language, zoneOffset: { _ in 0 })
    }
    #expect(pages[1].contains("enregistré, 12 min 28 s") && pages[1].contains("12,5 %"))
    #expect(pages[2].contains("opgenomen en vernietigd"))
  }
}
