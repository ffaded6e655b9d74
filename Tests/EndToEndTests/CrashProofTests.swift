import ClipFormat
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Programs killed at random moments of a recorded call: what was sealed opens, and the end of each
/// clip is told as it was (P7, F1).
@Suite("Crash proof", .serialized) struct CrashProofTests {
  /// A week has at most ten films for one person (F8).
  private static let perDesk = 8
  private static let lanes = 2

  @Test("kill -9 of recorder, agent and uploader loses at most a fragment and the look-back")
  func killed() async throws {
    let count = Self.number("CALLREEL_CRASHES") ?? 10
    let seed = UInt64(Self.number("CALLREEL_SEED") ?? 1)
    var random = SeededGenerator(seed: seed)
    let moments = (0..<count).map { CrashMoment(number: $0, using: &random) }
    let share = min(Self.perDesk, (count + Self.lanes - 1) / Self.lanes)
    let desks = stride(from: 0, to: count, by: share).map { first in
      Array(moments[first..<min(first + share, count)])
    }
    var record = CrashRecord()
    try await withThrowingTaskGroup(of: CrashRecord.self) { group in
      var waiting = desks.makeIterator()
      for moments in (0..<Self.lanes).compactMap({ _ in waiting.next() }) {
        group.addTask { try CrashDesk().run(moments) }
      }
      for try await result in group {
        record.add(result)
        if count > 10 { print("\(record.moments) of \(count) moments") }
        if let moments = waiting.next() { group.addTask { try CrashDesk().run(moments) } }
      }
    }
    print(
      "seed \(seed): \(record.moments) moments, \(record.kept) clips kept, \(record.destroyed) "
        + "destroyed as too short, longest film lost \(record.longestLost) ms, "
        + "\(record.faults.count) faults")
    for fault in record.faults { Issue.record("\(fault)") }
    #expect(record.moments == count && record.kept > 0)
  }

  private static func number(_ name: String) -> Int? {
    getenv(name).flatMap { Int(String(cString: $0)) }
  }
}
