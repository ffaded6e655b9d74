import CallPolicy
import Geometry
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// A tray item of the session bus that its host says where it shows, and the X server proves (P2).
  @Suite("The tray item as proof") struct HostedTrayTests {
    @Test(
      "is proved on a real panel, and no banner is needed",
      arguments: [TrayHost.Kind.xfce, .lxqt, .mate])
    func proved(kind: TrayHost.Kind) throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let host = try TrayHost(kind, on: desk, isAccessible: true)
      try host.waitForIcon(of: .idle)
      let call = try desk.callUntilRecorded()
      try desk.wait(for: "the tray") { $0.indicator == "tray" }
      try host.waitForIcon(of: .recording)
      #expect(try !desk.banner().contains("IsViewable"))
      try desk.pass(milliseconds: 2000)
      #expect(try desk.status().indicator == "tray")
      try desk.hangUp(call)
      #expect(try desk.status().indicator == "none")
      let film = try desk.film(call)
      #expect(film.gaps.allSatisfy { $0.reason == .indicatorLost })
      print("\(kind): gaps \(film.gaps.map(\.span))")
    }
  }
}
