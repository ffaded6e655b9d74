import CallPolicy
import ClipFormat
import ClipSealing
import Journal
import JournalFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// A list of draws in a state directory of its own.
private struct ListDesk {
  let temporary: TemporaryDirectory
  let draws = DrawDesk(share: 0.2, cap: 2)
  let workstation: String

  init() throws {
    temporary = try TemporaryDirectory()
    workstation = try WorkstationKey.load(stateDirectory: temporary.path).publicKey.fingerprint
  }

  var state: String { temporary.path }
  var path: String { state + "/draws/crm.list" }

  func open(share: Double = 0.2) throws -> DrawList {
    var policy = draws.policy
    policy.sampling.share = share
    return try DrawList(
      stateDirectory: state, campaign: "crm", person: "alice", workstation: workstation,
      terms: policy.drawTerms(workstations: 1))
  }

  func text() throws -> String {
    String(decoding: try Files.read(path: path, limit: 1 << 20), as: UTF8.self)
  }
}

@Suite("The list of draws") struct DrawListTests {
  @Test("promises the workstation's seed before the first draw") func promised() throws {
    let desk = try ListDesk()
    _ = try desk.open()
    let seed = try Files.read(path: desk.state + "/draws/crm.seed", limit: 64)
    let first = try desk.text().split(separator: "\n")[0]
    #expect(
      first.hasPrefix(
        "callreel-draws 1 crm alice \(desk.workstation) "
          + DrawDesk.text(Digest.blake2b256(seed))))
    #expect(try Files.status(path: desk.path).mode == 0o600)
    #expect(try desk.text().contains("\nterms 0.2 2/1 2027-01-04 "))
  }

  @Test("holds ordinal, draw, decision and week, and nothing else") func lines() throws {
    let desk = try ListDesk()
    var list = try desk.open()
    for _ in 0..<6 { _ = try list.draw(seeds: desk.draws.seeds, today: DrawDesk.starts + 2) }
    for (index, line) in try desk.text().split(separator: "\n").dropFirst(2).enumerated() {
      let words = line.split(separator: " ")
      #expect(words.count == 5 && words[0] == "\(index + 1)" && words[1].count == 64)
      #expect(["selected", "passed"].contains(words[2]) && words[3] == "2026-10-05")
    }
  }

  @Test("goes on where it was left, and after a torn last line") func again() throws {
    let desk = try ListDesk()
    var list = try desk.open()
    _ = try list.draw(seeds: desk.draws.seeds, today: DrawDesk.starts)
    let before = try desk.text()
    let file = try Files.openForAppending(path: desk.path)
    try file.write(Array("2 00".utf8))
    var next = try desk.open()
    #expect(try desk.text() == before)
    _ = try next.draw(seeds: desk.draws.seeds, today: DrawDesk.starts)
    #expect(next.drawCount == 2)
  }

  @Test("is shared by two sessions, and so is the cap") func shared() throws {
    let desk = try ListDesk()
    var one = try desk.open()
    var other = try desk.open()
    var selected = 0
    for _ in 0..<60 {
      if try one.draw(seeds: desk.draws.seeds, today: DrawDesk.starts) { selected += 1 }
      if try other.draw(seeds: desk.draws.seeds, today: DrawDesk.starts) { selected += 1 }
    }
    #expect(selected == 2)
    let ledger = try DrawLedger(lines: desk.text().split(separator: "\n"))
    #expect(ledger.selectedCount(inWeekOf: DrawDesk.starts) == 2)
    #expect(one.selectedCount(inWeekOf: DrawDesk.starts) == 2)
    #expect(try !one.draw(seeds: desk.draws.seeds, today: DrawDesk.starts + 6))
    #expect(one.selectedCount(inWeekOf: DrawDesk.starts + 7) == 0)
  }

  @Test("notes new terms once, and keeps the old ones in sight") func terms() throws {
    let desk = try ListDesk()
    _ = try desk.open()
    _ = try desk.open()
    _ = try desk.open(share: 0.1)
    let lines = try desk.text().split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("terms 0.2 ") && lines[2].hasPrefix("terms 0.1 "))
  }

  @Test(
    "refuses a seed or a list that somebody replaced",
    arguments: [
      ("crm.seed", [UInt8](repeating: 7, count: 32), JournalError.seedReplaced),
      ("crm.seed", [7], .seedReplaced), ("crm.list", Array("1 2 3\n".utf8), .damaged),
      ("crm.list", [], .damaged),
    ])
  func replaced(name: String, bytes: [UInt8], error: JournalError) throws {
    let desk = try ListDesk()
    _ = try desk.open()
    try Files.replace(path: desk.state + "/draws/" + name, bytes)
    #expect(throws: error) { try desk.open() }
  }

  @Test("refuses to begin again where only its seed is gone") func seedGone() throws {
    let desk = try ListDesk()
    _ = try desk.open()
    try Files.remove(desk.state + "/draws/crm.seed")
    #expect(throws: JournalError.seedReplaced) { try desk.open() }
  }

  @Test("leaves the workstation after the campaign only, signed, and the audit agrees")
  func export() throws {
    let desk = try ListDesk()
    var list = try desk.open()
    for _ in 0..<9 { _ = try list.draw(seeds: desk.draws.seeds, today: DrawDesk.starts) }
    let ends = desk.draws.policy.campaign.ends
    func export(_ today: CalendarDay) throws(DrawExport.Refusal) -> String {
      try DrawExport.make(stateDirectory: desk.state, campaign: "crm", today: today)
    }
    #expect(throws: DrawExport.Refusal.campaignRuns(until: ends)) { try export(ends) }
    let text = try export(ends + 1)
    let read = try DrawExport(text: text)
    #expect(read.ledger.drawCount == list.drawCount)
    #expect(
      DrawAudit.differences(read, policy: desk.draws.policy, seeds: desk.draws.seeds).isEmpty)
    #expect(throws: DrawListError.differs(.signature)) {
      try DrawExport(text: text.replacing("revealed ", with: "revealed 00"))
    }
    let other = PrivateKey.generate(kind: .workstation)
    let body = text[..<(text.ranges(of: "signed ").first?.lowerBound ?? text.startIndex)]
    let forged =
      body + "signed \(other.publicKey.text) "
      + DrawDesk.text(other.sign(Array(body.utf8), as: .drawList)) + "\n"
    #expect(throws: DrawListError.differs(.signature)) { try DrawExport(text: String(forged)) }
    for cut in ["", "x", String(text.dropLast()), String(body)] {
      #expect(throws: DrawListError.self) { try DrawExport(text: cut) }
    }
    #expect(throws: DrawExport.Refusal.noList) {
      try DrawExport.make(stateDirectory: desk.state, campaign: "other", today: ends + 1)
    }
  }

  @Test("goes 90 days after the campaign, with its seed (F12)") func swept() throws {
    let desk = try ListDesk()
    _ = try desk.open()
    let ends = desk.draws.policy.campaign.ends
    DrawList.sweep(stateDirectory: desk.state, today: ends + 90)
    #expect(try Files.list(desk.state + "/draws").count == 3)
    DrawList.sweep(stateDirectory: desk.state, today: ends + 91)
    #expect(try Files.list(desk.state + "/draws").isEmpty)
  }
}
