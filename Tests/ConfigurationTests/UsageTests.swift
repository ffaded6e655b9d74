import LinuxSystem
import TestSupport
import Testing

@Suite("A command that cannot be understood") struct UsageTests {
  @Test(
    "ends with 64, one sentence, and the help that has it",
    arguments: [
      (["call", "sneezed", "--id", "1"], "no event of that name", "callreel call"),
      (["call"], "missing expected argument '<event>'", "callreel call"),
      (["store", "answer"], "missing expected argument '<request>'", "callreel store answer"),
      (["key", "own", "new", "--size", "9"], "unknown option '--size'", "callreel key own new"),
      (["record"], "unexpected argument 'record'", "callreel"),
    ])
  func usage(words: [String], sentence: String, command: String) throws {
    let run = try CommandRun(words)
    #expect(run.end == .exited(64) && run.output.isEmpty)
    let lines = run.error.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains(sentence) && !lines[0].hasSuffix("."))
    #expect(lines.last == "hint: see \(command) --help")
  }

  @Test("for want of a policy says where to begin") func noPolicy() throws {
    let run = try CommandRun(["policy", "check", "/nowhere"])
    #expect(run.end == .exited(65) && run.error.contains("/usr/share/doc/callreel/example"))
  }
}
