import LinuxSystem
import TestSupport
import Testing
import Timeline

/// A terminal is hidden while a program in it asks for a secret.
@Suite("Terminals", .serialized, .timeLimit(.minutes(5)))
struct TerminalTests {
  private static let listing = """
    [[window]]
    application = "desk"
    class = "XTerm"
    accessibility = "none-needed"

    """

  /// The film of an xterm in which a script asks for something, all of it on red ground.
  private func film(_ program: [String]) throws -> (film: DecodedFilm, answered: CallTime) {
    let form = try FormDesk(more: Self.listing)
    let call = try form.desk.callUntilRecorded()
    let started = try TestProgram(
      "xterm", ["-geometry", "80x24", "-e"] + program, environment: form.desk.environment,
      log: form.desk.root + "/program.log")
    try form.awaitWindow(ofClass: "XTerm")
    try form.desk.pass(milliseconds: 2500)
    // The word and its end; the program goes on.
    try form.desk.run("xdotool", "type", "abc\n")
    try form.desk.pass(milliseconds: 1000)
    let answered = call.now
    try form.desk.pass(milliseconds: 2500)
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    return (try form.desk.film(call), answered)
  }

  @Test(
    "are hidden while one asks for a secret",
    arguments: [
      [
        "sh", "-c",
        #"stty -echo; printf '\033[41m\033[2J'; read x; printf '\033[0m\033[2J'; stty echo; echo Next; sleep 9"#,
      ],
      [
        "/usr/bin/python3", "-c",
        #"import getpass, time; getpass.getpass("\033[41m\033[2J"); print("\033[0m\033[2JNext"); time.sleep(9)"#,
      ],
    ])
  func secret(program: [String]) throws {
    let (film, answered) = try film(program)
    print("terminal: \(film.frames.count) frames, \(film.hiddenWindows)")
    #expect(try film.leakKept(beyond: 14) == nil)
    let shown = film.frames.filter { $0.time > answered }.map { Share($0).shown }.max() ?? 0
    #expect(shown > 30_000)
  }

  @Test("show while one asks for a name") func name() throws {
    let script = #"printf '\033[41m\033[2J'; read x; printf '\033[0m\033[2J'; sleep 9"#
    #expect(try film(["sh", "-c", script]).film.firstLeak(beyond: 14) != nil)
  }
}
