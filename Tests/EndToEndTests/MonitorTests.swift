import ClipFormat
import Geometry
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// A track for each monitor that shows a listed window.
  @Suite("Several monitors") struct MonitorTests {
    private let bright = 180

    @Test("each that shows the window has its track, and a change of them starts a segment")
    func tracks() throws {
      var setting = Desk.Setting()
      setting.screen = PixelSize(width: 900, height: 300)
      let desk = try Desk(setting)
      try setMonitor("left", "449x300+0+0", output: "screen", on: desk)
      try setMonitor("right", "451x290+449+0", on: desk)
      let window = try desk.window(geometry: "120x100+50+120")
      try window.paint("e0e0e0")
      let secret = try desk.window("mail", title: "Mail", geometry: "200x100+650+120")
      try secret.paint("ff0000")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 700)
      try window.tell("move 501 150")
      let moved = call.time(of: try window.sync())
      try desk.pass(milliseconds: 900)
      try desk.run("xrandr", "--delmonitor", "right")
      try setMonitor("right", "300x200+450+100", on: desk)
      let resized = call.time(of: BootTime(nanoseconds: Clock.bootNanoseconds))
      try desk.pass(milliseconds: 900)
      try window.tell("move 300 150")
      let back = call.time(of: try window.sync())
      try desk.pass(milliseconds: 900)
      try desk.hangUp(call)

      let film = try desk.film(call)
      #expect(film.leak == nil)
      #expect(film.gaps.isEmpty && film.events.last?.kind == .ended)
      #expect(film.tracks.count == 2, "\(film.tracks.keys)")
      #expect(film.segments.count >= 3 && film.segments.first?.tracks.count == 1)
      let tracks = film.tracks.keys.sorted()
      let left = tracks[0]
      let right = try #require(tracks.last)
      let home = PixelRegion(x: 60, y: 140, width: 100, height: 60)
      #expect(film.frame(at: moved - 200, track: left)?.luma(home) ?? 0 > bright)
      #expect(film.frame(at: moved - 200, track: right) == nil)
      let shown = try #require(film.frame(at: moved + 200, track: right))
      #expect(shown.size == PixelSize(width: 452, height: 290))
      #expect(shown.luma(PixelRegion(x: 60, y: 160, width: 100, height: 60)) > bright)
      #expect(film.frame(at: moved + 200, track: left)?.luma(home) ?? 0 < bright)
      let smaller = try #require(film.frame(at: resized + 300, track: right))
      #expect(smaller.size == PixelSize(width: 300, height: 200))
      #expect(smaller.luma(PixelRegion(x: 60, y: 60, width: 100, height: 60)) > bright)
      let returned = try #require(film.frame(at: back + 300, track: left))
      #expect(returned.luma(PixelRegion(x: 310, y: 160, width: 100, height: 60)) > bright)
    }

    @Test("a new mode starts a segment of its size, and the film goes on")
    func mode() throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x100+50+120")
      try window.paint("e0e0e0")
      let size = PixelSize(width: 512, height: 384)
      let timing = ["512", "512", "512", "512", "384", "384", "384", "384"]
      _ = try TestProgram.output(
        of: "xrandr", ["--newmode", "small", "10"] + timing, environment: desk.environment)
      try desk.run("xrandr", "--addmode", "screen", "small")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 900)
      try desk.run("xrandr", "--output", "screen", "--mode", "small")
      let changed = call.time(of: BootTime(nanoseconds: Clock.bootNanoseconds))
      try desk.pass(milliseconds: 600)
      try window.tell("move 300 150")
      let moved = call.time(of: try window.sync())
      try desk.pass(milliseconds: 1500)
      try desk.hangUp(call)

      let film = try desk.film(call)
      #expect(film.leak == nil && film.gaps.isEmpty && film.events.last?.kind == .ended)
      #expect(film.tracks.count == 1 && film.segments.count >= 2)
      let start = try #require(film.segments.dropFirst().first).span.start
      #expect((-500...500).contains(start - changed))
      let home = PixelRegion(x: 60, y: 140, width: 100, height: 60)
      let before = try #require(film.frame(at: changed - 600))
      #expect(before.size == PixelSize(width: 640, height: 480) && before.luma(home) > bright)
      let kept = try #require(film.frame(at: moved - 50))
      #expect(kept.size == size && kept.luma(home) > bright)
      let later = try #require(film.frame(at: moved + 300))
      #expect(later.luma(PixelRegion(x: 310, y: 160, width: 100, height: 60)) > bright)
      #expect(later.luma(home) < bright)
    }

    @Test("what must not show is found on whichever monitor it does")
    func leak() throws {
      var setting = Desk.Setting()
      setting.screen = PixelSize(width: 800, height: 300)
      let desk = try Desk(setting)
      try setMonitor("left", "400x300+0+0", output: "screen", on: desk)
      try setMonitor("right", "400x300+400+0", on: desk)
      let window = try desk.window(geometry: "200x100+50+120")
      try window.paint("e0e0e0")
      // Of the listed class, painted as what is not to be filmed.
      let leak = try desk.window(geometry: "100x100+500+120")
      try leak.paint("ff0000")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2600)
      try desk.hangUp(call)
      let film = try desk.film(call)
      let found = try #require(film.firstLeak())
      #expect(film.tracks.count == 2 && found.track == film.tracks.keys.max())
      #expect(PixelRegion(x: 100, y: 120, width: 100, height: 100).contains(x: found.x, y: found.y))
    }

    private func setMonitor(
      _ name: String, _ geometry: String, output: String = "none", on desk: Desk
    ) throws {
      let parts = geometry.split(whereSeparator: { "x+".contains($0) })
      let place = "\(parts[0])/100x\(parts[1])/100+\(parts[2])+\(parts[3])"
      try desk.run("xrandr", "--setmonitor", name, place, output)
    }
  }
}
