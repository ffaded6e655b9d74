import Glibc
import LinuxSystem

/// Something that a test waited for in vain.
package struct TestTimeout: Error, CustomStringConvertible {
  package let description: String

  package init(_ what: String) { description = "waited in vain for " + what }
}

/// A program that a test started, spoken to by lines; it ends with the value.
package final class TestProgram {
  package let process: ChildProcess
  private let input: Descriptor
  private let output: Descriptor
  private var unread: [UInt8] = []

  /// Starts a file by its path, else one beside the tests, else one of the system.
  ///
  /// Standard error goes to the end of `log`.
  package init(
    _ name: String, _ arguments: [String] = [], environment: [String], log: String = "/dev/null"
  ) throws {
    signal(SIGPIPE, SIG_IGN)
    let (theirInput, input) = try Pipe.make()
    let (output, theirOutput) = try Pipe.make()
    let reader = Descriptor(owning: theirInput)
    let writer = Descriptor(owning: theirOutput)
    self.input = Descriptor(owning: input)
    self.output = Descriptor(owning: output)
    let errors = try Files.openForAppending(path: log)
    process = try ChildProcess(
      path: Self.find(name), arguments: [name] + arguments, environment: environment,
      descriptors: [0: reader.rawValue, 1: writer.rawValue, 2: errors.rawValue])
  }

  package var identifier: Int32 { process.identifier }

  package func tell(_ line: String) throws {
    try input.write(Array((line + "\n").utf8))
  }

  /// Its next line, waited for; nil when it says no more.
  package func line(milliseconds: Int = 10_000) throws -> String? {
    let deadline = Clock.bootMilliseconds + Int64(milliseconds)
    while true {
      if let end = unread.firstIndex(of: 10) {
        defer { unread.removeSubrange(...end) }
        return String(decoding: unread[..<end], as: UTF8.self)
      }
      let rest = deadline - Clock.bootMilliseconds
      guard rest > 0, try !Waiting.wait([.init(output.rawValue)], milliseconds: Int(rest)).isEmpty
      else { throw TestTimeout("a line") }
      let bytes = try output.read(limit: 4096)
      guard !bytes.isEmpty else { return nil }
      unread += bytes
    }
  }

  /// All that it still says, and how it ended.
  package func finish() throws -> (output: [UInt8], end: ProcessEnd) {
    var bytes = unread
    while true {
      let part = try output.read(limit: 1 << 20)
      guard !part.isEmpty else { return (bytes, process.wait()) }
      bytes += part
    }
  }

  /// Ends a process that a program of a test has started.
  package static func end(_ process: Int32) { _ = kill(process, SIGKILL) }

  /// Runs a program to its end; its standard output.
  package static func output(
    of name: String, _ arguments: [String], environment: [String]
  ) throws -> [UInt8] {
    let program = try TestProgram(name, arguments, environment: environment)
    let (bytes, end) = try program.finish()
    guard end == .exited(0) else { throw TestTimeout("success of \(name): \(end)") }
    return bytes
  }

  private static func find(_ name: String) -> String {
    guard !name.hasPrefix("/") else { return name }
    let here = Files.parent(of: Account.executable)
    return [here, "/usr/bin", "/bin"].map { $0 + "/" + name }.first { Files.exists($0) } ?? name
  }
}
