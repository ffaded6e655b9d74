import ClipFormat
import LinuxSystem
import SessionBus
import TestSupport
import Testing

extension EndToEnd {
  /// A session bus that goes in the middle of a film, and one that is there afterwards.
  @Suite("The end of the session bus") struct BusLossTests {
    @Test("ends the agent and its film; what was filmed is kept by the next agent")
    func lost() throws {
      let desk = try Desk()
      try desk.window().paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2_700)
      let programs = ProcessTable.processes(below: desk.agent.identifier)
      let recorder = try #require(desk.processes("callreel-recorder").first)
      desk.endBus()
      #expect(desk.agent.process.wait() == .exited(1))
      #expect(desk.log.contains("the session bus has ended"), "\(desk.log)")
      let deadline = Clock.bootMilliseconds + 15_000
      while programs.contains(where: { ![nil, "Z"].contains(ProcessTable.state(of: $0)) }) {
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("the end of \(recorder)") }
        try desk.pass(milliseconds: 20)
      }
      #expect(!desk.holdsOpenClip, "the recorder closes what it has filmed")

      let bus = try SystemBus(hasLogind: false)
      let agent = try TestProgram(
        "callreel-agent", ["--config", desk.policy.directory],
        environment: ["DBUS_SESSION_BUS_ADDRESS=" + bus.address] + desk.environment)
      defer { agent.process.send(signal: Signal.terminate) }
      while !desk.isSpoolEmpty {
        guard Clock.bootMilliseconds < deadline + 15_000 else { throw TestTimeout("the store") }
        try desk.pass(milliseconds: 20)
      }
      let report = try desk.stored(call).verify()
      print("closed by \(report.closing), \(report.filmedMilliseconds) ms of film")
      #expect(report.filmedMilliseconds >= 2_000)
    }
  }
}
