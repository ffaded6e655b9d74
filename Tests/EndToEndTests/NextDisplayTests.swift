import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// An X server ends, and the agent serves the next one under its name.
  @Suite("The next display") struct NextDisplayTests {
    @Test("is served after a crash in a call, twice in a row")
    func inCall() throws {
      var setting = Desk.Setting()
      setting.display = .ownNumber
      setting.terms.drawnCalls = 3
      let desk = try Desk(setting)
      for round in 0..<2 {
        let window = try desk.window()
        try window.paint("808080")
        let call = try desk.callUntilRecorded()
        try desk.pass(milliseconds: 2200)
        let killed = BootTime(nanoseconds: Clock.bootNanoseconds)
        if round == 0 { try desk.crashDisplay() } else { desk.endDisplay() }
        try desk.wait(for: "off") { $0.state == "off" && $0.reason == "display" }
        if round == 0 { try desk.tell("ended", call.identifier) }
        try desk.wait(for: "an empty spool") { !$0.isUploading && desk.isSpoolEmpty }
        let film = try desk.film(call)
        #expect(film.report.closing == .closed(.displayLost))
        #expect((-100...500).contains(call.time(of: killed) - film.report.end))
        try desk.startDisplay()
        try desk.wait(for: "the display") { $0.state != "off" }
        if round == 1 { try desk.tell("ended", call.identifier) }
        try waitForPrograms(desk)
      }
      try film(on: desk)
    }

    @Test("is served between calls, twice in a row, and then nothing wakes the agent")
    func idle() throws {
      var setting = Desk.Setting()
      setting.display = .ownNumber
      let desk = try Desk(setting)
      try waitForPrograms(desk)
      for round in 0..<2 {
        if round == 0 { desk.endDisplay() } else { try desk.crashDisplay() }
        try desk.wait(for: "off") { $0.state == "off" && $0.reason == "display" }
        if round == 0 { try expectRest(of: [desk.agent.identifier], on: desk) }
        try desk.startDisplay()
        try desk.wait(for: "the display") { $0.state == "idle" }
        try waitForPrograms(desk)
      }
      let programs = desk.processes("callreel-indicator") + desk.processes("callreel-agent")
      try expectRest(of: [desk.agent.identifier] + programs, on: desk)
      try film(on: desk)
    }

    @Test("is served although the agent was there before it")
    func agentFirst() throws {
      var setting = Desk.Setting()
      setting.display = .later
      let desk = try Desk(setting)
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == "display" }
      try desk.startDisplay()
      try desk.wait(for: "the display") { $0.state == "idle" }
      try waitForPrograms(desk)
      try film(on: desk)
    }

    @Test("A socket that nobody listens to is looked at a few times, and then left alone")
    func deadSocket() throws {
      var setting = Desk.Setting()
      setting.display = .ownNumber
      let desk = try Desk(setting)
      try waitForPrograms(desk)
      try desk.crashDisplay()
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == "display" }
      try desk.pass(milliseconds: 4000)
      try expectRest(of: [desk.agent.identifier], on: desk)
      // The recorder and the agent each say so once.
      let refusals = desk.log.split(separator: "\n").count { $0.contains("refused this display") }
      #expect((4...12).contains(refusals))
      try desk.startDisplay()
      try desk.wait(for: "the display") { $0.state == "idle" }
    }

    /// Records a call and opens its film: the banner was seen, or there would be none (P2).
    private func film(on desk: Desk) throws {
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      #expect(try desk.banner().contains("IsViewable"))
      try desk.pass(milliseconds: 2600)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.report.closing == .closed(.ended))
      #expect(film.gaps.allSatisfy { $0.reason.kind == .fault })
      #expect(film.frames.contains { abs(Int($0.luma(x: 190, y: 200)) - 126) <= 2 })
    }

    /// Waits until an indicator runs, and no recorder any more.
    private func waitForPrograms(_ desk: Desk) throws {
      let deadline = Clock.bootMilliseconds + 10_000
      while desk.processes("callreel-indicator").count != 1
        || !desk.processes("callreel-recorder").isEmpty
      {
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("programs\n\(desk.log)") }
        try desk.pass(milliseconds: 20)
      }
    }

    /// While a display is gone, X servers of other numbers that come and go wake the agent, too.
    private func expectRest(of programs: [Int32], on desk: Desk) throws {
      let deadline = Clock.bootMilliseconds + 30_000
      while true {
        let before = programs.map { ProcessTable.sleeps(of: $0) }
        try desk.pass(milliseconds: 1500)
        if programs.map({ ProcessTable.sleeps(of: $0) }) == before { return }
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("rest") }
      }
    }
  }
}
