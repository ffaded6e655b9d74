/// A moment on a call's timeline: whole milliseconds, 0 is `answered`.
///
/// Wall-clock time never appears on this line; the agent reads CLOCK_BOOTTIME.
package struct CallTime: Hashable, Comparable, Sendable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static let answered = CallTime(milliseconds: 0)

  package static func < (left: CallTime, right: CallTime) -> Bool {
    left.milliseconds < right.milliseconds
  }

  package static func + (time: CallTime, milliseconds: Int64) -> CallTime {
    CallTime(milliseconds: time.milliseconds + milliseconds)
  }

  package static func - (time: CallTime, milliseconds: Int64) -> CallTime {
    CallTime(milliseconds: time.milliseconds - milliseconds)
  }

  /// Milliseconds from `right` to `left`.
  package static func - (left: CallTime, right: CallTime) -> Int64 {
    left.milliseconds - right.milliseconds
  }
}

/// A half-open stretch of a call's timeline.
package struct CallSpan: Hashable, Sendable {
  package var start: CallTime
  /// The first moment that no longer belongs to the span.
  package var end: CallTime

  package init(start: CallTime, end: CallTime) {
    self.start = start
    self.end = end
  }

  /// Length in milliseconds.
  package var milliseconds: Int64 { end - start }
}
