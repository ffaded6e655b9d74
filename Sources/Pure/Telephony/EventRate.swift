/// How much a source may say in a second; no telephone comes near.
package struct EventRate: Sendable {
  package static let mostInSecond = 200

  private var second: Int64?
  private var count = 0

  package init() {}

  /// Whether the last lines were admitted.
  package var isAdmitting: Bool { count <= Self.mostInSecond }

  /// Counts lines that came at a moment in milliseconds; false where they are too many.
  ///
  /// Before any of them is handled, which may take longer than they did to come.
  package mutating func admits(_ lines: Int, milliseconds: Int64) -> Bool {
    if second.map({ milliseconds - $0 >= 1000 || milliseconds < $0 }) ?? true {
      second = milliseconds
      count = 0
    }
    count += lines
    return count <= Self.mostInSecond
  }
}

/// How long to wait before a source is started again, in milliseconds: twice as long each time it
/// did not live for long.
///
/// So two programs that take one telephone's only connection from each other soon leave it alone.
package struct RestartDelay: Sendable {
  package static let shortest: Int64 = 500
  package static let longest: Int64 = 60_000

  private var next = shortest

  package init() {}

  /// `lived`: for how long it ran; `isRefused`: asking again soon would only lock an account.
  package mutating func milliseconds(afterLiving lived: Int64, isRefused: Bool) -> Int64 {
    if isRefused { next = Self.longest } else if lived >= Self.longest { next = Self.shortest }
    defer { next = min(next * 2, Self.longest) }
    return next
  }
}
