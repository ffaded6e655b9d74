/// When the tray item is looked for while a call is filmed: soon, then ever less, then no more.
package struct SearchSchedule: Equatable, Sendable {
  /// The beats at which it is due, counted from the first.
  private static let due = [0, 5, 10, 20, 40, 80]

  private var beat = 0
  private var tries = 0

  package init() {}

  /// Whether this is the first try.
  package var isFirst: Bool { tries <= 1 }

  /// Counts one beat; whether a search is due at it.
  package mutating func takeBeat() -> Bool {
    defer { beat += 1 }
    guard tries < Self.due.count, beat >= Self.due[tries] else { return false }
    tries += 1
    return true
  }
}
