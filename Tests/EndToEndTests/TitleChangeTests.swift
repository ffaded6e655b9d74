import ClipFormat
import Geometry
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// A window that stops matching is hidden from before that moment on (F5).
  @Suite("A window's title") struct TitleChangeTests {
    @Test("that stops matching hides the window with look-back, until it matches again")
    func hidden() throws {
      var setting = Desk.Setting()
      setting.terms.more = """
        [[window]]
        application = "desk"
        class = "titled"
        title = "* - CRM"
        accessibility = "none-needed"
        """
      let desk = try Desk(setting)
      let window = try desk.window("titled", title: "Claims - CRM", geometry: "200x160+100+150")
      try window.paint("e0e0e0")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1200)
      try window.tell("title Secrets")
      let gone = call.time(of: try window.sync())
      try window.paint("ff0000")
      try desk.pass(milliseconds: 1200)
      try window.paint("e0e0e0")
      try window.tell("title Other - CRM")
      let back = call.time(of: try window.sync())
      try desk.pass(milliseconds: 1200)
      try desk.hangUp(call)

      let film = try desk.film(call)
      #expect(film.leak == nil && film.gaps.isEmpty)
      let inside = PixelRegion(x: 130, y: 190, width: 120, height: 80)
      let times = [gone - 600, gone - 150, gone + 200, back - 50, back + 300]
      let shown = times.map { film.frame(at: $0)?.luma(inside) ?? -1 }
      #expect(shown[0] > 180 && shown[4] > 180, "\(shown)")
      #expect(shown[1] <= 20, "hidden with look-back: \(shown)")
      #expect(shown[2] <= 55 && shown[3] <= 55, "\(shown)")
      #expect(film.fragments.flatMap(\.manifest.hidden).contains { $0.reason == .scope })
    }
  }
}
