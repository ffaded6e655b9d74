import ClipFormat
import LinuxSystem
import SessionBus
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// What the agent tells the service manager that started it.
  @Suite("The agent under a service manager") struct SupervisionTests {
    /// A desk whose agent has ended, and another that a manager starts in its place.
    private func start(
      on desk: Desk, tellingTo manager: NotifySocket, watchdog microseconds: Int? = nil
    ) throws -> TestProgram {
      let watchdog = microseconds.map { ["WATCHDOG_USEC=\($0)"] } ?? []
      return try TestProgram(
        "callreel-agent", ["--config", desk.policy.directory],
        environment: desk.environment + ["NOTIFY_SOCKET=" + manager.name] + watchdog,
        log: desk.root + "/agent.log")
    }

    private func deskWithoutAgent() throws -> Desk {
      let desk = try Desk()
      desk.agent.process.send(signal: Signal.terminate)
      #expect(desk.agent.process.wait() == .exited(0))
      return desk
    }

    @Test("is ready once it serves the session, not before", arguments: NotifySocket.Kind.allCases)
    func ready(kind: NotifySocket.Kind) throws {
      let desk = try deskWithoutAgent()
      let manager = try NotifySocket(kind, below: desk.root)
      let agent = try start(on: desk, tellingTo: manager)
      try manager.wait(for: "READY=1")
      // At the first try: nothing is waited for here.
      #expect(try desk.connection.agentProperties()["State"] != nil)
      try desk.wait(for: "idle") { $0.state == "idle" }
      agent.process.send(signal: Signal.terminate)
      try manager.wait(for: "STOPPING=1")
      #expect(agent.process.wait() == .exited(0))
    }

    @Test("one too many is never ready, and is not started again") func second() throws {
      let desk = try Desk()
      let manager = try NotifySocket(.path, below: desk.root)
      let second = try start(on: desk, tellingTo: manager)
      #expect(second.process.wait() == .exited(69))
      #expect(try manager.next(milliseconds: 0) == nil)
    }

    @Test("where nobody is enrolled it was ready, so that its end is no failure")
    func nobody() throws {
      let desk = try deskWithoutAgent()
      let manager = try NotifySocket(.path, below: desk.root)
      try Files.remove(desk.policy.directory + "/people/\(DeskPolicy.employee).toml")
      let agent = try start(on: desk, tellingTo: manager)
      #expect(agent.process.wait() == .exited(0))
      #expect(try manager.next() == ["READY=1", "STATUS=nobody is enrolled here"])
    }

    @Test("gives its signs of life while its loop runs, and only then") func watchdog() throws {
      let period = 2000
      let desk = try deskWithoutAgent()
      let manager = try NotifySocket(.abstract, below: desk.root)
      let agent = try start(on: desk, tellingTo: manager, watchdog: period * 1000)
      try manager.wait(for: "READY=1")
      for _ in 0..<3 { try manager.wait(for: "WATCHDOG=1", milliseconds: period) }
      try desk.stop(agent.identifier)
      while try manager.next(milliseconds: 0) != nil {}
      #expect(try manager.next(milliseconds: period) == nil)
      agent.process.send(signal: Signal.resume)
      try manager.wait(for: "WATCHDOG=1", milliseconds: period)
    }

    @Test("a manager that reads nothing stops nothing") func deaf() throws {
      let desk = try deskWithoutAgent()
      let manager = try NotifySocket(.path, below: desk.root)
      let agent = try start(on: desk, tellingTo: manager, watchdog: 10_000)
      try manager.wait(for: "READY=1")
      // The kernel keeps some ten datagrams; the agent owes two hundred by then.
      try desk.pass(milliseconds: 1000)
      #expect(try desk.connection.agentProperties()["State"] != nil)
      agent.process.send(signal: Signal.terminate)
      #expect(agent.process.wait() == .exited(0))
    }

    @Test("a clean stop in a call seals what there is") func stopInCall() throws {
      let desk = try deskWithoutAgent()
      let manager = try NotifySocket(.path, below: desk.root)
      let agent = try start(on: desk, tellingTo: manager)
      try manager.wait(for: "READY=1")
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 4200)
      agent.process.send(signal: Signal.terminate)
      try manager.wait(for: "STOPPING=1")
      #expect(agent.process.wait() == .exited(0))
      #expect(!desk.holdsOpenClip)
      try desk.restartAgent()
      try desk.waitUntilStored()
      #expect(try desk.film(call).report.end.milliseconds >= 2000)
    }
  }
}
