import Testing
import Timeline

@Suite("Moments as RFC 3339 writes them") struct TimestampTextTests {
  @Test(
    "are read to the microsecond",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000001Z", 1),
      ("1970-01-01t00:00:01.9999999z", 1_999_999), ("1970-01-01T02:00:00+02:00", 0),
      ("1969-12-31T19:30:00-04:30", 0), ("2026-11-22T01:02:03.5+01:00", 1_795_305_723_500_000),
      ("2016-12-31T23:59:60Z", 1_483_228_800_000_000), ("1969-12-31T23:59:59.25Z", -750_000),
    ])
  func known(text: String, microseconds: Int64) {
    #expect(TimestampText.microseconds(text) == microseconds)
  }

  @Test(
    "that are not whole or not possible are not read",
    arguments: [
      "", "2026-11-22", "2026-11-22T01:02:03", "2026-11-22 01:02:03Z", "2026-11-22T24:00:00Z",
      "2026-11-22T01:60:00Z", "2026-11-22T01:02:61Z", "2026-11-22T01:02:03.Z",
      "2026-11-22T01:02:03,5Z", "2026-11-22T01:02:03+1:00", "2026-11-22T01:02:03+24:00",
      "2026-11-22T01:02:03+01:60", "2026-11-22T01:02:03Zz", "2026-02-30T01:02:03Z",
      "2026-11-22T01:02:03 01:00", "2026-11-22T01-02-03Z", "2026-11-22T+1:02:03Z",
    ])
  func refused(text: String) {
    #expect(TimestampText.microseconds(text) == nil)
  }
}

@Suite("The call's timeline") struct CallTimeTests {
  @Test(
    "counts whole milliseconds from `answered`, down",
    arguments: [
      (0, 0), (999_999, 0), (1_000_000, 1), (-1_000_000, -1), (1_234_567_890, 1234),
    ])
  func rounding(nanoseconds: Int64, milliseconds: Int64) {
    let answered = BootTime(nanoseconds: 5_000_000_123)
    let moment = BootTime(nanoseconds: answered.nanoseconds + nanoseconds)
    #expect(moment.callTime(answered: answered).milliseconds == milliseconds)
    #expect(
      answered.advanced(milliseconds: milliseconds).callTime(answered: answered).milliseconds
        == milliseconds)
  }

  @Test("Gaps that nobody may tell apart are of one kind (N12)")
  func kinds() {
    let paused = GapReason.allCases.filter { $0.kind == .paused }
    #expect(paused == [.hold, .paused])
    #expect(Set(GapReason.allCases.map(\.name)).count == GapReason.allCases.count)
    #expect(Set(ClosingReason.allCases.map(\.name)).count == ClosingReason.allCases.count)
    #expect(Set(HiddenReason.allCases.map(\.name)).count == HiddenReason.allCases.count)
  }
}
