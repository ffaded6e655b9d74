/// A moment as RFC 3339 writes it.
package enum TimestampText {
  /// Unix time in microseconds; nil for anything but a full date, time and offset.
  ///
  /// Digits beyond the microsecond are cut; a leap second counts as the second after it.
  package static func microseconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, let day = CalendarDay(text.prefix(10)),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
      bytes[13] == colon, bytes[16] == colon,
      let hour = number(bytes[11..<13], 0...23), let minute = number(bytes[14..<16], 0...59),
      let second = number(bytes[17..<19], 0...60)
    else { return nil }
    var rest = bytes[19...]
    var fraction: Int64 = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (48...57).contains($0) }
      guard !digits.isEmpty else { return nil }
      rest = rest.dropFirst(1 + digits.count)
      for index in 0..<6 {
        let digit = index < digits.count ? Int64(digits[digits.startIndex + index]) - 48 : 0
        fraction = fraction * 10 + digit
      }
    }
    guard let offset = offsetSeconds(rest) else { return nil }
    let clock = hour * 3600 + minute * 60 + second
    let seconds = Int64(day.number) * 86_400 + Int64(clock) - offset
    return seconds * 1_000_000 + fraction
  }

  /// Such as `2026-11-02T09:15:00Z`, in UTC.
  package static func text(unixSeconds: Int64) -> String {
    let day = CalendarDay(unixSeconds: unixSeconds)
    let second = unixSeconds - Int64(day.number) * 86_400
    return day.text + "T" + clock(second) + "Z"
  }

  /// A second of a day as `HH:MM:SS`.
  package static func clock(_ second: Int64) -> String {
    [second / 3600, second / 60 % 60, second % 60]
      .map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
  }

  private static let colon = UInt8(ascii: ":")

  private static func offsetSeconds(_ text: ArraySlice<UInt8>) -> Int64? {
    if text.elementsEqual("Z".utf8) || text.elementsEqual("z".utf8) { return 0 }
    let bytes = Array(text)
    guard bytes.count == 6, bytes[3] == colon, let hour = number(bytes[1..<3], 0...23),
      let minute = number(bytes[4..<6], 0...59)
    else { return nil }
    let seconds = Int64(hour * 3600 + minute * 60)
    switch bytes[0] {
    case UInt8(ascii: "+"): return seconds
    case UInt8(ascii: "-"): return -seconds
    default: return nil
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Int? {
    guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    return range.contains(value) ? value : nil
  }
}
