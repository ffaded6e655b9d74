/// When the tray item is looked for while a call is filmed: soon, then ever less, then no more.
package struct SearchSchedule: Equatable, Sendable {
  /// The beats at which it is due, counted from the first.
  private static let due = [0, 5, 10, 20, 40, 80, 160, 320]
  /// So many beats later what was found is looked for once more.
  private static let confirmation = 5

  private var beat = 0
  private var tries = 0
  private var confirmed: Int?

  package init() {}

  /// Whether this is the first try.
  package var isFirst: Bool { tries <= 1 }

  /// Something was found that has to be so again.
  package mutating func confirmSoon() { confirmed = beat + Self.confirmation }

  /// Counts one beat; whether a search is due at it.
  package mutating func takeBeat() -> Bool {
    defer { beat += 1 }
    if let confirmed {
      guard beat >= confirmed else { return false }
      self.confirmed = nil
      return true
    }
    guard tries < Self.due.count, beat >= Self.due[tries] else { return false }
    tries += 1
    return true
  }
}
