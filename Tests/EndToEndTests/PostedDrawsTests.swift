import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import Journal
import JournalFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// After a campaign its draws reach those who audit them, and nobody else (N3).
  @Suite("The lists of draws in the store") struct PostedDrawsTests {
    private static let campaign = "past"

    /// A list of a campaign that ended yesterday, with some draws.
    private static func list(_ policy: DeskPolicy) throws {
      let loaded = try Configuration.load(
        directory: policy.directory, login: DeskPolicy.employee)
      func open(_ ends: CalendarDay) throws -> DrawList {
        var terms = loaded.policy.drawTerms(workstations: 1)
        terms.ends = ends
        return try DrawList(
          stateDirectory: policy.state, campaign: campaign, person: DeskPolicy.employee,
          workstation: try #require(WorkstationKey.fingerprint(stateDirectory: policy.state)),
          terms: terms)
      }
      var list = try open(DeskPolicy.today)
      for _ in 0..<8 { _ = try list.draw(seeds: loaded.seeds, today: DeskPolicy.today - 1) }
      _ = try open(DeskPolicy.today - 1)
    }

    private func fetch(_ desk: Desk) throws -> [String] {
      let run = try CommandRun([
        "store", "draws", desk.root + "/fetched", "--store", "dir:" + desk.policy.store,
        "--controller", desk.policy.controllerKeyFile,
      ])
      #expect(run.end == .exited(0), "\(run)")
      return run.output.split(separator: "\n").map(String.init)
    }

    @Test("are brought once, sealed, under a name that says nothing") func posted() throws {
      let council = PrivateKey.generate(kind: .council)
      var setting = Desk.Setting()
      setting.terms.councilKey = council.publicKey
      setting.prepare = { try Self.list($0) }
      let desk = try Desk(setting)
      let controller = try PrivateKey.read(
        text: try Files.read(path: desk.policy.controllerKeyFile, limit: 4096), passphrase: nil)
      try NameWait.object(in: desk.policy.store + "/draws")
      let files = try fetch(desk)
      #expect(files.count == 1)
      let name = try #require(files.first?.split(separator: "/").last)
      #expect(name.hasPrefix(DeskPolicy.today.text + ".") && LedgerName.isDraws(String(name)))
      let sealed = try Files.read(path: try #require(files.first), limit: 1 << 20)
      let opened = try DrawListKeys.open(sealed, controller: controller, council: council)
      let own = try DrawExport.make(
        stateDirectory: desk.policy.state, campaign: Self.campaign, today: DeskPolicy.today)
      #expect(String(decoding: opened, as: UTF8.self) == own)
      // What is there already stays, and nothing is sent a second time.
      try desk.restartAgent()
      try desk.wait(for: "idle") { $0.state == "idle" && !$0.isUploading }
      #expect(try fetch(desk) == files)
      #expect(try Files.list(desk.policy.state + "/outbox/draws").isEmpty)
    }

    @Test("stay where no works council could open them") func noCouncil() throws {
      var setting = Desk.Setting()
      setting.prepare = { try Self.list($0) }
      let desk = try Desk(setting)
      try desk.wait(for: "idle") { $0.state == "idle" && !$0.isUploading }
      #expect(!Files.exists(desk.policy.state + "/outbox/draws"))
      let unposted = DrawExport.unposted(
        stateDirectory: desk.policy.state, today: DeskPolicy.today)
      #expect(unposted.map(\.campaign) == [Self.campaign])
      #expect(try fetch(desk).isEmpty)
    }
  }
}
