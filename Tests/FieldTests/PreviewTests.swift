import LinuxSystem
import TestSupport
import Testing

/// `callreel redaction check`: what would be hidden, before a campaign.
@Suite("A preview of what is hidden", .serialized, .timeLimit(.minutes(3)))
struct PreviewTests {
  private func check(_ form: FormDesk, _ words: String...) throws -> CommandRun {
    try CommandRun(
      ["redaction", "check", "--config", form.desk.root + "/config"] + words,
      environment: form.desk.environment)
  }

  @Test("tells of masked fields", arguments: [FormProgram.gtk3, .qt5, .swing])
  func shown(program: FormProgram) throws {
    let form = try FormDesk()
    let started = try form.start(program)
    let name = program == .swing ? "Swing" : "form"
    let run = try check(form, "--class", name, "--once")
    withExtendedLifetime(started) {}
    print(run.output)
    #expect(run.end == .exited(0))
    #expect(run.output.contains("but for 1 masked"))
    let json = try check(form, "--class", name, "--once", "--json")
    let line = try #require(json.output.split(separator: "\n").first)
    #expect(line.hasPrefix(#"{"window":"#))
    #expect(line.contains(#""masks":[{"source":"field","x":"#))
  }

  @Test("names what is hidden, and the remedy") func hidden() throws {
    let form = try FormDesk()
    let started = try TestProgram("xterm", environment: form.desk.environment)
    try form.awaitWindow(ofClass: "XTerm")
    let run = try check(form, "--class", "XTerm", "--once")
    withExtendedLifetime(started) {}
    #expect(run.end == .exited(0))
    #expect(run.output.contains("hidden whole: its program is not on the accessibility bus"))
  }

  @Test("says that nothing is there") func absent() throws {
    let form = try FormDesk()
    let run = try check(form, "--class", "nothing", "--once")
    #expect(run.end == .exited(69))
    #expect(run.error.contains("no window of class nothing is on the screen"))
  }
}

/// `callreel doctor`: what keeps a workstation from recording.
@Suite("The doctor", .serialized, .timeLimit(.minutes(3)))
struct DoctorTests {
  private func doctor(_ form: FormDesk, _ words: String...) throws -> CommandRun {
    try CommandRun(
      ["doctor", "--config", form.desk.root + "/config"] + words, state: form.desk.root + "/state",
      environment: form.desk.environment)
  }

  @Test("finds nothing wrong on a desk that films, and names hidden windows") func healthy() throws
  {
    let form = try FormDesk(
      more: "[[window]]\napplication = \"desk\"\nclass = \"XTerm\"\n")
    let started = try form.start(.gtk3)
    let hidden = try TestProgram("xterm", environment: form.desk.environment)
    try form.awaitWindow(ofClass: "XTerm")
    let run = try doctor(form)
    withExtendedLifetime((started, hidden)) {}
    print(run.output)
    #expect(run.end == .exited(0))
    #expect(run.output.contains("form shows, 1 field masked now"))
    #expect(run.output.contains("XTerm is hidden whole (no-answer)"))
    #expect(run.output.contains("its program is not on the accessibility bus"))
    // Nobody could tell whether there is a second one (F8).
    #expect(run.output.contains("warning enrolment     it names no workstation"))
    for topic in ["policy", "keys", "agent", "notice", "display", "store"] {
      let line = run.output.split(separator: "\n").first { $0.contains(" \(topic) ") }
      #expect(line?.hasPrefix("ok") == true, "\(topic)")
    }
  }

  @Test("says what is wrong, with the remedy, as JSON too") func ill() throws {
    let run = try CommandRun(["doctor", "--config", "/nowhere", "--json"])
    #expect(run.end == .exited(1))
    #expect(run.output.contains(#""topic":"policy","level":"error""#))
    #expect(run.output.contains(#""topic":"session bus","level":"error""#))
  }
}
