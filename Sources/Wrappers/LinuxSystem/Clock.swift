internal import CLinux
internal import Glibc

/// The two clocks that Callreel reads.
package enum Clock {
  /// CLOCK_BOOTTIME in nanoseconds: runs on while the machine sleeps, never steps.
  package static var bootNanoseconds: Int64 { read(CLOCK_BOOTTIME) }

  /// CLOCK_BOOTTIME in milliseconds.
  package static var bootMilliseconds: Int64 { bootNanoseconds / 1_000_000 }

  /// Unix time in microseconds; may step.
  package static var unixMicroseconds: Int64 { read(CLOCK_REALTIME) / 1000 }

  /// Unix time in seconds.
  package static var unixSeconds: Int64 { unixMicroseconds / 1_000_000 }

  /// Seconds that local time is ahead of UTC at this moment.
  package static var zoneOffsetSeconds: Int { zoneOffsetSeconds(at: unixSeconds) }

  /// Seconds that local time is ahead of UTC at a moment of Unix time.
  package static func zoneOffsetSeconds(at unixSeconds: Int64) -> Int {
    var moment = time_t(unixSeconds)
    var local = unsafe tm()
    guard unsafe localtime_r(&moment, &local) != nil else { return 0 }
    return unsafe local.tm_gmtoff
  }

  /// Whether something keeps Unix time right; nil where the kernel does not tell.
  package static var isKept: Bool? {
    let answer = callreel_clock_is_kept()
    return answer < 0 ? nil : answer == 1
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var value = timespec()
    unsafe clock_gettime(clock, &value)
    return Int64(value.tv_sec) * 1_000_000_000 + Int64(value.tv_nsec)
  }
}
