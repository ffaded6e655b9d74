import CallPolicy
import ClipFormat
import JournalFormat
import Messages
import Testing
import Timeline

@Suite("The pages on who opened recordings and on requests") struct EmployeePageTests {
  private let noon: Int64 = 1_795_608_000
  private let key = PublicKey(
    kind: .workstation, agreement: [UInt8](repeating: 1, count: 32),
    signing: [UInt8](repeating: 2, count: 32))
  private let controller = PublicKey(
    kind: .controller, agreement: [UInt8](repeating: 3, count: 32),
    signing: [UInt8](repeating: 4, count: 32))

  private func calls() throws -> [RecordedCall] {
    let day = CalendarDay(unixSeconds: noon)
    var entries: [JournalEntry] = []
    for number in UInt8(0)..<3 {
      let clip = try #require(ClipIdentifier(bytes: [UInt8](repeating: number, count: 16)))
      let location = try #require(ClipLocation(campaign: "crm", day: day, clip: clip))
      let events: [JournalEvent] = [
        .recorded(location, .init(draw: 7, share: 0.1, expires: day + 30)),
        number == 2 ? .destroyed(clip) : .kept(clip, seconds: 60),
      ]
      for event in events {
        entries.append(
          JournalEntry(
            number: UInt64(entries.count + 1), unixSeconds: noon + Int64(number) * 3_600,
            event: event))
      }
    }
    return RecordedCall.calls(in: entries)
  }

  private func access(
    _ use: AccessUse, _ call: RecordedCall?, after hours: Int64,
    outcome: AccessOutcome = .begun, by reader: JournalAccess.Reader = .known("Jeanne <Martin>")
  ) -> JournalAccess {
    JournalAccess(
      AccessRecord.Act(
        use, outcome, of: call?.location, trainee: "alice",
        unixMilliseconds: (noon + hours * 3_600) * 1_000), by: reader)
  }

  @Test("tell of each recording when, by whom and what for, the latest use first")
  func accesses() throws {
    let calls = try calls()
    let page = TrayPage.accesses(
      [
        access(.open, calls[0], after: 3), access(.list, nil, after: 4),
        access(
          .export, calls[1], after: 5, outcome: .anotherTrainee,
          by: .unknown(fingerprint: "00ff")),
        access(.export, calls[0], after: 6),
      ], calls: calls, in: .english, zoneOffset: { _ in 3_600 })
    let order = [
      "<h2>Recording of 2026-11-25 13:00, clip aaaaaaaa</h2>", "19:00  Jeanne &lt;Martin&gt; exp",
      "<li>2026-11-25 16:00  Jeanne &lt;Martin&gt; opened it</li>",
      "<h2>Recording of 2026-11-25 14:00, clip aeaqcaib</h2>", "00ff", "<h2>All recordings",
      "listed the recordings",
    ]
    var rest = Substring(page)
    for words in order {
      let place = try #require(rest.place(of: words), "\(words) in \(page)")
      rest = rest[place.upperBound...]
    }
    #expect(!page.contains("Nobody has used"))
  }

  @Test("tell of what was asked and answered, and name the latest recording that was kept")
  func requests() throws {
    let calls = try calls()
    let request = RequestRecord(
      .erase, of: "alice", clip: calls[0].location, message: "mine",
      identifier: [UInt8](repeating: 9, count: 16), unixMilliseconds: noon * 1_000, maker: key,
      controller: KeyHash(bytes: [UInt8](repeating: 5, count: 32)))
    let answer = AnswerRecord(
      .refused, to: request.identifier, message: "a < b", unixMilliseconds: noon * 1_000,
      controller: controller)
    let asked = JournalRequest.all([(request, true)], answers: [answer])
    let page = TrayPage.requests(asked, calls: calls, in: .english)
    #expect(page.contains("<li>2026-11-25  erasure aaaaaaaa: refused, 2026-11-25: a &lt; b</li>"))
    for kind in RequestKind.allCases {
      let clip = kind == .object ? "" : " aeaqcaib"
      #expect(page.contains("<li>callreel request \(kind.name)\(clip): "), "\(kind)")
    }
    #expect(!page.contains("You have asked nothing") && !page.contains("CLIP"))
  }

  @Test("are complete in each language, with something to tell and without")
  func languages() throws {
    let calls = try calls()
    for isEmpty in [true, false] {
      let pages = Language.allCases.map { language in
        [
          TrayPage.accesses(
            isEmpty ? [] : [access(.open, calls[0], after: 3)], calls: isEmpty ? [] : calls,
            in: language, zoneOffset: { _ in 0 }),
          TrayPage.requests([], calls: isEmpty ? [] : calls, in: language),
        ].joined(separator: "").split(separator: "\n").map(String.init)
      }
      for index in pages[0].indices where pages[0][index].contains(" ") {
        let lines = Set(pages.map { $0[index] })
        let isFormal = ["<!DOCTYPE", "<meta", "<style"].contains { pages[0][index].hasPrefix($0) }
        #expect(lines.count == (isFormal ? 1 : 3), "\(pages[0][index])")
      }
    }
  }

  @Test("offer a key of one's own in three different languages, and the word to type in each")
  func ownKey() {
    let offers = Language.allCases.map { OwnKeyText.offer(in: $0) }
    #expect(Set(offers).count == 3 && offers.allSatisfy { $0.contains("key") })
    #expect(Set(Language.allCases.map { OwnKeyText.later(in: $0) }).count == 3)
  }
}

extension Substring {
  /// Where these words stand first.
  fileprivate func place(of words: String) -> Range<Index>? {
    let wanted = Array(words)
    return indices.first { self[$0...].starts(with: wanted) }
      .map { $0..<index($0, offsetBy: wanted.count) }
  }
}
