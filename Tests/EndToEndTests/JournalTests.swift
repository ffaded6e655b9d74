import ByteCoding
import ClipFormat
import Journal
import JournalFormat
import LinuxSystem
import SessionBus
import TestSupport
import Testing

extension EndToEnd {
  /// What the employee is told afterwards (N4), and what is told nowhere (N2, N12).
  @Suite("The employee's journal") struct JournalTests {
    private func calls(_ desk: Desk) throws -> [RecordedCall] {
      RecordedCall.calls(in: try journal(desk).read().entries)
    }

    private func journal(_ desk: Desk) -> Journal { Journal(stateDirectory: desk.policy.state) }

    @Test("has a line for each recorded call, and the clip has its head")
    func anchored() throws {
      var setting = Desk.Setting()
      setting.terms.drawnCalls = 2
      let desk = try Desk(setting)
      let window = try desk.window()
      try window.paint("808080")
      let first = try desk.callUntilRecorded()
      #expect(try calls(desk).map(\.state) == [.running])
      try desk.pass(milliseconds: 2700)
      try desk.hangUp(first)
      let between = try journal(desk).read()
      #expect(between.count == 2)
      let second = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2700)
      try desk.hangUp(second)
      let told = try calls(desk)
      #expect(told.map(\.location.clip) == [first.clip, second.clip])
      #expect(told.map(\.choice.draw) == [1, 2])
      for call in told {
        guard case .kept(let seconds?) = call.state else {
          Issue.record("\(call.state)")
          continue
        }
        #expect((2...60).contains(seconds))
      }
      let heads = try [first, second].map { try desk.stored($0).verify().opening.journalHead }
      #expect(heads[0] == [UInt8](repeating: 0, count: 32))
      #expect(heads[1] == between.head)
      #expect(try desk.run("callreel", "journal").contains("recorded, "))
      let json = try desk.run("callreel", "journal", "--json")
      #expect(json.split(separator: "\n").count == 2)
      #expect(json.contains("\"clip\":\"\(first.clip.text)\""))
      let found = try desk.run("callreel", "journal", "--head", Hexadecimal.encode(heads[1]))
      #expect(found.contains("2 of its 4 entries"))
    }

    @Test("has neither line nor count of a call that was not recorded")
    func silent() throws {
      let desk = try Desk()
      for details: [String: BusValue] in [
        ["number": .string("+33666010203")], ["number": .string("anonymous")],
        ["flagged": .boolean(false)], ["evidence": .boolean(true)],
        ["direction": .string("outbound")],
      ] {
        _ = try desk.answer("refused", details)
        try desk.tell("ended", "refused")
      }
      try desk.connection.callAgent("SetPrivate", [.value(.boolean(true))])
      _ = try desk.answer("private")
      try desk.tell("ended", "private")
      #expect(!Files.exists(journal(desk).path))
      let draws = String(
        decoding: try Files.read(
          path: desk.policy.state + "/draws/\(DeskPolicy.campaign).list", limit: 1 << 16),
        as: UTF8.self)
      #expect(!draws.contains("selected") && !draws.contains("passed"))
      #expect(try desk.run("callreel", "journal").contains("no call was recorded"))
    }

    @Test("says of an erased clip only that it is gone")
    func erased() throws {
      var setting = Desk.Setting()
      setting.prepare = { policy in try Files.removeDirectory(policy.store) }
      let desk = try Desk(setting)
      _ = try desk.window()
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2700)
      try desk.tell("caller-objected", call.identifier)
      try desk.tell("ended", call.identifier)
      try desk.wait(for: "the end") { $0.state == "idle" }
      #expect(try calls(desk).map(\.state) == [.destroyed])
      let bytes = try Files.read(path: journal(desk).path, limit: 1 << 16)
      let text = String(decoding: bytes, as: UTF8.self)
      for word in ["objec", call.identifier, "33155501234", "claims"] {
        #expect(!text.contains(word))
      }
    }

    @Test("is brought to its end after the agent was killed")
    func killed() throws {
      let desk = try Desk()
      _ = try desk.window()
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 3000)
      try desk.restartAgent()
      try desk.waitUntilStored()
      #expect(try calls(desk).map(\.location.clip) == [call.clip])
      let states = try calls(desk).map(\.state)
      #expect(states == [.kept(seconds: nil)])
    }
  }
}
