package import Timeline

/// When the pixels of recent observations were really fetched: a look takes its time.
package struct FetchTimes: Sendable {
  /// Older ones are of no interest to anybody, in milliseconds.
  private static let memory: Int64 = 10_000

  private var looks: [(at: CallTime, end: CallTime)] = []

  package init() {}

  /// An observation of `at` brought pixels, the last of them before `end`.
  package mutating func note(_ at: CallTime, end: CallTime) {
    looks.removeAll { end - $0.end > Self.memory }
    looks.append((at, end))
  }

  /// The latest time such that all observations up to it were fetched by `moment`.
  package func bound(fetchedBy moment: CallTime) -> CallTime {
    guard let late = looks.first(where: { $0.end > moment }) else { return moment }
    return min(moment, late.at - 1)
  }
}
