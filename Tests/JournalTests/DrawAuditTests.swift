import CallPolicy
import ClipSealing
import Journal
import JournalFormat
import Testing
import Timeline

@Suite("The audit of a list of draws") struct DrawAuditTests {
  private func entries(_ ledger: DrawLedger) -> [DrawEntry] {
    ledger.lines.compactMap { if case .draw(let entry) = $0 { entry } else { nil } }
  }

  @Test("agrees with 100,000 calls, whose share is what it should be and whose caps are exact")
  func simulated() {
    // Many people, so that the caps close some weeks and leave others open.
    let desk = DrawDesk(share: 0.1, cap: 5)
    var calls = 0
    var draws = 0
    var selected = 0
    for person in 0..<44 {
      var ledger = desk.ledger(person: "person-\(person)")
      let refused = desk.run(&ledger, perDay: 25)
      calls += 25 * 92
      let entries = entries(ledger)
      #expect(entries.count + refused == 25 * 92)
      draws += entries.count
      selected += entries.count(where: \.isSelected)
      let weeks = Dictionary(grouping: entries.filter(\.isSelected), by: \.week)
      #expect(weeks.values.allSatisfy { $0.count <= 5 })
      // What was refused was refused because its week was full, and only then.
      #expect(refused == 0 || weeks.values.contains { $0.count == 5 })
      #expect(desk.audit(ledger).isEmpty)
    }
    #expect(calls > 100_000)
    // Stopping at the cap does not bend the share of what is drawn: each draw is its own.
    let sigma = (Double(draws) * 0.1 * 0.9).squareRoot()
    #expect(abs(Double(selected) - Double(draws) * 0.1) < 3 * sigma)
  }

  @Test("agrees with what comes back from the lines") func lines() throws {
    let desk = DrawDesk()
    var ledger = desk.ledger()
    _ = desk.run(&ledger, perDay: 3)
    let read = try DrawLedger(lines: ledger.texts.map { $0[...] })
    #expect(read.lines == ledger.lines && read.texts == ledger.texts)
    #expect(read.drawCount == ledger.drawCount)
    #expect(desk.audit(read).isEmpty)
  }

  /// What is done to the texts of a list, the origin and the terms first.
  static let edits: [(@Sendable (inout [String]) -> Void, DrawDifference)] = [
    ({ $0[4] = $0[4].replacing("passed", with: "selected") }, .chain(line: 5)),
    ({ $0.remove(at: 4) }, .chain(line: 5)), ({ $0.swapAt(4, 5) }, .chain(line: 5)),
    ({ $0.removeFirst() }, .notALine(1)), ({ $0[3] = "x" }, .notALine(4)),
    ({ $0.append($0[0]) }, .notALine(95)), ({ $0[1] += "0" }, .notALine(2)),
    ({ $0[1] = $0[1].replacing("0.1", with: "0.2") }, .chain(line: 2)),
  ]

  @Test("names the first line that another hand has changed", arguments: edits.indices)
  func edited(index: Int) throws {
    let (edit, difference) = Self.edits[index]
    let desk = DrawDesk(cap: 10)
    var ledger = desk.ledger()
    _ = desk.run(&ledger, perDay: 1)
    var texts = ledger.texts
    edit(&texts)
    #expect(throws: DrawListError.differs(difference)) {
      try DrawLedger(lines: texts.map { $0[...] })
    }
  }

  @Test("names seeds that are not what was promised") func seeds() {
    let desk = DrawDesk()
    var ledger = desk.ledger()
    _ = desk.run(&ledger, perDay: 1)
    let wrong = [UInt8](repeating: 9, count: 32)
    let party = DrawAudit.differences(
      ledger, ownSeed: desk.own, policy: desk.policy, seeds: [desk.seeds[0], wrong])
    #expect(party.first == .seed(party: 2))
    #expect(party.contains(.digest(ordinal: 1)))
    let own = DrawAudit.differences(
      ledger, ownSeed: wrong, policy: desk.policy, seeds: desk.seeds)
    #expect(own.first == .workstationSeed)
  }

  @Test("names terms that were changed while the campaign ran") func terms() {
    var desk = DrawDesk()
    var ledger = desk.ledger()
    _ = ledger.draw(seeds: desk.seeds + [desk.own], today: DrawDesk.starts)
    var other = desk.policy
    other.sampling.share = 0.2
    other.sampling.perPersonPerWeek = 9
    other.campaign.ends = other.campaign.ends - 1
    other.sampling.seeds[0].commitment = String(repeating: "a", count: 64)
    #expect(ledger.note(other.drawTerms(workstations: 1)) != nil)
    #expect(ledger.note(other.drawTerms(workstations: 1)) == nil)
    let ends = other.campaign.ends
    #expect(
      desk.audit(ledger) == [
        .share(0.2, draws: 1), .cap(9, draws: 1), .ends(ends, draws: 1),
        .commitment(party: 1, draws: 1),
      ])
    desk.policy.sampling.seeds.removeLast()
    #expect(desk.audit(ledger).contains(.parties(draws: 0)))
    desk.policy.campaign.id = "other"
    #expect(desk.audit(ledger).contains(.campaign))
  }

  @Test("names draws, decisions, weeks and caps that the seeds do not give") func forged() throws {
    let desk = DrawDesk(cap: 1)
    let origin = desk.ledger().origin
    func digest(_ ordinal: UInt64) -> [UInt8] {
      Digest.blake2b256(
        Draw.message(
          seeds: desk.seeds + [desk.own], campaign: "crm", person: "alice",
          workstation: origin.workstation, ordinal: ordinal))
    }
    let week = DrawDesk.starts.monday
    func found(_ entries: [DrawEntry]) throws -> [DrawDifference] {
      let lines: [DrawLine] = [.origin(origin), .terms(desk.policy.drawTerms(workstations: 1))]
      return desk.audit(try DrawForgery.ledger(lines + entries.map { .draw($0) }))
    }
    let selects = (1...100 as ClosedRange<UInt64>).filter {
      Draw.selects(digest: digest($0), share: 0.1)
    }
    let passes = try #require((1...9 as ClosedRange<UInt64>).first { !selects.contains($0) })
    func honest(_ ordinal: UInt64, _ week: CalendarDay) -> DrawEntry {
      DrawEntry(
        ordinal: ordinal, digest: digest(ordinal), isSelected: selects.contains(ordinal),
        week: week)
    }
    let before = (1..<passes).map { honest($0, week) }
    var forged = honest(passes, week)
    forged.isSelected = true
    #expect(try found(before + [forged]).contains(.decision(ordinal: passes)))
    forged = honest(passes, week)
    forged.digest[0] ^= 1
    #expect(try found(before + [forged]) == [.digest(ordinal: passes)])
    #expect(try found([honest(2, week)]).contains(.ordinal(2, expected: 1)))
    #expect(try found([honest(1, week - 7)]).contains(.week(ordinal: 1)))
    #expect(try found([honest(1, week + 98)]).contains(.week(ordinal: 1)))
    #expect(try found([honest(1, week + 1)]).contains(.week(ordinal: 1)))
    #expect(try found([honest(1, week + 7), honest(2, week)]).contains(.week(ordinal: 2)))
    let all = (1...(selects[1])).map { honest($0, week) }
    #expect(try found(all) == [.overCap(week: week, count: 2)])
  }
}
