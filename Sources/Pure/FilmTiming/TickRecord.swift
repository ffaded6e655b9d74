package import Timeline

/// The moments at which the screen was observed (F2).
package struct TickRecord: Sendable {
  private var times: [CallTime] = []

  package init() {}

  package var last: CallTime? { times.last }

  package mutating func note(_ time: CallTime) {
    if times.last != time { times.append(time) }
  }

  /// The film starts anew: what was observed before a gap says nothing about it.
  package mutating func restart(at time: CallTime) {
    times = [time]
  }

  /// Drops the observations from `time` on.
  package mutating func discard(from time: CallTime) {
    times.removeAll { $0 >= time }
  }

  /// Ticks within a fragment and the longest time in it between two observations, in milliseconds.
  package func summary(of span: CallSpan) -> (ticks: Int, longest: Int64) {
    let inside = times.filter { $0 >= span.start && $0 < span.end }
    let before = times.last { $0 < span.start } ?? span.start
    let after = times.first { $0 >= span.end } ?? span.end
    let all = [before] + inside + [after]
    let longest = zip(all, all.dropFirst()).map { $1 - $0 }.max() ?? 0
    return (inside.count, longest)
  }

  /// Forgets what lies before a sealed fragment's end, but for the last tick before it.
  package mutating func prune(before end: CallTime) {
    guard let keep = times.lastIndex(where: { $0 < end }) else { return }
    times.removeFirst(keep)
  }
}
