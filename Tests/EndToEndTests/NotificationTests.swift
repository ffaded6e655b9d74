import LinuxSystem
import SessionBus
import TestSupport
import Testing

extension EndToEnd {
  /// What the employee is told by notifications (P2, N4, N12).
  @Suite("Notifications") struct NotificationTests {
    @Test("tell of begin, pause and end; their action stops the film")
    func told() throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let daemon = try NotificationDaemon(on: desk)
      let call = try desk.callUntilRecorded()
      try daemon.waitFor("Recording for training")
      try daemon.waitFor("\"private\"")
      try daemon.waitFor("suppress-sound")
      try desk.pass(milliseconds: 2500)
      _ = try ScreenPicture(of: desk)
      try daemon.press()
      try desk.wait(for: "private") { $0.state == "held" && $0.reason == "private" }
      try daemon.waitFor("You switched recording off for this call.")
      try desk.tell("ended", call.identifier)
      try daemon.waitFor("Call recorded")
      try daemon.waitFor("of film are kept until")
      try daemon.waitFor("CloseNotification")
      try desk.waitUntilStored()
      #expect(try tip(desk).contains("1 recorded call you have not seen yet"))
      _ = try ScreenPicture(of: desk)
      try daemon.dismiss()
      try daemon.waitFor("NotificationClosed")
      let deadline = Clock.bootMilliseconds + 5000
      while try tip(desk).contains("1 recorded call") {
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("a read one") }
        try desk.pass(milliseconds: 20)
      }
    }

    @Test("tell that a film was destroyed")
    func destroyed() throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let daemon = try NotificationDaemon(on: desk)
      let call = try desk.callUntilRecorded()
      try daemon.waitFor("Recording for training")
      try desk.connection.callAgent("EraseCall", [])
      try daemon.waitFor("Recording destroyed")
      try desk.tell("ended", call.identifier)
    }

    enum Fault: CaseIterable, CustomTestStringConvertible {
      /// None has the name, and none can be started.
      case absent
      /// It has the name and stands still.
      case stopped

      var testDescription: String { "\(self)" }
    }

    @Test("never hold the agent up", arguments: Fault.allCases)
    func stall(fault: Fault) throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let daemon = fault == .absent ? nil : try NotificationDaemon(on: desk)
      if let daemon { try desk.stop(daemon.program.identifier) }
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2500)
      var longest: Int64 = 0
      for index in 0..<40 {
        // Each round changes what there is to tell.
        try desk.tell(index % 2 == 0 ? "held" : "resumed", call.identifier)
        let asked = Clock.bootNanoseconds
        _ = try desk.status()
        longest = max(longest, Clock.bootNanoseconds - asked)
        try desk.pass(milliseconds: 20)
      }
      print("longest stall with a daemon that is \(fault): \(longest / 1000) us")
      // A machine with other work is slow now and then; an agent that waits is so for seconds.
      #expect(longest < 2_000_000_000)
      try desk.hangUp(call)
      _ = try desk.stored(call).verify()
    }

    private func tip(_ desk: Desk) throws -> String {
      try desk.run(
        "busctl", "--address=" + desk.busAddress, "get-property", "org.callreel.Agent",
        "/StatusNotifierItem", "org.kde.StatusNotifierItem", "ToolTip")
    }
  }
}
