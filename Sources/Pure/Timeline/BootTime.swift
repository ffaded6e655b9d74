/// A moment of CLOCK_BOOTTIME in nanoseconds: the time base of everything within one machine.
package struct BootTime: Hashable, Comparable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  package static func < (left: BootTime, right: BootTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  package func advanced(milliseconds: Int64) -> BootTime {
    BootTime(nanoseconds: nanoseconds + milliseconds * 1_000_000)
  }

  /// Whole milliseconds on the timeline of a call answered at `answered`, rounded towards it.
  package func callTime(answered: BootTime) -> CallTime {
    CallTime(milliseconds: (nanoseconds - answered.nanoseconds) / 1_000_000)
  }
}
