import ClipFormat
import ClipSealing
import Journal
import JournalFormat
import LinuxSystem
import Spool
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// Several sessions of one person, as with a home on NFS (P7).
  @Suite("Two sessions of one person") struct TwoSessionsTests {
    @Test("leave each other's clips alone, and take over what a session that is gone has left")
    func sideBySide() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      // Of an ended session: a clip that was on its way out, which is brought to its end.
      let spools = Files.parent(of: desk.policy.spool)
      let orphan = spools + "/" + SpoolName(host: SpoolName.thisHost, number: 7).text
      let clip = DeskPolicy.campaign + "/2026-01-01/" + ClipIdentifier.random().text
      try Files.makeDirectories(orphan + "/" + clip)
      let watch = try DirectoryWatch()
      try watch.add(spools, for: .names)
      let bus = try TestProgram(
        "dbus-daemon",
        [
          "--session", "--nofork", "--print-address=1",
          "--address=unix:dir=\(desk.root)/runtime",
        ], environment: desk.environment)
      let address = try #require(try bus.line())
      let second = try TestProgram(
        "callreel-agent", ["--config", desk.policy.directory],
        environment: desk.environment.filter { !$0.hasPrefix("DBUS_SESSION") }
          + ["DBUS_SESSION_BUS_ADDRESS=" + address])
      let deadline = Clock.bootMilliseconds + 15_000
      while Files.exists(orphan) {
        let rest = deadline - Clock.bootMilliseconds
        guard rest > 0 else { throw TestTimeout("an adopted spool") }
        _ = try Waiting.wait([.init(watch.rawValue)], milliseconds: Int(rest))
        watch.drain()
      }
      try desk.pass(milliseconds: 2700)
      #expect(try desk.status().state == "recording")
      try desk.hangUp(call)
      let journal = try Journal(stateDirectory: desk.policy.state).read()
      // Not even for a while did the other session take this one's film for lost.
      #expect(!journal.entries.contains { if case .unknown = $0.event { true } else { false } })
      let told = RecordedCall.calls(in: journal.entries)
      guard case .kept(_?)? = told.first?.state else {
        Issue.record("\(told)")
        return
      }
      #expect(told.count == 1)
      #expect(try desk.film(call).report.closing == .closed(.ended))
      withExtendedLifetime((bus, second)) {}
    }
  }
}
