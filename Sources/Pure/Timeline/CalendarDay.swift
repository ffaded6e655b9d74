/// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
///
/// Howard Hinnant's `days_from_civil` gives the arithmetic; there is no time zone in it.
package struct CalendarDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  package var number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// The day that holds this Unix time, in UTC.
  package init(unixSeconds: Int64) {
    number = Int32((unixSeconds - Self.floorModulo(unixSeconds, 86_400)) / 86_400)
  }

  /// The day that holds this Unix time, in UTC.
  package init(unixMilliseconds: Int64) {
    self.init(
      unixSeconds: (unixMilliseconds - Self.floorModulo(unixMilliseconds, 1000)) / 1000)
  }

  /// Nil where the month or the day does not exist.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
    guard self.year == year, self.month == month, self.day == day else { return nil }
  }

  /// Reads `YYYY-MM-DD` and nothing else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2,
      text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package var year: Int { civil.year }
  package var month: Int { civil.month }
  package var day: Int { civil.day }

  /// `YYYY-MM-DD`.
  package var text: String {
    let civil = civil
    return Self.padded(civil.year, 4) + "-" + Self.padded(civil.month, 2) + "-"
      + Self.padded(civil.day, 2)
  }

  /// 0 is Monday.
  package var weekday: Int { Int(Self.floorModulo(Int64(number) + 3, 7)) }

  /// The Monday of the same week.
  package var monday: CalendarDay { self - weekday }

  package static func + (day: CalendarDay, days: Int) -> CalendarDay {
    CalendarDay(number: day.number + Int32(days))
  }

  package static func - (day: CalendarDay, days: Int) -> CalendarDay {
    CalendarDay(number: day.number - Int32(days))
  }

  /// Days from `right` to `left`.
  package static func - (left: CalendarDay, right: CalendarDay) -> Int {
    Int(left.number - right.number)
  }

  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.number < right.number
  }

  private var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func floorModulo(_ value: Int64, _ divisor: Int64) -> Int64 {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
