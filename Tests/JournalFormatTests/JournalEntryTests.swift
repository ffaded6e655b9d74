import ClipFormat
import JournalFormat
import Testing
import Timeline

@Suite("A line of the journal") struct JournalEntryTests {
  private func clip(_ number: UInt8) throws -> ClipIdentifier {
    try #require(ClipIdentifier(bytes: [UInt8](repeating: number, count: 16)))
  }

  private func recorded(_ number: UInt8) throws -> JournalEvent {
    let day = try #require(CalendarDay("2026-11-25"))
    let location = try #require(ClipLocation(campaign: "crm", day: day, clip: clip(number)))
    return .recorded(location, .init(draw: 14, share: 0.1, expires: day + 30))
  }

  @Test("comes back as it was written, every event") func roundTrip() throws {
    let clip = try clip(1)
    let events: [JournalEvent] = [
      try recorded(1), .kept(clip, seconds: 748), .kept(clip, seconds: nil), .nothingKept(clip),
      .fieldsUnknown(clip),
      .destroyed(clip), .unknown(clip), .repaired, .replaced,
    ]
    for event in events {
      let entry = JournalEntry(number: 3, unixSeconds: 1_795_625_000, event: event)
      #expect(JournalEntry(text: entry.text) == entry, "\(entry.text)")
    }
  }

  @Test("is fixed, so that another program can read it") func form() throws {
    let entry = JournalEntry(number: 7, unixSeconds: 1_795_625_000, event: try recorded(0))
    #expect(
      entry.text
        == "7 2026-11-25T16:43:20Z recorded crm/2026-11-25/aaaaaaaaaaaaaaaaaaaaaaaaaa "
        + "draw=14 share=0.1 expires=2026-12-25")
  }

  @Test(
    "that says anything else is refused",
    arguments: [
      "", "1", "0 2026-11-25T17:23:20Z repaired", "01 2026-11-25T17:23:20Z repaired",
      "1 2026-11-25T17:23:20+01:00 repaired", "1 2026-11-25T17:23:20Z forgotten",
      "1 2026-11-25T17:23:20Z repaired ", "1  2026-11-25T17:23:20Z repaired",
      "1 2026-11-25T17:23:20Z kept", "1 2026-11-25T17:23:20Z destroyed aaaa",
      "1 2026-11-25T17:23:20Z kept aaaaaaaaaaaaaaaaaaaaaaaaaa seconds=a",
      "1 2026-11-25T17:23:20Z destroyed aaaaaaaaaaaaaaaaaaaaaaaaaa why=objection",
      "1 2026-11-25T17:23:20Z recorded crm/2026-11-25/aaaaaaaaaaaaaaaaaaaaaaaaaa draw=1 share=0.1",
    ])
  func refused(text: String) {
    #expect(JournalEntry(text: text) == nil)
  }

  @Test("of a call and of its end make one call") func calls() throws {
    let events: [JournalEvent] = [
      try recorded(1), .kept(try clip(1), seconds: 9), .repaired, try recorded(2),
      .kept(try clip(2), seconds: 5), .destroyed(try clip(2)), try recorded(3),
      .destroyed(try clip(9)),
    ]
    let entries = events.enumerated().map { index, event in
      JournalEntry(number: UInt64(index + 1), unixSeconds: Int64(index), event: event)
    }
    let calls = RecordedCall.calls(in: entries)
    #expect(calls.map(\.state) == [.kept(seconds: 9), .destroyed, .running])
    #expect(calls.map(\.unixSeconds) == [0, 3, 6])
  }
}
