import LinuxSystem

/// One run of a program, by default of the `callreel` that was built beside the tests.
package struct CommandRun {
  package let end: ProcessEnd
  package let output: String
  package let error: String

  /// A program that was built beside the tests.
  package static func path(_ name: String) -> String {
    Files.parent(of: Account.executable) + "/" + name
  }

  /// Runs it with these words, this standard input and this state directory to its end.
  package init(
    program: String = path("callreel"), _ words: [String], input: String = "", state: String? = nil,
    environment: [String] = []
  ) throws {
    let scratch = try TemporaryDirectory()
    try Files.create(path: scratch.path + "/in", Array(input.utf8))
    let source = try Files.openForReading(path: scratch.path + "/in")
    let output = try Files.openNew(path: scratch.path + "/out")
    let error = try Files.openNew(path: scratch.path + "/err")
    let child = try ChildProcess(
      path: program, arguments: [program] + words,
      environment: environment + [
        "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=" + scratch.path,
        "SHELL=/bin/sh", "XDG_STATE_HOME=" + (state ?? scratch.path + "/state"),
      ],
      descriptors: [0: source.rawValue, 1: output.rawValue, 2: error.rawValue])
    end = child.wait()
    self.output = try Self.text(scratch.path + "/out")
    self.error = try Self.text(scratch.path + "/err")
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Files.read(path: path, limit: 1 << 26), as: UTF8.self)
  }
}
