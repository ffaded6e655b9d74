import Testing
import Timeline

@Suite("Days of the calendar") struct CalendarDayTests {
  @Test(
    "have the number and the weekday of the known ones",
    arguments: [
      ("1970-01-01", 0, 3), ("1969-12-31", -1, 2), ("2000-02-29", 11_016, 1),
      ("2026-11-22", 20_779, 6), ("1600-03-01", -135_080, 2), ("9999-12-31", 2_932_896, 4),
      ("0001-01-01", -719_162, 0), ("2100-02-28", 47_540, 6), ("2100-03-01", 47_541, 0),
    ])
  func known(text: String, number: Int32, weekday: Int) throws {
    let day = try #require(CalendarDay(text))
    #expect(day.number == number)
    #expect(day.weekday == weekday)
    #expect(day.text == text)
    #expect(day.monday.weekday == 0 && (0...6).contains(day - day.monday))
  }

  @Test(
    "that are none are not read",
    arguments: [
      "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-01",
      "2026-01-1", "02026-01-01", "0000-01-01", "2026-01-01 ", "-026-01-01", "2026/01/01",
      "", "+026-01-01", "２０２６-01-01", "2026-01-01T00:00:00Z",
    ])
  func refused(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test("follow one another through four centuries")
  func counting() throws {
    var day = try #require(CalendarDay("1900-01-01"))
    let last = try #require(CalendarDay("2300-01-01"))
    while day < last {
      let next = day + 1
      let again = CalendarDay(year: next.year, month: next.month, day: next.day)
      #expect(again == next)
      let follows =
        (next.year, next.month, next.day) == (day.year, day.month, day.day + 1)
        || (next.year, next.month, next.day) == (day.year, day.month + 1, 1)
        || (next.year, next.month, next.day) == (day.year + 1, 1, 1)
      #expect(follows, "\(day.text) \(next.text)")
      day = next
    }
    #expect(last - 146_097 == CalendarDay("1900-01-01"))
  }

  @Test(
    "hold the seconds from midnight to midnight, in UTC",
    arguments: [
      (0, 0), (86_399, 0), (86_400, 1), (-1, -1), (-86_400, -1), (-86_401, -2),
    ])
  func seconds(unix: Int64, number: Int32) {
    #expect(CalendarDay(unixSeconds: unix).number == number)
    for part: Int64 in [0, 1, 999] {
      #expect(CalendarDay(unixMilliseconds: unix * 1000 + part).number == number)
    }
  }
}
