import ClipFormat
import FilmTiming
import Redaction
import Testing
import Timeline

private func time(_ milliseconds: Int64) -> CallTime { CallTime(milliseconds: milliseconds) }

private func span(_ start: Int64, _ end: Int64) -> CallSpan {
  CallSpan(start: time(start), end: time(end))
}

@Suite("Cutting a film") struct FilmCuttingTests {
  @Test("gives fragments of two seconds and segments of ten") func regular() {
    var cutting = FilmCutting(from: time(0), segmentMilliseconds: 10_000)
    var ends: [Int64] = []
    var starts: [Bool] = []
    for _ in 0..<6 {
      ends.append(cutting.boundary.milliseconds)
      starts.append(cutting.startsSegment)
      cutting.advance()
    }
    #expect(ends == [2000, 4000, 6000, 8000, 10_000, 12_000])
    #expect(starts == [true, false, false, false, false, true])
  }

  @Test("cuts a fragment short where its segment ends") func odd() {
    var cutting = FilmCutting(from: time(500), segmentMilliseconds: 5000)
    var ends: [Int64] = []
    for _ in 0..<4 {
      ends.append(cutting.boundary.milliseconds)
      cutting.advance()
    }
    #expect(ends == [2500, 4500, 5500, 7500])
    #expect(cutting.segmentStart == time(5500))
  }
}

@Suite("The ledger of gaps") struct GapLedgerTests {
  @Test("fills the time between two pieces of film") func one() {
    var ledger = GapLedger()
    ledger.begin(.hold, at: time(1000))
    #expect(ledger.start == time(1000))
    #expect(ledger.take(until: time(3000)) == [Gap(span: span(1000, 3000), reason: .hold)])
    #expect(ledger.take(until: time(9000)).isEmpty)
    #expect(ledger.start == nil)
  }

  @Test("changes its reason without a hole") func two() {
    var ledger = GapLedger()
    ledger.begin(.hold, at: time(1000))
    ledger.begin(.paused, at: time(1500))
    #expect(ledger.start == time(1000))
    #expect(
      ledger.take(until: time(3000)) == [
        Gap(span: span(1000, 1500), reason: .hold), Gap(span: span(1500, 3000), reason: .paused),
      ])
  }

  @Test("takes a new reason that is dated before the old one") func backwards() {
    var ledger = GapLedger()
    ledger.begin(.hold, at: time(1000))
    ledger.begin(.paused, at: time(500))
    #expect(ledger.take(until: time(2000)) == [Gap(span: span(1000, 2000), reason: .paused)])
  }

  @Test("leaves out what has no length") func empty() {
    var ledger = GapLedger()
    ledger.begin(.indicatorLost, at: time(0))
    #expect(ledger.take(until: time(0)).isEmpty)
  }
}

@Suite("The record of ticks") struct TickRecordTests {
  @Test("counts a fragment's ticks and its longest interval") func counts() {
    var record = TickRecord()
    record.restart(at: time(0))
    for tick: Int64 in [66, 133, 400, 466] { record.note(time(tick)) }
    let (ticks, longest) = record.summary(of: span(0, 450))
    #expect(ticks == 4)
    #expect(longest == 267)
  }

  @Test("counts the moment of a start once") func start() {
    var record = TickRecord()
    record.restart(at: time(500))
    record.note(time(500))
    #expect(record.summary(of: span(500, 600)).ticks == 1)
  }

  @Test("reaches over a fragment's edges") func edges() {
    var record = TickRecord()
    record.restart(at: time(0))
    for tick: Int64 in [1900, 2300, 2400] { record.note(time(tick)) }
    #expect(record.summary(of: span(0, 2000)).longest == 1900)
    record.prune(before: time(2000))
    #expect(record.summary(of: span(2000, 2400)).longest == 400)
    record.discard(from: time(2350))
    #expect(record.last == time(2300))
  }
}

@Suite("Notes for the manifest") struct ManifestNotesTests {
  private let hidden = FrameNote(
    hidden: [.init(window: WindowID(rawValue: 1), reason: .scope)], masked: [:])
  private let masked = FrameNote(hidden: [], masked: [.policyRegion: 2])
  private let clear = FrameNote(hidden: [], masked: [:])

  @Test("become spans of their fragment") func spans() {
    var notes = ManifestNotes()
    notes.note(hidden, at: time(0))
    notes.note(masked, at: time(700))
    notes.note(masked, at: time(800))
    notes.note(clear, at: time(900))
    let first = notes.take(of: span(0, 2000))
    #expect(first.hidden == [HiddenSpan(span: span(0, 700), reason: .scope)])
    #expect(first.masked == [MaskSpan(span: span(700, 900), count: 2, source: .policyRegion)])
  }

  @Test("hold on into the next fragment") func carry() {
    var notes = ManifestNotes()
    notes.note(masked, at: time(1500))
    _ = notes.take(of: span(0, 2000))
    #expect(
      notes.take(of: span(2000, 4000)).masked == [
        MaskSpan(span: span(2000, 4000), count: 2, source: .policyRegion)
      ])
  }

  @Test("forget what was cut") func cut() {
    var notes = ManifestNotes()
    notes.note(masked, at: time(100))
    notes.note(hidden, at: time(500))
    notes.discard(from: time(500))
    #expect(notes.take(of: span(0, 500)).hidden.isEmpty)
  }
}
