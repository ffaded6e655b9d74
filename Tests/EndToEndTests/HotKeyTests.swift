import Geometry
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// The employee's key (N12).
  @Suite("The private hot key") struct HotKeyTests {
    @Test("stops the film at once, and lets it go on")
    func toggles() throws {
      var setting = Desk.Setting()
      setting.terms.more = "[private]\nhotkey = \"Control+Alt+p\""
      let desk = try Desk(setting)
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1500)
      try desk.run("xdotool", "key", "Control+Alt+p")
      let pressed = BootTime(nanoseconds: Clock.bootNanoseconds)
      // Twice what is promised: this machine may be busy with other tests.
      try desk.pass(milliseconds: 200)
      try window.paint("ff0000")
      #expect(try desk.status().reason == "private")
      try desk.pass(milliseconds: 500)
      try window.paint("808080")
      try desk.run("xdotool", "key", "Control+Alt+p")
      try desk.wait(for: "the film") { $0.state == "recording" }
      try desk.pass(milliseconds: 1500)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil)
      let gap = try #require(film.gaps.first { $0.reason == .paused })
      print("paused \(gap.span.start - call.time(of: pressed)) ms after the key")
      #expect(gap.span.start <= call.time(of: pressed) + 200)
    }
  }
}
