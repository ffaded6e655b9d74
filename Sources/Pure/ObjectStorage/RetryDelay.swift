/// How long to wait before a store that failed is asked again: full jitter.
///
/// Each wait is drawn from zero to a ceiling that doubles, so that a thousand workstations that
/// lost the store together do not come back together.
package struct RetryDelay: Sendable {
  /// Milliseconds.
  package static let first = 1_000
  package static let longest = 300_000
  /// Longer than this no store is believed to mean.
  package static let longestAsked = 3_600_000

  package private(set) var failures = 0

  package init() {}

  /// The upper end of the next draw, in milliseconds.
  package var ceiling: Int { min(Self.longest, Self.first << min(failures, 20)) }

  /// Counts a failure; how many milliseconds to wait, never less than the store asked for.
  package mutating func next(
    askedSeconds: Int?, using generator: inout some RandomNumberGenerator
  ) -> Int {
    let drawn = Int.random(in: 0...ceiling, using: &generator)
    failures += 1
    let asked = min(Self.longestAsked, (askedSeconds ?? 0).clamped(to: 0...86_400) * 1000)
    return asked + drawn
  }

  /// Something got through.
  package mutating func reset() { failures = 0 }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
