/// What came of some moments at which programs were killed.
package struct CrashRecord: Sendable {
  package private(set) var moments = 0
  package private(set) var kept = 0
  package private(set) var destroyed = 0
  /// In milliseconds.
  package private(set) var longestLost: Int64 = 0
  package private(set) var faults: [String] = []

  package init() {}

  package mutating func noteKept(lost: Int64) {
    moments += 1
    kept += 1
    longestLost = max(longestLost, lost)
  }

  package mutating func noteDestroyed() {
    moments += 1
    destroyed += 1
  }

  package mutating func fault(_ text: String) { faults.append(text) }

  package mutating func add(_ other: CrashRecord) {
    moments += other.moments
    kept += other.kept
    destroyed += other.destroyed
    longestLost = max(longestLost, other.longestLost)
    faults += other.faults
  }
}
