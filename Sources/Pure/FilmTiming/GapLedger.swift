package import Timeline

/// The gaps between two pieces of film, so that they fill the time without a hole (P8).
package struct GapLedger: Equatable {
  private var closed: [Gap] = []
  private var open: (reason: GapReason, start: CallTime)?

  package static func == (left: GapLedger, right: GapLedger) -> Bool {
    left.closed == right.closed && left.open?.reason == right.open?.reason
      && left.open?.start == right.open?.start
  }

  package init() {}

  /// From `start` on there is no film, for this reason; a gap that is open ends there.
  package mutating func begin(_ reason: GapReason, at start: CallTime) {
    let start = max(start, open?.start ?? start)
    end(at: start)
    open = (reason, start)
  }

  /// The gaps up to `end`, where film begins or the clip ends.
  package mutating func take(until end: CallTime) -> [Gap] {
    self.end(at: end)
    defer { closed = [] }
    return closed
  }

  /// Where the open gap, or the first of those not taken, began.
  package var start: CallTime? { closed.first?.span.start ?? open?.start }

  private mutating func end(at end: CallTime) {
    if let open, end > open.start {
      closed.append(Gap(span: CallSpan(start: open.start, end: end), reason: open.reason))
    }
    open = nil
  }
}
