import ClipFormat
import ClipPlayer
import ClipSealing
import ClipStore
import Synchronization
import Testing
import Timeline

/// A store that fails for good after so many changes.
private struct FailingStore: ClipStore {
  final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    func step() throws(StoreError) {
      let isOver = left.withLock { left in
        left -= 1
        return left < 0
      }
      if isOver { throw .unreachable }
    }
  }

  let store: any ClipStore
  let countdown: Countdown

  func put(
    _ name: ObjectName, of clip: ClipLocation, _ source: ObjectSource
  ) throws(StoreError) {
    try countdown.step()
    try store.put(name, of: clip, source)
  }

  func get(
    _ name: ObjectName, of clip: ClipLocation, atMost limit: Int
  ) throws(StoreError) -> [UInt8] { try store.get(name, of: clip, atMost: limit) }

  func names(of clip: ClipLocation) throws(StoreError) -> [StoredName] {
    try store.names(of: clip)
  }

  func clips(unread: (String, StoreError) -> Void) throws(StoreError) -> [ClipLocation] {
    try store.clips(unread: unread)
  }

  func days() throws(StoreError) -> [StoredDay] { try store.days() }

  func clips(on day: StoredDay, atMost limit: Int) throws(StoreError) -> [ClipLocation] {
    try store.clips(on: day, atMost: limit)
  }

  func remove(_ name: ObjectName, of clip: ClipLocation) throws(StoreError) {
    try countdown.step()
    try store.remove(name, of: clip)
  }

  /// One object after another, as a bucket does it.
  func removeAll(of clip: ClipLocation, but kept: Set<ObjectName>) throws(StoreError) {
    for name in try store.names(of: clip).compactMap({ ObjectName($0.text) })
    where !kept.contains(name) {
      try remove(name, of: clip)
    }
    try store.removeAll(of: clip, but: kept)
  }

  func put(_ name: LedgerName, _ bytes: [UInt8]) throws(StoreError) {
    try countdown.step()
    try store.put(name, bytes)
  }

  func get(_ name: LedgerName, atMost limit: Int) throws(StoreError) -> [UInt8] {
    try store.get(name, atMost: limit)
  }

  func names(in folder: LedgerFolder, atMost limit: Int) throws(StoreError) -> [String] {
    try store.names(in: folder, atMost: limit)
  }

  func chains() throws(StoreError) -> [LedgerFolder] { try store.chains() }

  func visitLetters(_ visit: (LedgerName) throws(StoreError) -> Void) throws(StoreError) {
    try store.visitLetters(visit)
  }

  func remove(_ name: LedgerName) throws(StoreError) {
    try countdown.step()
    try store.remove(name)
  }
}

@Suite("Destroying that is interrupted") struct InterruptedKeepingTests {
  private func names(
    _ clips: [ClipLocation], _ store: any ClipStore
  ) throws -> [[ObjectName]] {
    try clips.map { try store.names(of: $0).compactMap { ObjectName($0.text) } }
  }

  private func holdsKey(_ names: [ObjectName]) -> Bool {
    names.contains { if case .key = $0 { true } else { false } }
  }

  @Test("in a sweep takes no object of any clip before the keys of all, and is taken up again")
  func sweep() throws {
    var stops = 0
    for steps in 0..<40 {
      let sample = try SampleStore()
      let clips = try (0..<2).map { _ in try sample.makeClip(daysAgo: 40) }
      let store = try openStore("dir:" + sample.store)
      let whole = try names(clips, store)
      let failing = ClipShelf(
        store: FailingStore(store: store, countdown: .init(steps)), today: sample.today)
      do throws(PlayerError) {
        let expired = try failing.expired(
          thorough: false, unread: { Issue.record("\($0): \($1)") }, progress: { _, _ in })
        try failing.sweep(expired, receipt: { _ in }, progress: { _, _ in })
      } catch {
        #expect(error == .store(.unreachable))
        stops += 1
        let left = try names(clips, store)
        let isRestTouched = zip(left, whole).contains { left, whole in
          left.count { !holdsKey([$0]) } < whole.count { !holdsKey([$0]) }
        }
        #expect(!isRestTouched || !left.contains(where: holdsKey))
      }
      let shelf = ClipShelf(store: store, today: sample.today)
      let expired = try shelf.expired(
        thorough: true, unread: { Issue.record("\($0): \($1)") }, progress: { _, _ in })
      try shelf.sweep(expired, receipt: { _ in }, progress: { _, _ in })
      #expect(try store.days().isEmpty)
    }
    // Two clips of six objects, each a step.
    #expect(stops == 12)
  }

  @Test("in an erasure takes the keys first, and is taken up again") func erase() throws {
    var stops = 0
    for steps in 0..<12 {
      let sample = try SampleStore()
      let clip = try sample.makeClip()
      let store = try openStore("dir:" + sample.store)
      let failing = ClipShelf(
        store: FailingStore(store: store, countdown: .init(steps)), today: sample.today)
      do throws(PlayerError) {
        try failing.erase(clip, reason: .asked, by: sample.controller)
      } catch {
        #expect(error == .store(.unreachable))
        stops += 1
        let left = try names([clip], store)[0]
        #expect(steps == 0 ? holdsKey(left) : !holdsKey(left))
        #expect(left.contains(.opening) || left.contains(.erased))
      }
      try ClipShelf(store: store, today: sample.today)
        .erase(clip, reason: .asked, by: sample.controller)
      #expect(try names([clip], store) == [[.erased]])
    }
    // A key, the tombstone, five more objects.
    #expect(stops == 7)
  }
}
