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
      let before = all.map { ProcessTable.sleeps(of: $0) }
      try desk.pass(milliseconds: 3000)
      #expect(all.map { ProcessTable.sleeps(of: $0) } == before)
      for process in all {
        let name = ProcessTable.field("Name", of: process) ?? ""
        print("\(name) at rest: \(ProcessTable.field("VmRSS", of: process) ?? "")")
      }
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
      try desk.pass(milliseconds: 300)
    }
  }
}
