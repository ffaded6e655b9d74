import Glibc
import Journal
import JournalFormat
import LinuxSystem
import TestSupport
import Testing

/// A writer that is killed at any moment (P7).
@Suite("A journal whose writer is killed") struct JournalCrashTests {
  @Test("is whole or mended, and goes on") func killed() async throws {
    let desk = try JournalDesk()
    let path = desk.state
    let journal = desk.journal
    var random = SeededGenerator(seed: 6)
    var count: UInt64 = 0
    for round in 0..<12 as Range<UInt8> {
      let delay = UInt32.random(in: 500...15_000, using: &random)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, delay = delay as UInt32] in
        let killer = Thread(delay)
        defer { killer.join() }
        while true {
          try Journal(stateDirectory: path).append([.repaired], unixSeconds: 1)
        }
      }
      let before = try journal.read()
      #expect(before.count >= count)
      try journal.append([.destroyed(JournalDesk.clip(round))], unixSeconds: 2)
      let after = try journal.read()
      #expect(after.entries.last?.event == .destroyed(JournalDesk.clip(round)))
      #expect(after.count(atHead: before.head) == before.count)
      #expect(!Files.exists(journal.damagedPath))
      count = after.count
    }
    #expect(count >= 12)
  }
}

/// Kills this process from beside, some microseconds from now.
private struct Thread {
  private let handle: pthread_t

  init(_ microseconds: UInt32) {
    let delay = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    delay.initialize(to: microseconds)
    var handle = pthread_t()
    pthread_create(
      &handle, nil,
      { argument in
        if let delay = argument?.assumingMemoryBound(to: UInt32.self) { usleep(delay.pointee) }
        kill(getpid(), SIGKILL)
        return nil
      }, delay)
    self.handle = handle
  }

  func join() { pthread_join(handle, nil) }
}
