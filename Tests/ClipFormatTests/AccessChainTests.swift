import ClipFormat
import Testing
import Timeline

@Suite("A chain of access records") struct AccessChainTests {
  private let today = CalendarDay(number: 20_000)

  /// A whole chain of so many records, one a day, the last of them today.
  private func chain(_ count: Int) throws -> [FoundAccess] {
    let reader = PublicKey(
      kind: .trainer, agreement: [UInt8](repeating: 1, count: 32),
      signing: [UInt8](repeating: 2, count: 32))
    var found: [FoundAccess] = []
    for index in 0..<count {
      let day = today - (count - 1 - index)
      let link =
        found.last.map {
          AccessRecord.Link(
            number: $0.number + 1, previous: $0.hash, previousDay: $0.record?.day ?? day)
        } ?? .first(on: day)
      let record = AccessRecord(
        readers: [reader], controller: KeyHash(bytes: [UInt8](repeating: 3, count: 32)),
        link: link,
        act: AccessRecord.Act(
          .open, of: nil, trainee: "alice", unixMilliseconds: Int64(day.number) * 86_400_000),
        signatures: [[UInt8](repeating: 4, count: 64)])
      found.append(
        FoundAccess(
          number: link.number, hash: Self.hash(UInt8(truncatingIfNeeded: index + 1)), record: record
        ))
    }
    return found
  }

  private static func hash(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

  private func faults(
    _ found: [FoundAccess], seen: AccessChain.End? = nil
  ) -> [AccessFault] {
    AccessChain.faults(found, seen: seen, today: today)
  }

  private func end(_ entry: FoundAccess) -> AccessChain.End {
    AccessChain.End(number: entry.number, hash: entry.hash, day: entry.record?.day ?? today)
  }

  private func exchanged(_ entry: FoundAccess) -> FoundAccess {
    FoundAccess(number: entry.number, hash: Self.hash(99), record: entry.record)
  }

  @Test("that is whole has no fault", arguments: [0, 1, 2, 9]) func whole(count: Int) throws {
    let found = try chain(count)
    #expect(faults(found) == [])
    #expect(faults(found, seen: found.last.map(end)) == [])
    #expect(faults(found, seen: found.first.map(end)) == [])
  }

  @Test("names what was removed, wherever", arguments: 0..<6) func removed(index: Int) throws {
    var found = try chain(6)
    let gone = found.remove(at: index)
    let end = try #require(try chain(6).last)
    let seen = self.end(end)
    #expect(
      faults(found, seen: seen)
        == [index == 5 ? .cut(from: 5, seen: 6) : .missing(gone.number...gone.number)])
    // Without an earlier look a cut end cannot be seen, and nothing else hides.
    if index == 5 { #expect(faults(found) == []) }
  }

  @Test("names a stretch that was removed, and all of a chain") func stretch() throws {
    var found = try chain(6)
    found.removeSubrange(1...3)
    #expect(faults(found) == [.missing(2...4)])
    #expect(
      faults([], seen: AccessChain.End(number: 6, hash: Self.hash(6), day: today)) == [
        .cut(from: 0, seen: 6)
      ])
  }

  @Test("names what was changed or put into another's place") func changed() throws {
    var found = try chain(4)
    found[1] = FoundAccess(number: 2, hash: found[1].hash, record: nil)
    #expect(faults(found) == [.changed(2)])
    found = try chain(4)
    let moved = [
      FoundAccess(number: 2, hash: found[2].hash, record: found[2].record),
      FoundAccess(number: 3, hash: found[1].hash, record: found[1].record),
    ]
    found.replaceSubrange(1...2, with: moved)
    #expect(faults(found) == [.changed(2), .changed(3), .forked(4)])
  }

  @Test("names a record that was written over by another of its number") func forked() throws {
    var found = try chain(4)
    found[2] = exchanged(found[2])
    #expect(faults(found) == [.forked(4)])
    found = try chain(4)
    let seen = end(found[3])
    found[3] = exchanged(found[3])
    #expect(faults(found) == [])
    #expect(faults(found, seen: seen) == [.changed(4)])
  }

  @Test("names a record that was made under a clock that was turned back") func backdated() throws {
    func chain(daysBack: [Int], clip: ClipLocation? = nil) -> [FoundAccess] {
      var found: [FoundAccess] = []
      for (index, back) in daysBack.enumerated() {
        let day = today - back
        let link =
          found.last.map {
            AccessRecord.Link(
              number: $0.number + 1, previous: $0.hash, previousDay: $0.record?.day ?? day)
          } ?? .first(on: day)
        let record = AccessRecord(
          readers: [
            PublicKey(
              kind: .trainer, agreement: Self.hash(1), signing: Self.hash(2))
          ], controller: KeyHash(bytes: Self.hash(3)), link: link,
          act: AccessRecord.Act(
            .open, of: clip, trainee: nil, unixMilliseconds: Int64(day.number) * 86_400_000))
        found.append(
          FoundAccess(number: link.number, hash: Self.hash(UInt8(index + 1)), record: record))
      }
      return found
    }
    #expect(faults(chain(daysBack: [5, 5, 6, 5])) == [])
    #expect(faults(chain(daysBack: [5, 7, 3])) == [.backdated(2)])
    let identifier = try #require(ClipIdentifier(bytes: [UInt8](repeating: 1, count: 16)))
    let clip = try #require(ClipLocation(campaign: "crm", day: today - 9, clip: identifier))
    #expect(faults(chain(daysBack: [10, 8], clip: clip)) == [])
    #expect(faults(chain(daysBack: [400, 8], clip: clip)) == [.backdated(1)])
  }

  @Test("may lack what is older than it is kept, and nothing else") func swept() throws {
    let found = try chain(400)
    let kept = found.filter { ($0.record?.day ?? today) + AccessChain.keptDays > today }
    #expect(kept.count == 365)
    #expect(faults(kept) == [])
    let more = Array(kept.dropFirst())
    #expect(faults(more) == [.missing(1...more[0].number - 1)])
    // A chain of which nothing is young enough begins anew, and nobody is blamed.
    let old = AccessChain.End(number: 50, hash: Self.hash(1), day: today - 365)
    #expect(faults(try chain(2), seen: old) == [])
    let young = AccessChain.End(number: 50, hash: Self.hash(1), day: today - 364)
    #expect(faults(try chain(2), seen: young) == [.cut(from: 2, seen: 50)])
  }
}
