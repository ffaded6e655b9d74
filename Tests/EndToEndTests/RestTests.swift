import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// What runs all day must cost nothing.
  @Suite("The agent at rest") struct RestTests {
    @Test("loads no video or X library, never wakes, and holds no X connection")
    func rest() throws {
      let desk = try Desk()
      // The recorder that looks at the display once comes and goes.
      try waitForOnly(["callreel-indicator"], on: desk)
      let processes = [desk.agent.identifier] + desk.processes("callreel-agent")
      #expect(processes.count == 2)
      for process in processes {
        let maps = ProcessTable.text(process, "maps")
        #expect(maps.contains("libsystemd"))
        for library in ["libav", "libX11", "libswscale", "libx264", "libcurl", "libcairo"] {
          #expect(!maps.contains(library), "\(library)")
        }
      }
      let all = processes + desk.processes("callreel-indicator")
      let before = try sleeps(of: all, onceStillOn: desk)
      try desk.pass(milliseconds: 3000)
      #expect(all.map { ProcessTable.sleeps(of: $0) } == before)
      for process in all {
        let name = ProcessTable.field("Name", of: process) ?? ""
        print("\(name) at rest: \(ProcessTable.field("VmRSS", of: process) ?? "")")
      }
    }

    @Test("while a still screen is filmed, wakes the indicator for its check alone")
    func filming() throws {
      let desk = try Desk()
      try desk.window().paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2_000)
      let indicator = try #require(desk.processes("callreel-indicator").first)
      let launcher = try #require(desk.processes("callreel-agent").first)
      let all = [desk.agent.identifier, launcher, indicator]
      let before = all.compactMap { ProcessTable.sleeps(of: $0) }
      let began = Clock.bootMilliseconds
      try desk.pass(milliseconds: 3_000)
      let woken = zip(before, all.compactMap { ProcessTable.sleeps(of: $0) }).map { $1 - $0 }
      let checks = Int(Clock.bootMilliseconds - began) / 100 + 1
      print("agent, launcher, indicator woke \(woken) times for \(checks) checks")
      // An uploader may come or go meanwhile.
      #expect(woken[1] <= 4)
      // For the timer and the answer; and for the question and the X server's few answers.
      #expect(woken[0] <= 4 * checks && woken[2] <= 8 * checks)
      // Who is not asked has nothing to do.
      try desk.stop(desk.agent.identifier)
      try desk.pass(milliseconds: 500)
      let asleep = ProcessTable.sleeps(of: indicator)
      try desk.pass(milliseconds: 1_500)
      #expect(ProcessTable.sleeps(of: indicator) == asleep)
      desk.agent.process.send(signal: Signal.resume)
      try desk.wait(for: "the film") { $0.state == "recording" }
      try desk.hangUp(call)
    }

    private func waitForOnly(_ names: [String], on desk: Desk) throws {
      let deadline = Clock.bootMilliseconds + 10_000
      while !desk.processes("callreel-recorder").isEmpty
        || !desk.processes("callreel-upload").isEmpty
        || names.contains(where: { desk.processes($0).isEmpty })
      {
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("rest") }
        try desk.pass(milliseconds: 20)
      }
    }

    /// How often they have slept once the start is over, however long a busy machine takes over
    /// it: nobody woke for half a second.
    private func sleeps(of processes: [Int32], onceStillOn desk: Desk) throws -> [Int?] {
      let deadline = Clock.bootMilliseconds + 10_000
      var last = processes.map { ProcessTable.sleeps(of: $0) }
      while true {
        try desk.pass(milliseconds: 500)
        let now = processes.map { ProcessTable.sleeps(of: $0) }
        guard now != last else { return now }
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("rest") }
        last = now
      }
    }
  }
}
