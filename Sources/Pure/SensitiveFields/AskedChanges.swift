package import Timeline

/// Which changes of a window's pixels its program was asked about while they were on the screen.
///
/// Between two answers a field may have come and gone, or moved there and back.
package struct AskedChanges: Sendable {
  /// Older ones are of no interest to anybody, in milliseconds.
  package static let memory: Int64 = 10_000

  /// When pixels were fetched, oldest first.
  private var changes: [CallTime] = []
  private var scans: [(started: CallTime, ended: CallTime)] = []

  package init() {}

  /// Pixels of the window were fetched.
  package mutating func noteChange(at time: CallTime) {
    changes.removeAll { time - $0 > Self.memory }
    changes.append(time)
  }

  /// A scan told what the window held at some moment between the two.
  package mutating func noteScan(started: CallTime, ended: CallTime) {
    scans.removeAll { ended - $0.ended > Self.memory }
    scans.append((started, ended))
  }

  /// The changes up to `bound` that no scan has told of; asked for each change once.
  ///
  /// A program may deny for `settle` milliseconds what it shows. What went again within that time
  /// is told of only where scans from then on followed each other closely: never longer apart than
  /// it was there, or than `reach`.
  package mutating func takeUnasked(
    through bound: CallTime, settle: Int64, reach: Int64
  ) -> [CallTime] {
    let count = changes.prefix { $0 <= bound }.count
    defer { changes.removeFirst(count) }
    return (0..<count).compactMap { index in
      let next = index + 1 < changes.count ? changes[index + 1] : nil
      return isTold(changes[index], until: next, settle, reach) ? nil : changes[index]
    }
  }

  private func isTold(
    _ change: CallTime, until next: CallTime?, _ settle: Int64, _ reach: Int64
  ) -> Bool {
    let after = scans.filter { $0.started >= change }
    guard let next else { return !after.isEmpty }
    let longest = max(next - change, reach)
    // How far something has moved since the scan before is not known.
    guard
      after.first.map({ $0.ended <= next }) ?? false
        || scans.contains(where: { $0.started <= change && $0.started >= change - reach })
    else { return false }
    var last = change
    for scan in after {
      guard scan.ended - last <= longest else { return false }
      if scan.started >= change + settle { return true }
      last = scan.started
    }
    return false
  }
}
