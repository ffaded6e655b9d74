import ClipFormat
import Geometry
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// The right pixels and no others (F5, P3).
  @Suite("The filmed window") struct FilmedWindowTests {
    @Test("shows as it is, and no other pixel, whatever moves over it")
    func onlyTheListedWindow() throws {
      var setting = Desk.Setting()
      setting.companion = ["openbox", "--config-file", "/dev/null"]
      let desk = try Desk(setting)
      let desktop = try desk.window("desktop", title: "Desktop", geometry: "640x480+0+0")
      try desktop.paint("ff2060")
      let mail = try desk.window("mail", title: "Mail", geometry: "200x160+180+160")
      try mail.paint("ff0000")
      let business = try desk.window(geometry: "320x260+60+90")
      try business.tell("form")
      try business.sync()
      let call = try desk.callUntilRecorded()
      try business.tell("text A note")
      for step in 0..<18 {
        let (x, y) = ((step * 83) % 400, (step * 59) % 280)
        switch step % 6 {
        case 0: try desk.run("xdotool", "windowmove", mail.number, "\(x)", "\(y)")
        case 1: try desk.run("xdotool", "windowraise", mail.number)
        case 2: try desk.run("xdotool", "windowmove", business.number, "\(x / 2)", "\(y / 2)")
        case 3: try desk.run("xdotool", "windowraise", business.number)
        case 4: try desk.run("xdotool", "windowminimize", business.number)
        default: try desk.run("xdotool", "windowmap", business.number)
        }
        try business.tell("text Note \(step)")
        try desk.pass(milliseconds: 120)
      }
      mail.close()
      // Clear of the banner, which is in the way of every other window but not in the film.
      try desk.run("xdotool", "windowmove", "--sync", business.number, "100", "120")
      try desk.run("xdotool", "windowraise", business.number)
      let region = try place(of: business, on: desk)
      try business.sync()
      try desk.pass(milliseconds: 400)
      let shown = call.time(of: BootTime(nanoseconds: Clock.bootNanoseconds))
      let known = try screen(region, of: desk)
      try desk.hangUp(call)

      let film = try desk.film(call)
      #expect(film.leak == nil)
      let frame = try #require(film.frame(at: shown))
      let similarity = frame.similarity(to: known, in: region)
      #expect(similarity >= 0.98, "\(similarity)")
      #expect(film.frames.count > 15)
      #expect(film.size == PixelSize(width: 640, height: 480))
    }

    @Test("has its sensitive regions black in every frame, wherever it is")
    func sensitiveRegion() throws {
      var setting = Desk.Setting()
      setting.terms.more = """
        [[sensitive]]
        application = "desk"
        region = { x = 50, y = 40, width = 60, height = 30 }
        """
      let desk = try Desk(setting)
      let window = try desk.window(geometry: "200x160+20+100")
      try window.paint("e0e0e0")
      let call = try desk.callUntilRecorded()
      for x in [31, 200, 333, 20] {
        try desk.pass(milliseconds: 500)
        try window.tell("move \(x) 120")
        try window.sync()
      }
      try desk.pass(milliseconds: 600)
      try desk.hangUp(call)
      let film = try desk.film(call)
      var shown = 0
      for frame in film.frames {
        // The window's top left corner, wherever it is in this frame.
        let bright = { (x: Int, y: Int) in frame.luma(x: x, y: y) > 180 }
        let rows = (80..<200).filter { y in [140, 240, 440].contains { bright($0, y) } }
        guard let y = rows.first, let x = (0..<440).first(where: { bright($0, y + 2) }) else {
          continue
        }
        shown += 1
        for row in stride(from: y + 40, to: y + 70, by: 3) {
          for column in stride(from: x + 50, to: x + 110, by: 3) {
            #expect(frame.luma(x: column, y: row) < 40, "\(frame.time.milliseconds) ms")
          }
        }
        #expect(bright(x + 46, y + 55) && bright(x + 114, y + 55) && bright(x + 80, y + 36))
      }
      #expect(shown >= 5 && film.fragments.allSatisfy { !$0.manifest.masked.isEmpty })
    }

    private func place(of window: DeskWindow, on desk: Desk) throws -> PixelRegion {
      let text = try desk.run("xwininfo", "-id", window.number)
      func number(_ label: String) throws -> Int {
        let line = try #require(text.split(separator: "\n").first { $0.contains(label) })
        return try #require(line.split(separator: " ").last.flatMap { Int($0) })
      }
      return try PixelRegion(
        x: number("Absolute upper-left X"), y: number("Absolute upper-left Y"),
        width: number("Width:"), height: number("Height:"))
    }

    /// The luma of a region of the screen, as another program reads it.
    private func screen(_ region: PixelRegion, of desk: Desk) throws -> [UInt8] {
      let size = "\(region.width)x\(region.height)"
      let bytes = try TestProgram.output(
        of: "ffmpeg",
        ["-v", "error", "-f", "x11grab", "-draw_mouse", "0", "-video_size", size]
          + ["-i", "\(desk.display)+\(region.x),\(region.y)", "-frames:v", "1"]
          + ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-"], environment: desk.environment)
      return Array(bytes.prefix(region.area))
    }
  }
}
