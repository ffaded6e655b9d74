import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// An Asterisk that is restarted in the middle of a call.
  @Suite("A telephone system") struct ManagerTests {
    private let server: RudeServer
    private let desk: Desk

    init() throws {
      let server = try RudeServer()
      self.server = server
      var setting = Desk.Setting()
      setting.terms.more = """
        [[source]]
        name = "pbx"
        kind = "ami"
        address = "127.0.0.1:\(server.port)"
        extension = "2001"
        user = "callreel"
        secret = "pbx.secret"
        """
      setting.prepare = { policy in
        try Files.create(path: policy.directory + "/pbx.secret", Array("swordfish\n".utf8))
        try policy.confirmNotice()
      }
      // Only a whole configuration has a notice.
      setting.terms.isNoticeConfirmed = false
      desk = try Desk(setting)
      try desk.window().paint("808080")
    }

    private func event(_ name: String, _ more: String...) -> String {
      let lines = [
        "Event: \(name)", "Channel: PJSIP/2001-0000002b", "Uniqueid: own.1", "Linkedid: call.7",
      ]
      return (lines + more).map { $0 + "\r\n" }.joined() + "\r\n"
    }

    private func logIn() throws {
      try server.accept()
      server.say("Asterisk Call Manager/9.0.0\r\n")
      #expect(try server.hear(until: "\r\n\r\n").contains("Secret: swordfish\r\n"))
      server.say("Response: Success\r\nActionID: login\r\n\r\n")
      _ = try server.hear(until: "CoreShowChannels")
      try desk.waitForLog("telephony source ready")
    }

    @Test("pauses the film while it is away, and it goes on where the call does") func restart()
      throws
    {
      try logIn()
      server.say(
        event("Newchannel", "ChannelStateDesc: Down", "ChanVariable: QUEUENAME=claims")
          + event("Newstate", "ChannelStateDesc: Ringing", "ConnectedLineNum: 0155501234")
          + event("Newstate", "ChannelStateDesc: Up"))
      try desk.wait(for: "the film") { $0.state == "recording" }
      try checkSandbox()
      server.hangUp()
      try desk.wait(for: "the pause") { $0.state == "held" && $0.reason == "source-lost" }
      try logIn()
      #expect(try desk.status().state == "held")
      server.say(
        event("CoreShowChannel", "ChannelStateDesc: Up")
          + "Event: CoreShowChannelsComplete\r\nActionID: channels\r\n\r\n")
      _ = try server.hear(until: "DEVICE_STATE(PJSIP/2001)")
      server.say("Response: Success\r\nActionID: state\r\nValue: INUSE\r\n\r\n")
      try desk.wait(for: "the film") { $0.state == "recording" }
      server.say(event("Hold"))
      try desk.wait(for: "the hold") { $0.state == "held" && $0.reason == "hold" }
      server.say(event("Hangup"))
      try desk.wait(for: "the end") { $0.state == "idle" }
      #expect(!desk.log.contains("swordfish") && !desk.log.contains("155501234"))
    }

    /// It has the network, and neither display nor bus (P9).
    private func checkSandbox() throws {
      let source = try #require(desk.processes("callreel-source-ami").first)
      #expect(ProcessTable.field("Seccomp", of: source) == "2")
      let variables = ProcessTable.text(source, "environ").split(separator: "\0")
      let withheld = ["DISPLAY", "XAUTHORITY", "DBUS", "XDG_RUNTIME_DIR"]
      #expect(!variables.contains { line in withheld.contains { line.contains($0) } })
      #expect(!ProcessTable.text(source, "cmdline").contains("2001"))
    }

    @Test("that refuses the account is not asked again soon") func denied() throws {
      try server.accept()
      server.say("Asterisk Call Manager/9.0.0\r\n")
      server.say("Response: Error\r\nActionID: login\r\nMessage: Authentication failed\r\n\r\n")
      try desk.waitForLog("telephony refused a source")
      #expect(throws: TestTimeout.self) { try server.accept(milliseconds: 1500) }
      try desk.wait(for: "a quiet agent") { $0.state == "idle" }
    }
  }
}
