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

  @Test("is missing: calls are recorded with windows hidden, and status and journal say so")
  func missing() throws {
    var setting = Desk.Setting()
    setting.hasAccessibility = false
    setting.terms.windows = """
      [[window]]
      application = "desk"
      class = "\(DeskPolicy.windowClass)"

      """
    let desk = try Desk(setting)
    let window = try desk.window()
    try window.paint("ff0000")
    let call = try desk.callUntilRecorded()
    try desk.pass(milliseconds: 2500)
    #expect(try desk.run("callreel", "status").contains("no accessibility bus"))
    #expect(try desk.run("callreel", "status", "--json").contains("\"fields_unknown\":true"))
    try desk.hangUp(call)
    let film = try desk.film(call)
    #expect(film.frames.count > 1 && film.firstLeak(beyond: 14) == nil)
    #expect(film.hiddenWindows.contains("no-answer"))
    #expect(try desk.run("callreel", "journal").contains("the session had no accessibility bus"))
    #expect(try desk.run("callreel", "journal", "--json").contains("\"fields_unknown\":true"))
    withExtendedLifetime(window) {}
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
