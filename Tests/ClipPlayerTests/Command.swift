import LinuxSystem
import Testing

/// Runs the program `callreel` that was built beside these tests.
enum Command {
  struct Outcome {
    var end: ProcessEnd
    var output: String
    var error: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// What was said besides what is told once of a first workstation.
    var ownError: String {
      guard error.hasPrefix("callreel: nothing vouches for workstation ") else { return error }
      return error.split(separator: "\n").dropFirst(2).map { $0 + "\n" }.joined()
    }
  }

  static func directory() -> String { Files.parent(of: Account.executable) }

  static func run(
    _ words: [String], input: String = "", environment: [String] = [], program: String? = nil
  ) throws -> Outcome {
    let scratch = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-command-")
    defer { try? Files.removeTree(scratch) }
    let child = try start(
      words, input: input, environment: environment, program: program, scratch: scratch)
    let end = child.wait()
    return Outcome(
      end: end, output: try text(scratch + "/out"), error: try text(scratch + "/err"))
  }

  static func start(
    _ words: [String], input: String, environment: [String] = [], program: String? = nil,
    scratch: String
  ) throws -> ChildProcess {
    try Files.create(path: scratch + "/in", Array(input.utf8))
    let source = try Files.openForReading(path: scratch + "/in")
    let output = try Files.openNew(path: scratch + "/out")
    let error = try Files.openNew(path: scratch + "/err")
    let path = program ?? directory() + "/callreel"
    return try ChildProcess(
      path: path, arguments: ["callreel"] + words,
      environment: environment + [
        "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC", "XDG_STATE_HOME=\(scratch)/state",
      ],
      descriptors: [0: source.rawValue, 1: output.rawValue, 2: error.rawValue])
  }

  /// What ffprobe says of `entries`, one line each.
  static func probe(_ file: String, _ entries: String) throws -> [String] {
    let scratch = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-probe-")
    defer { try? Files.removeTree(scratch) }
    let output = try Files.openNew(path: scratch + "/out")
    let child = try ChildProcess(
      path: "/usr/bin/ffprobe",
      arguments: ["ffprobe", "-v", "error", "-of", "csv=p=0", "-show_entries", entries, file],
      environment: ["PATH=/usr/bin:/bin"], descriptors: [1: output.rawValue])
    #expect(child.wait() == .exited(0))
    return try text(scratch + "/out").split(separator: "\n").map(String.init)
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try Files.read(path: path, limit: 1 << 24), as: UTF8.self)
  }
}

/// A failure is one sentence of ours, perhaps a hint, and this status.
func expectRefusal(
  _ outcome: Command.Outcome, _ status: Int32, _ part: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(outcome.end == .exited(status), "\(outcome)", sourceLocation: sourceLocation)
  let lines = outcome.ownError.split(separator: "\n")
  #expect(
    lines.first?.hasPrefix("callreel: ") == true && lines.first?.contains(part) == true
      && lines.first?.hasSuffix(".") == false,
    "\(outcome.error)", sourceLocation: sourceLocation)
  #expect(
    lines.count <= 2 && lines.dropFirst().allSatisfy { $0.hasPrefix("hint: ") },
    "\(outcome.error)", sourceLocation: sourceLocation)
}
