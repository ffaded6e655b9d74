import Geometry
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// The film keeps time while the desktop changes under it.
  @Suite("Time through changes of the desktop") struct SyncTests {
    /// One tick of 15 a second, rounded up, and what drawing and fetching take, in milliseconds.
    private static let interval: Int64 = 67 + 10
    private static let place = PixelRegion(x: 60, y: 140, width: 100, height: 60)

    private struct Step {
      let change: String
      let luma: Int
      let before: BootTime
      let after: BootTime
    }

    @Test("each painted step shows within one frame interval, whatever changed before it")
    func steps() throws {
      var setting = Desk.Setting()
      setting.screen = PixelSize(width: 900, height: 300)
      let desk = try Desk(setting)
      let window = try desk.window(geometry: "140x110+40+120")
      try window.paint("404040")
      let call = try desk.callUntilRecorded()
      var steps: [Step] = []
      func paint(after change: String) throws {
        // A change may cost the time in which a window has to paint itself again.
        try desk.pass(milliseconds: 500)
        for grey in [0xc8, 0x58, 0xb0, 0x70] {
          let digits = String(grey, radix: 16)
          let (before, after) = try window.paint(digits + digits + digits)
          steps.append(
            Step(change: change, luma: 16 + 219 * grey / 255, before: before, after: after))
          try desk.pass(milliseconds: 150)
        }
      }
      try paint(after: "nothing")
      try desk.run("xrandr", "--setmonitor", "left", "450/100x300/100+0+0", "screen")
      try desk.run("xrandr", "--setmonitor", "right", "450/100x300/100+450+0", "none")
      try paint(after: "a second monitor")
      var compositor: TestProgram? = try TestProgram(
        "picom", ["--config", "/dev/null", "--backend", "xrender"],
        environment: desk.environment)
      try paint(after: "a compositor")
      compositor?.process.send(signal: Signal.terminate)
      compositor?.process.wait()
      compositor = nil
      try paint(after: "no compositor")
      try desk.run("xrandr", "--delmonitor", "right")
      try paint(after: "one monitor less")
      try window.tell("resize 150 120")
      try paint(after: "another size")
      try window.tell("unmap")
      try window.tell("map")
      try paint(after: "a window that went and came back")
      try window.tell("move 20 130")
      try paint(after: "another place")
      try desk.hangUp(call)

      let film = try desk.film(call)
      #expect(film.gaps.isEmpty, "\(film.gaps)")
      let frames = film.tracks.values.flatMap(\.self).sorted { $0.time < $1.time }
      func isShown(_ step: Step, within milliseconds: Int64) -> Bool {
        let earliest = call.time(of: step.before) - 1
        let latest = call.time(of: step.after) + milliseconds
        return frames.contains { frame in
          frame.time >= earliest && frame.time <= latest
            && frame.size.width > Self.place.right && abs(frame.luma(Self.place) - step.luma) <= 4
        }
      }
      let lost = steps.filter { !isShown($0, within: 2 * Self.interval) }
      #expect(lost.isEmpty, "lost after \(lost.map(\.change)), of \(steps.count)")
      // A busy machine may tick late now and then; the clip says how late (F2).
      let late = steps.filter { !isShown($0, within: Self.interval) }
      #expect(late.count <= 3, "late after \(late.map(\.change)), of \(steps.count)")
      let often = Dictionary(grouping: late, by: \.change).filter { $0.value.count > 1 }
      #expect(often.isEmpty, "late each time after \(often.keys)")
    }
  }
}
