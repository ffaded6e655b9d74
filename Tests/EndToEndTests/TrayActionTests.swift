import LinuxSystem
import SessionBus
import TestSupport
import Testing

extension EndToEnd {
  /// What the tray's menu destroys (N12, F11).
  @Suite("The tray's menu") struct TrayActionTests {
    enum Moment: CaseIterable, CustomTestStringConvertible {
      case inTheCall
      case afterTheCall

      var testDescription: String { "\(self)" }
    }

    @Test(
      "destroys the film of a private call, and of one whose caller objects",
      arguments: [101, 102], Moment.allCases)
    func destroyed(line: Int, moment: Moment) throws {
      var setting = Desk.Setting()
      // A store that is not there keeps the clip's keys on this machine.
      setting.prepare = { policy in try Files.removeDirectory(policy.store) }
      let desk = try Desk(setting)
      let window = try desk.window()
      try window.paint("808080")
      #expect(try !isOffered(line, on: desk))
      let call = try desk.callUntilRecorded()
      #expect(try isOffered(line, on: desk))
      try desk.pass(milliseconds: 2700)
      if moment == .inTheCall { try click(line, on: desk) }
      try desk.tell("ended", call.identifier)
      try desk.wait(for: "the end") { $0.state == "idle" }
      if moment == .afterTheCall {
        try desk.waitForLog("clip closed")
        #expect(SealedClip.clips(in: desk.policy.spool).count == 1)
        try click(line, on: desk)
      }
      // The uploader may be in the middle of removing what has no keys any more.
      try desk.wait(for: "an empty spool") { _ in desk.isSpoolEmpty }
      #expect(try !isOffered(line, on: desk))
    }

    @Test("offers nothing of a call that is not recorded, as it would tell of the draw")
    func armed() throws {
      let desk = try Desk()
      try desk.tell("ringing", "other", ["number": .string("+33155501234")])
      try desk.wait(for: "the call") { $0.state == "armed" }
      for line in [101, 102] { #expect(try !isOffered(line, on: desk)) }
    }

    private func click(_ line: Int, on desk: Desk) throws {
      try ask("Event", ["isvu", "\(line)", "clicked", "s", "", "0"], on: desk)
    }

    private func isOffered(_ line: Int, on desk: Desk) throws -> Bool {
      try !ask("GetGroupProperties", ["aias", "1", "\(line)", "0"], on: desk).contains("enabled")
    }

    @discardableResult private func ask(
      _ member: String, _ words: [String], on desk: Desk
    ) throws -> String {
      try desk.run(
        "busctl",
        [
          "--address=" + desk.busAddress, "--", "call", "org.callreel.Agent",
          "/StatusNotifierItem/Menu", "com.canonical.dbusmenu", member,
        ] + words)
    }
  }
}
