internal import Timeline

/// The dates of HTTP and of S3's signatures, as Unix seconds.
package enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that servers may send (RFC 9110).
  package static func unixSeconds(_ text: some StringProtocol) -> Int64? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
      let month = months.firstIndex(of: String(parts[2])),
      let date = CalendarDay(year: year, month: month + 1, day: day)
    else { return nil }
    let clock = parts[4].split(separator: ":", omittingEmptySubsequences: false).map {
      $0.utf8.count == 2 ? UInt8($0) : nil
    }
    guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
      hour < 24, minute < 60, second < 61
    else { return nil }
    return Int64(date.number) * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
  }

  /// Writes `19941106T084937Z`.
  package static func signatureDate(unixSeconds: Int64) -> String {
    TimestampText.text(unixSeconds: unixSeconds).filter { $0 != "-" && $0 != ":" }
  }

  /// The seconds that a `Retry-After` header asks for: a count, or a date held against `now`.
  package static func retrySeconds(_ text: some StringProtocol, now: Int64) -> Int? {
    if let count = Int(text) { return count >= 0 ? count : nil }
    return unixSeconds(text).map { Int(max(0, $0 - now)) }
  }
}
