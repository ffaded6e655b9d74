import ClipFormat
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// Programs that die or stand still (P2, P7, F1).
  @Suite("Crashes") struct CrashTests {
    /// A fragment, the look-back, and what a busy machine takes on top, in milliseconds.
    private static let mayBeLost: Int64 = 2000 + 300 + 500
    private static let leaseMilliseconds: Int64 = 250

    @Test("of the recorder lose little, and what was sealed opens")
    func recorderKilled() throws {
      let seed = UInt64.random(in: 0...UInt64.max)
      var random = SeededGenerator(seed: seed)
      var setting = Desk.Setting()
      setting.terms.drawnCalls = 3
      setting.terms.segmentSeconds = 4
      let desk = try Desk(setting)
      let window = try desk.window()
      for moment in [Int.random(in: 100...1500, using: &random)]
        + (0..<2).map({ _ in Int.random(in: 5000...9000, using: &random) })
      {
        let call = try desk.callUntilRecorded()
        let recorder = try #require(desk.processes("callreel-recorder").first)
        for step in 0..<moment / 100 {
          try window.paint(step.isMultiple(of: 2) ? "303030" : "c0c0c0")
          try desk.pass(milliseconds: 100)
        }
        let killed = BootTime(nanoseconds: Clock.bootNanoseconds)
        kill(recorder, SIGKILL)
        try desk.wait(for: "the loss") { $0.state == "armed" }
        try desk.tell("ended", call.identifier)
        try desk.waitUntilStored()
        let time = call.time(of: killed)
        guard time.milliseconds > 2000 + Self.mayBeLost else {
          #expect(SealedClip.clips(in: desk.policy.store).allSatisfy { $0.clip != call.clip })
          continue
        }
        let film = try desk.film(call)
        #expect(film.report.closing == .closed(.crash))
        let lost = time - film.report.end
        #expect((0...Self.mayBeLost).contains(lost), "lost \(lost) ms, seed \(seed)")
        #expect(film.frames.count > 10)
      }
    }

    @Test("of the agent end the film within the lease")
    func agentKilled() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 3500)
      kill(desk.agent.identifier, SIGKILL)
      let killed = BootTime(nanoseconds: Clock.bootNanoseconds)
      try paintForbidden(window, on: desk)
      try window.paint("808080")
      desk.agent.process.wait()
      try desk.restartAgent()
      try desk.waitUntilStored()
      let film = try desk.film(call)
      #expect(film.leak == nil)
      #expect(film.report.closing == .closed(.crash))
      #expect(film.report.end <= call.time(of: killed) + Self.leaseMilliseconds)
      #expect(film.report.end >= call.time(of: killed) - Self.mayBeLost)
    }

    @Test(
      "and stops of agent or indicator pause the film within the lease",
      arguments: [
        "callreel-agent", "callreel-indicator",
      ])
    func stopped(program: String) throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1200)
      let process =
        program == "callreel-agent"
        ? desk.agent.identifier : try #require(desk.processes(program).first)
      let stopped = try desk.stop(process)
      try paintForbidden(window, on: desk)
      try window.paint("808080")
      let resumed = BootTime(nanoseconds: Clock.bootNanoseconds)
      kill(process, SIGCONT)
      try desk.wait(for: "the film") { $0.state == "recording" }
      try desk.pass(milliseconds: 1200)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil)
      let gap = try #require(film.gaps.first)
      #expect(film.gaps.count == 1 && gap.reason == .indicatorLost)
      #expect(gap.span.start <= call.time(of: stopped) + Self.leaseMilliseconds)
      #expect(gap.span.end >= call.time(of: resumed))
    }

    @Test("A banner under another window stops the film; one that was unmapped comes back")
    func bannerCovered() throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "300x240+20+200")
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1000)
      let cover = try desk.window("cover", title: "Cover", geometry: "640x80+0+0")
      try cover.paint("0000ff")
      // The banner comes back on top, each time after a longer pause.
      for _ in 0..<6 {
        try waitForBanner(.uncovered, on: desk)
        try cover.tell("raise")
        try cover.sync()
      }
      try desk.pass(milliseconds: Int(Self.leaseMilliseconds) + 20)
      #expect(try sight(on: desk) == .covered)
      try window.paint("ff0000")
      try desk.pass(milliseconds: 100)
      try window.paint("808080")
      let wasCovered = try sight(on: desk) == .covered
      try #require(wasCovered, "the banner came back too early for this test")
      cover.close()
      try waitForBanner(.uncovered, on: desk)
      try desk.run("xdotool", "search", "--name", "Callreel", "windowunmap")
      try waitForBanner(.uncovered, on: desk)
      try desk.wait(for: "the film") { $0.state == "recording" }
      try desk.pass(milliseconds: 1500)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil)
      #expect(!film.gaps.isEmpty && film.gaps.allSatisfy { $0.reason == .indicatorLost })
    }

    @Test("of the indicator pause the film until there is another")
    func indicatorKilled() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1200)
      let indicator = try #require(desk.processes("callreel-indicator").first)
      let killed = BootTime(nanoseconds: Clock.bootNanoseconds)
      kill(indicator, SIGKILL)
      try desk.wait(for: "the loss") { $0.state == "held" && $0.reason == "indicator-lost" }
      try desk.wait(for: "the film") { $0.state == "recording" }
      #expect(desk.processes("callreel-indicator") != [indicator])
      try desk.pass(milliseconds: 1200)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.gaps.allSatisfy { $0.reason == .indicatorLost } && film.gaps.count <= 1)
      if let gap = film.gaps.first {
        #expect(gap.span.start <= call.time(of: killed) + Self.leaseMilliseconds)
      }
    }

    @Test("of the X server end the film with what there is")
    func displayKilled() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 3300)
      let killed = BootTime(nanoseconds: Clock.bootNanoseconds)
      desk.endDisplay()
      try desk.wait(for: "the end") { $0.state != "recording" && $0.state != "held" }
      try desk.tell("ended", call.identifier)
      try desk.wait(for: "an empty spool") { !$0.isUploading && desk.isSpoolEmpty }
      let film = try desk.film(call)
      #expect(film.report.closing == .closed(.displayLost))
      #expect((-100...500).contains(call.time(of: killed) - film.report.end))
    }

    /// Paints what must not be in the film, from shortly after the lease's end on.
    private func paintForbidden(_ window: DeskWindow, on desk: Desk) throws {
      try desk.pass(milliseconds: Int(Self.leaseMilliseconds) + 20)
      for colour in ["ff0000", "ff2040", "ff00a0", "ff4000"] {
        try window.paint(colour)
        try desk.pass(milliseconds: 100)
      }
    }

    private enum Sight {
      case unmapped
      case covered
      case uncovered
    }

    /// What the X server's tree, topmost first, says of the banner.
    private func sight(on desk: Desk) throws -> Sight {
      let lines = try desk.run("xwininfo", "-root", "-children").split(separator: "\n")
        .filter { $0.contains("(\"callreel-indicator\"") || $0.contains("\"Cover\"") }
      guard let banner = lines.firstIndex(where: { !$0.contains("\"Cover\"") }) else {
        return .unmapped
      }
      let state = try desk.banner()
      guard state.contains("IsViewable") else { return .unmapped }
      return banner == 0 ? .uncovered : .covered
    }

    private func waitForBanner(_ wished: Sight, on desk: Desk) throws {
      let deadline = Clock.bootMilliseconds + 5000
      while try sight(on: desk) != wished {
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("the banner") }
      }
    }
  }
}
