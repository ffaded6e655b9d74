import ByteCoding
import ClipSealing
import LinuxSystem
import TestSupport
import Testing

@Suite("callreel policy") struct PolicyCommandTests {
  @Test("check is silent about nothing and ends as the policy deserves") func check() throws {
    let directory = try ExampleDirectory()
    let good = try CommandRun(["policy", "check", directory.path])
    #expect(good.end == .exited(0) && good.error.isEmpty)
    try directory.edit("customers.txt", "+33261910005", "0261910005")
    let bad = try CommandRun(["policy", "check", directory.path])
    #expect(bad.end == .exited(65) && bad.output.isEmpty)
    #expect(bad.error.hasPrefix("callreel: customers.txt:4: is not a number (N2)"))
  }

  /// Options, and what is decided; the policy's days are long past or to come.
  static let decisions: [([String], String)] = [
    (["--queue", "claims", "--direction", "inbound"], "eligible"),
    (
      ["--queue", "claims", "--direction", "outbound"], "refuse N5 the caller has not been told"
    ),
    (
      ["--queue", "claims", "--direction", "outbound", "--caller-informed"], "eligible"
    ),
    (
      ["--queue", "disputes", "--flagged"],
      "refuse N13 the call is kept as evidence, or its queue is not known"
    ),
    (
      ["--queue", "other", "--evidence", "no"], "refuse F8 the call is not flagged for training"
    ),
  ]

  @Test("decide says eligible, or the rule and a sentence", arguments: decisions.indices)
  func decide(index: Int) throws {
    let (options, expected) = Self.decisions[index]
    let directory = try ExampleDirectory()
    try directory.holdToday()
    func run(_ number: String) throws -> CommandRun {
      try CommandRun(
        ["policy", "decide", directory.path, "--id", "1", "--number", "-"] + options
          + ["--employee", "-"], input: "\(number)\nalice\n")
    }
    let decided = try run("01 99 00 12 34")
    #expect(decided.end == .exited(0) && decided.error.isEmpty)
    #expect(decided.output == expected + "\n")
    guard expected == "eligible" else { return }
    #expect(try run("0612345678").output == "refuse N2 the call is not with a customer\n")
    #expect(try run("anonymous").output == "refuse N2 the caller's number is not known\n")
  }

  @Test("decide asks for the notice of the one who runs it, and for an enrolment")
  func person() throws {
    let directory = try ExampleDirectory()
    try directory.holdToday()
    let words = ["policy", "decide", directory.path, "--id", "1", "--number", "-"]
    let stranger = try CommandRun(words, input: "0199001234\n")
    #expect(stranger.output == "refuse F7 this person is not enrolled for a training\n")
    let login = try #require(Account.login)
    let text = try directory.read("people/alice.toml")
    try directory.write("people/\(login).toml", text.replacing("alice", with: login))
    let enrolled = try CommandRun(words, input: "0199001234\n")
    #expect(enrolled.output.hasPrefix("refuse F4 the notice has not been read"))
    #expect(try CommandRun(["policy", "decide", directory.path]).end == .exited(64))
    let wrong = try CommandRun(words + ["--direction", "sideways"], input: "0199001234\n")
    #expect(wrong.end == .exited(64))
  }

  @Test("hash makes the key and the lines that the policy takes") func hash() throws {
    let directory = try ExampleDirectory()
    let key = directory.path + "/never.key"
    let made = try CommandRun(
      ["policy", "hash", "-", "--key", key], input: "0199001234\n\n+33 1 99 00 12 35\n")
    #expect(made.end == .exited(0))
    let lines = made.output.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.count == 64 } && lines[0] != lines[1])
    #expect(try Files.status(path: key).mode == 0o600)
    let again = try CommandRun(["policy", "hash", "+33199001234", "--key", key])
    #expect(again.output == lines[0] + "\n" && again.error.isEmpty)
    try directory.write("never.txt", made.output)
    try directory.edit("policy.toml", "# never = ", "never = ")
    try directory.edit("policy.toml", "# never_key", "never_key")
    try directory.holdToday()
    let decided = try CommandRun(
      ["policy", "decide", directory.path, "--id", "1", "--number", "-", "--queue", "claims"]
        + ["--direction", "inbound", "--employee", "alice"], input: "0199001234\n")
    #expect(decided.output == "refuse F11 the number is never recorded\n")
    let wrong = try CommandRun(
      ["policy", "hash", "-", "--key", key], input: "0199001234\n12\n0199001235\n")
    #expect(wrong.end == .exited(65))
    #expect(wrong.error.contains("line 2 is not a telephone number"))
    #expect(!wrong.error.contains("0199"))
  }
}
