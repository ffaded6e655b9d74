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

    @Test(
      "are shown and taken away by other desktops' daemons",
      arguments: [NotificationDaemon.Kind.xfce, .mate])
    func daemons(kind: NotificationDaemon.Kind) throws {
      let desk = try Desk()
      try desk.window(geometry: "200x160+40+80").paint("808080")
      let daemon = try NotificationDaemon(kind, on: desk)
      let before = try visible(desk)
      let call = try desk.callUntilRecorded()
      try daemon.waitFor("Recording for training")
      let deadline = Clock.bootMilliseconds + 10_000
      // The banner and the notification.
      while try visible(desk).subtracting(before).count < 2 {
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("\(kind)") }
        try desk.pass(milliseconds: 20)
      }
      _ = try ScreenPicture(of: desk)
      try desk.pass(milliseconds: 2500)
      try desk.tell("ended", call.identifier)
      try daemon.waitFor("Call recorded")
      try daemon.waitFor("CloseNotification")
      try desk.waitUntilStored()
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

    private static let daemon = "org.freedesktop.Notifications"

    enum Fault: CaseIterable, CustomTestStringConvertible {
      /// None has the name, and none can be started.
      case absent
      /// It has the name and stands still.
      case stopped
      /// It answers each question after two seconds.
      case slow
      /// It answers with what is no answer, and tells of notifications that nobody showed.
      case senseless

      var testDescription: String { "\(self)" }
    }

    @Test("never hold the agent up", arguments: Fault.allCases)
    func stall(fault: Fault) throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let daemon = fault == .stopped ? try NotificationDaemon(on: desk) : nil
      if let daemon { try desk.stop(daemon.program.identifier) }
      let standIn = try standIn(fault, on: desk)
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2500)
      var longest: Int64 = 0
      for index in 0..<40 {
        if fault == .senseless, index.isMultiple(of: 10) { try sayNonsense(standIn) }
        // Each round changes what there is to tell.
        try desk.tell(index % 2 == 0 ? "held" : "resumed", call.identifier)
        let asked = Clock.bootNanoseconds
        #expect(try desk.status().reason != "private", "nobody pressed it")
        longest = max(longest, Clock.bootNanoseconds - asked)
        try desk.pass(milliseconds: 20)
      }
      print("longest stall with a daemon that is \(fault): \(longest / 1000) us")
      // A machine with other work is slow now and then; an agent that waits is so for seconds.
      #expect(longest < 2_000_000_000)
      try desk.hangUp(call)
      _ = try desk.stored(call).verify()
    }

    /// The windows on the screen.
    private func visible(_ desk: Desk) throws -> Set<Substring> {
      let search = ["search", "--maxdepth", "1", "--onlyvisible", "--class", ".*"]
      return Set(try desk.run("xdotool", search).split(separator: "\n"))
    }

    /// A daemon that python3-dbusmock makes; nil where the fault needs none.
    private func standIn(_ fault: Fault, on desk: Desk) throws -> BusStandIn? {
      let answers =
        switch fault {
        case .absent, .stopped: ""
        case .slow: "import time; time.sleep(2); ret = 1"
        case .senseless: "ret = 'no'"
        }
      guard !answers.isEmpty else { return nil }
      let daemon = try BusStandIn(
        bus: desk.busAddress, name: Self.daemon, path: "/org/freedesktop/Notifications",
        ["--session", Self.daemon, "/org/freedesktop/Notifications", Self.daemon])
      try daemon.tell(
        "AddMethod", "sssss", Self.daemon, "Notify", "susssasa{sv}i", fault == .slow ? "u" : "s",
        answers)
      try daemon.tell("AddMethod", "sssss", Self.daemon, "CloseNotification", "u", "", "")
      return daemon
    }

    private func sayNonsense(_ daemon: BusStandIn?) throws {
      try daemon?.tell(
        "EmitSignal", "sssav", Self.daemon, "ActionInvoked", "s", "1", "s", "private")
      try daemon?.tell(
        "EmitSignal", "sssav", Self.daemon, "ActionInvoked", "us", "2", "u", "4000000000", "s",
        "private")
      try daemon?.tell(
        "EmitSignal", "sssav", Self.daemon, "NotificationClosed", "u", "1", "u", "0")
    }

    private func tip(_ desk: Desk) throws -> String {
      try desk.run(
        "busctl", "--address=" + desk.busAddress, "get-property", "org.callreel.Agent",
        "/StatusNotifierItem", "org.kde.StatusNotifierItem", "ToolTip")
    }
  }
}
