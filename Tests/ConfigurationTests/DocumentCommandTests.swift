import ClipFormat
import Journal
import LinuxSystem
import TestSupport
import Testing

@Suite("callreel notice and policy report") struct DocumentCommandTests {
  @Test("write each language and form; a file's name says its form") func forms() throws {
    let directory = try ExampleDirectory()
    let first = [
      "en": "Recording of your screen", "fr": "Enregistrement de votre écran",
      "nl": "Opname van uw scherm",
    ]
    for (language, words) in first {
      let notice = try CommandRun(
        ["notice", "--config", directory.path, "--language", language])
      #expect(notice.end == .exited(0) && notice.output.hasPrefix(words))
    }
    let page = directory.path + "/notice.html"
    let made = try CommandRun(["notice", "--config", directory.path, "--output", page])
    #expect(made.end == .exited(0) && made.output.isEmpty)
    #expect(
      String(decoding: try Files.read(path: page, limit: 1 << 20), as: UTF8.self)
        .hasPrefix("<!DOCTYPE html>"))
    let again = try CommandRun(["notice", "--config", directory.path, "--output", page])
    #expect(again.end == .exited(1))
    let report = try CommandRun(["policy", "report", directory.path, "--format", "markdown"])
    #expect(report.end == .exited(0) && report.output.hasPrefix("# Report on screen recordings"))
    #expect(!report.output.contains("alice") && !report.output.contains("Jeanne Martin"))
    for wrong in [["--format", "pdf"], ["--language", "de"]] {
      let run = try CommandRun(["policy", "report", directory.path] + wrong)
      #expect(run.end == .exited(64) && run.output.isEmpty)
    }
  }

  @Test("a notice is confirmed at a terminal, in its language, and stays readable")
  func confirm() throws {
    let directory = try ExampleDirectory()
    let desk = try TemporaryDirectory()
    let state = desk.path + "/state"
    let words = ["notice", "--config", directory.path, "--confirm"]
    let piped = try CommandRun(words, input: "read\n", state: state)
    #expect(piped.end == .exited(77))
    func atTerminal(_ answer: String) throws -> CommandRun {
      // `script` gives the command a terminal of its own.
      try CommandRun(
        program: "/usr/bin/script",
        [
          "-qec", "\(CommandRun.path("callreel")) \(words.joined(separator: " ")) --language fr",
          "/dev/null",
        ], input: answer + "\n", state: state)
    }
    for answer in ["yes", "gelezen", ""] {
      #expect(try atTerminal(answer).output.contains("callreel: pas confirmée"))
    }
    #expect(try !CommandRun(["notice", "--confirmed"], state: state).output.contains(".txt"))
    let confirmed = try atTerminal("lu").output
    #expect(confirmed.contains("Tapez « lu » pour confirmer"))
    #expect(confirmed.contains("C'est confirmé."))
    let listed = try CommandRun(["notice", "--confirmed"], state: state)
    let file = try #require(listed.output.split(separator: "\n").first.map(String.init))
    #expect(listed.output.split(separator: "\n").count == 1)
    let kept = String(decoding: try Files.read(path: file, limit: 1 << 20), as: UTF8.self)
    let shown = try CommandRun(["notice", "--config", directory.path, "--language", "fr"])
    #expect(kept == shown.output)
    #expect(try Files.status(path: file).mode == 0o600)
  }

  @Test("a key of one's own is offered once the notice is confirmed; what opens it is not shown")
  func offered() throws {
    let directory = try ExampleDirectory()
    let desk = try TemporaryDirectory()
    let log = desk.path + "/said"
    let watch = try DirectoryWatch()
    try watch.add(desk.path, for: .writing)
    let command = "\(CommandRun.path("callreel")) notice --confirm --config \(directory.path)"
    let terminal = try TestProgram(
      "script", ["-qefc", command, log],
      environment: [
        "PATH=/usr/bin:/bin", "SHELL=/bin/sh", "XDG_STATE_HOME=" + desk.path + "/state",
      ])
    func said() -> String {
      String(decoding: (try? Files.read(path: log, limit: 1 << 20)) ?? [], as: UTF8.self)
    }
    for (question, answer) in [
      ("it is not consent: ", "read"), ("press Enter: ", "key"),
      ("new passphrase: ", "battery staple"), ("once more: ", "battery staple"),
    ] {
      while !said().contains(question) {
        guard try !Waiting.wait([.init(watch.rawValue)], milliseconds: 20_000).isEmpty else {
          throw TestTimeout(question + said())
        }
        watch.drain()
      }
      try terminal.tell(answer)
    }
    #expect(try terminal.finish().end == .exited(0))
    let key = try #require(OwnKey(stateDirectory: desk.path + "/state/callreel").publicKey)
    #expect(said().contains(key.text) && !said().contains("staple"), "\(said())")
  }
}
