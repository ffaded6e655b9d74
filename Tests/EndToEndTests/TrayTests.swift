import CallPolicy
import Geometry
import LinuxSystem
import SessionBus
import TestSupport
import Testing

extension EndToEnd {
  /// The tray item on real panels, judged by pictures of the screen (P2, N8, N12).
  @Suite("The tray item") struct TrayTests {
    @Test(
      "shows each state on a real panel; private from its menu stops the film",
      arguments: [TrayHost.Kind.xfce, .lxqt, .mate])
    func states(kind: TrayHost.Kind) throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let host = try TrayHost(kind, on: desk)
      try host.waitForIcon(of: .idle)
      try desk.tell("ringing", "before", ["number": .string("+33155501234")])
      try host.waitForIcon(of: .armed)
      try desk.tell("ended", "before")
      let call = try desk.callUntilRecorded()
      let place = try host.waitForIcon(of: .recording)
      // A host that tells nobody where its items are proves nothing.
      try desk.wait(for: "the banner") { $0.indicator == "banner" }
      try desk.tell("held", call.identifier)
      try host.waitForIcon(of: .held)
      try desk.tell("resumed", call.identifier)
      try host.waitForIcon(of: .recording)
      try host.openMenu(at: place, button: kind == .xfce ? "1" : "3")
      // The fifth of twelve lines of one height: clips are uploaded while they are made.
      try host.chooseLine(5, of: 12)
      try desk.wait(for: "private") { $0.state == "held" && $0.reason == "private" }
      try host.waitForIcon(of: .privateOn)
      try desk.hangUp(call)
      try host.waitForIcon(of: .idle)
      try Files.remove(desk.policy.directory + "/people/\(DeskPolicy.employee).toml")
      try host.waitForIcon(of: .off)
    }
  }
}
