package import Timeline

/// When the agent owes the service manager its next sign of life.
///
/// Given by the agent's own loop, so that one that hangs gives none; twice in the time that the
/// manager allows. Without a watchdog none is ever due, and nothing wakes the agent.
package struct SignsOfLife {
  private let intervalNanoseconds: Int64?
  private var latest: BootTime

  package init(patienceNanoseconds: Int64?, now: BootTime) {
    intervalNanoseconds = patienceNanoseconds.map { $0 / 2 }
    latest = now
  }

  /// Whether one is due now; it is taken to be given.
  package mutating func take(at now: BootTime) -> Bool {
    guard let interval = intervalNanoseconds, now.nanoseconds - latest.nanoseconds >= interval
    else { return false }
    latest = now
    return true
  }

  /// How long the agent may wait for other things; nil for ever.
  package func millisecondsToNext(at now: BootTime) -> Int? {
    intervalNanoseconds.map { interval in
      let rest = max(0, interval - (now.nanoseconds - latest.nanoseconds))
      // Not before it is due, or the agent would wake twice.
      return Int((rest + 999_999) / 1_000_000)
    }
  }
}
