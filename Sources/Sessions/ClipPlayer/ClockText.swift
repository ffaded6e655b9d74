package import Timeline

/// Times for people.
package enum ClockText {
  /// Minutes and seconds such as `3:07`, with hours where there are some: `1:03:07`.
  ///
  /// Rounded down to whole seconds.
  package static func short(_ time: CallTime) -> String {
    let seconds = max(0, time.milliseconds) / 1_000
    let hours = seconds / 3_600
    let minutes = seconds / 60 % 60
    return (hours > 0 ? "\(hours):\(padded(minutes))" : "\(minutes)") + ":\(padded(seconds % 60))"
  }

  /// As ``short(_:)`` with milliseconds, such as `3:07.040`.
  package static func exact(_ time: CallTime) -> String {
    let rest = exact(milliseconds: max(0, time.milliseconds))
    return short(time) + rest.drop { $0 != "." }
  }

  /// Seconds with three digits after the point, such as `187.040`.
  package static func exact(milliseconds: Int64) -> String {
    let rest = String(milliseconds % 1_000)
    return "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// Such as `2026-11-21 14:02`, so many seconds ahead of UTC.
  package static func local(unixMilliseconds: Int64, zoneOffsetSeconds: Int) -> String {
    let parts = parts(unixMilliseconds, zoneOffsetSeconds)
    return "\(parts.day.text) \(padded(parts.second / 3_600)):\(padded(parts.second / 60 % 60))"
  }

  /// As RFC 3339 has it, such as `2026-11-21T14:02:09+01:00`.
  package static func stamp(unixMilliseconds: Int64, zoneOffsetSeconds: Int) -> String {
    let parts = parts(unixMilliseconds, zoneOffsetSeconds)
    let ahead = abs(zoneOffsetSeconds) / 60
    return parts.day.text + "T" + TimestampText.clock(parts.second)
      + (zoneOffsetSeconds < 0 ? "-" : "+")
      + padded(Int64(ahead / 60)) + ":" + padded(Int64(ahead % 60))
  }

  private static func parts(_ milliseconds: Int64, _ offset: Int) -> (
    day: CalendarDay, second: Int64
  ) {
    let local = milliseconds / 1_000 + Int64(offset)
    return (CalendarDay(unixSeconds: local), (local % 86_400 + 86_400) % 86_400)
  }

  private static func padded(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
