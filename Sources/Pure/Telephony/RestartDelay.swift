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
