import Configuration
import Journal
import JournalFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

@Suite("callreel journal") struct JournalCommandTests {
  @Test("names what another hand has changed, and ends with 65") func damaged() throws {
    let desk = try JournalDesk()
    let journal = Journal(stateDirectory: desk.state + "/callreel")
    for number in 0..<2 as Range<UInt8> {
      try journal.append([JournalDesk.recorded(number)], unixSeconds: JournalDesk.now)
    }
    let good = try CommandRun(["journal", "--language", "fr"], state: desk.state)
    #expect(good.end == .exited(0) && good.output.contains("enregistrement en cours"))
    let json = try CommandRun(["journal", "--json"], state: desk.state)
    #expect(
      json.output.hasPrefix(
        "{\"time\":\"2026-11-25T16:43:20Z\",\"campaign\":\"crm\",\"clip\":\""))
    #expect(json.output.contains("\"draw\":1,\"share\":\"0.1\",\"expires\":\"2026-12-25\""))
    #expect(
      json.output.hasSuffix(
        "\"state\":\"running\",\"seconds\":null,\"fields_unknown\":false}\n"))
    let stranger = try CommandRun(
      ["journal", "--head", "-"], input: String(repeating: "ab", count: 32) + "\n",
      state: desk.state)
    #expect(stranger.end == .exited(1))
    #expect(try CommandRun(["journal", "--head", "x"], state: desk.state).end == .exited(64))
    let text = String(
      decoding: try Files.read(path: journal.path, limit: 1 << 20), as: UTF8.self)
    try Files.replace(
      path: journal.path, Array(text.replacing("draw=2", with: "draw=3").utf8))
    let bad = try CommandRun(["journal"], state: desk.state)
    #expect(bad.end == .exited(65) && bad.output.isEmpty)
    #expect(bad.error.hasPrefix("callreel: entry 2 of the journal was changed\nhint: "))
  }
}

@Suite("callreel policy audit") struct AuditCommandTests {
  @Test("exports after the campaign, recomputes, and names each difference") func audit() throws {
    let desk = try TemporaryDirectory()
    let policy = try DeskPolicy(root: desk.path, terms: DeskPolicy.Terms())
    let loaded = try Configuration.load(
      directory: policy.directory, login: DeskPolicy.employee)
    let workstation = try #require(WorkstationKey.fingerprint(stateDirectory: policy.state))
    var list = try DrawList(
      stateDirectory: policy.state, campaign: DeskPolicy.campaign, person: DeskPolicy.employee,
      workstation: workstation, terms: loaded.policy.drawTerms(workstations: 1))
    for _ in 0..<8 { _ = try list.draw(seeds: loaded.seeds, today: DeskPolicy.today) }
    let file = desk.path + "/list"
    let early = try CommandRun(
      ["policy", "audit", "export", file], state: Files.parent(of: policy.state))
    #expect(early.end == .exited(77) && early.error.contains("the campaign runs until"))
    #expect(!Files.exists(file))
    let text = try DrawExport.make(
      stateDirectory: policy.state, campaign: DeskPolicy.campaign, today: DeskPolicy.today + 31)
    try Files.create(path: file, Array(text.utf8))
    let words = ["policy", "audit", file, "--config", policy.directory]
    let good = try CommandRun(words)
    #expect(good.end == .exited(0))
    #expect(
      good.output == "8 draws of \(DeskPolicy.employee): each is what the seeds give\n")
    let toml = policy.directory + "/policy.toml"
    let before = String(decoding: try Files.read(path: toml, limit: 1 << 20), as: UTF8.self)
    try Files.replace(
      path: toml,
      Array(before.replacing("per_person_per_week = 10", with: "per_person_per_week = 9").utf8))
    let changed = try CommandRun(words)
    #expect(changed.end == .exited(65))
    #expect(changed.error == "callreel: after 0 draws the week's limit was 10\n")
    try Files.replace(path: file, Array(text.replacing(" passed ", with: " selected ").utf8))
    let forged = try CommandRun(words)
    #expect(forged.end == .exited(65) && forged.error.contains("does not follow"))
    let none = try CommandRun(["policy", "audit", "export", file + "2"])
    #expect(none.end == .exited(69))
  }
}
