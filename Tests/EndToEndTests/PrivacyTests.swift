import ClipFormat
import LinuxSystem
import SessionBus
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// The employee's switch and the ways to have a clip destroyed (N12, F11, N9).
  @Suite("Private and erased calls") struct PrivacyTests {
    enum Way: CaseIterable, CustomTestStringConvertible {
      case erasedInTheCall
      case erasedAfterTheCall
      case objectedInTheCall
      case objectedAfterTheCall

      var testDescription: String { "\(self)" }
    }

    @Test("leave no object in spool and store", arguments: Way.allCases)
    func erased(way: Way) throws {
      var setting = Desk.Setting()
      // A store that is not there keeps the clip's keys on this machine.
      setting.prepare = { policy in try Files.removeDirectory(policy.store) }
      let desk = try Desk(setting)
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2700)
      #expect(SealedClip.clips(in: desk.policy.spool).count == 1)
      switch way {
      case .erasedInTheCall: try desk.connection.callAgent("EraseCall", [])
      case .objectedInTheCall: try desk.tell("caller-objected", call.identifier)
      case .erasedAfterTheCall, .objectedAfterTheCall: break
      }
      try desk.tell("ended", call.identifier)
      try desk.wait(for: "the end") { $0.state == "idle" && !desk.holdsOpenClip }
      switch way {
      case .erasedAfterTheCall:
        #expect(SealedClip.clips(in: desk.policy.spool).count == 1)
        try desk.connection.callAgent("EraseCall", [])
      case .objectedAfterTheCall: try desk.tell("caller-objected", call.identifier)
      case .erasedInTheCall, .objectedInTheCall: break
      }
      #expect(desk.isSpoolEmpty)
      #expect(!Files.exists(desk.policy.store))
      #expect(throws: (any Error).self) { try desk.connection.callAgent("EraseCall", []) }
      // Nobody waits for the store any more.
      try desk.wait(for: "the uploader's end") { !$0.isUploading }
    }

    @Test("A clip whose keys have left is too late to erase here")
    func tooLate() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2700)
      try desk.hangUp(call)
      #expect(throws: (any Error).self) { try desk.connection.callAgent("EraseCall", []) }
      _ = try desk.stored(call).verify()
    }

    @Test("Private pauses the film, and nobody can tell why")
    func privately() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1200)
      try desk.connection.callAgent("SetPrivate", [.value(.boolean(true))])
      try desk.wait(for: "the pause") { $0.state == "held" && $0.reason == "private" }
      try window.paint("ff0000")
      try desk.pass(milliseconds: 400)
      try window.paint("808080")
      try desk.connection.callAgent("SetPrivate", [.value(.boolean(false))])
      try desk.pass(milliseconds: 1500)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil)
      // A machine that is too busy for the agent's beat may pause the film besides.
      #expect(film.gaps.map(\.reason).filter { $0 != .indicatorLost } == [.paused])
      #expect(film.report.gaps.map(\.kind).filter { $0 != .fault } == [.paused])
      #expect(film.events.map(\.kind) == [.answered, .ended])
    }

    @Test("A call that was switched private before it rang is not recorded")
    func privateBefore() throws {
      let desk = try Desk()
      try desk.connection.callAgent("SetPrivate", [.value(.boolean(true))])
      _ = try desk.answer("call")
      #expect(try desk.status().state == "private")
      try desk.pass(milliseconds: 500)
      #expect(SealedClip.clips(in: desk.policy.spool).isEmpty)
      #expect(desk.processes("callreel-recorder").isEmpty)
    }
  }
}
