import Geometry
import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// A process that has given up its rights to files may not ask the kernel for another's program.
  @Suite("Windows of the program that the policy names") struct ProgramWindowTests {
    @Test("are filmed by a recorder in its sandbox, and none of another program (F5)")
    func executable() throws {
      var setting = Desk.Setting()
      setting.terms.windows = """
        [[window]]
        application = "desk"
        class = "\(DeskPolicy.windowClass)"
        executable = "\(Account.executable)"
        accessibility = "none-needed"
        """
      let desk = try Desk(setting)
      let listed = try desk.window(geometry: "200x160+20+40")
      let other = try desk.window(geometry: "200x160+360+240")
      try name(Account.processNumber, on: listed, of: desk)
      try name(desk.agent.identifier, on: other, of: desk)
      try listed.paint("c0c0c0")
      try other.paint("ff0000")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1500)
      // What says from now on that it is another's shows no more.
      let late = try desk.window(geometry: "100x100+20+300")
      try late.paint("ff0000")
      try name(Int32.max, on: late, of: desk)
      try desk.pass(milliseconds: 1000)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil)
      let inside = PixelRegion(x: 40, y: 60, width: 160, height: 120)
      #expect(film.frames.contains { $0.luma(inside) > 150 })
    }

    private func name(_ process: Int32, on window: DeskWindow, of desk: Desk) throws {
      try desk.run(
        "xprop", "-id", window.number, "-f", "_NET_WM_PID", "32c", "-set", "_NET_WM_PID",
        "\(process)")
    }
  }
}
