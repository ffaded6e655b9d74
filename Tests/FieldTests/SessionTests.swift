import Glibc
import LinuxSystem
import TestSupport
import Testing

/// Accessibility of the session while somebody is enrolled.
@Suite("Accessibility of the session", .serialized, .timeLimit(.minutes(1)))
struct SessionTests {
  @Test("is switched on for the agent's life, and never a screen reader's") func restored() throws {
    let form = try FormDesk()
    #expect(try form.isAccessible())
    let reader = try form.desk.run(
      "busctl", "--user", "get-property", "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status",
      "ScreenReaderEnabled")
    #expect(reader.contains("false"))
    form.desk.agent.process.send(signal: SIGTERM)
    form.desk.agent.process.wait()
    #expect(try !form.isAccessible())
  }

  @Test("is left alone where no program has to be asked") func untouched() throws {
    let desk = try Desk()
    // By then the agent has done all that it does at its start.
    try desk.hangUp(desk.callUntilRecorded())
    let state = try desk.run(
      "busctl", "--user", "get-property", "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status",
      "IsEnabled")
    #expect(state.contains("false"))
  }
}
