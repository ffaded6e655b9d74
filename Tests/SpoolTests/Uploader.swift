import ByteCoding
import ClipStore
import LinuxSystem
import ProcessMessages
import TestSupport

/// The real `callreel-upload`, with this test in the agent's place.
final class Uploader {
  let process: ChildProcess
  private var agent: MessageSocket?

  /// `tracer` starts the program.
  init(
    _ order: UploadOrder, log: String, through tracer: [String] = [],
    program: String = CommandRun.path("callreel-upload")
  ) throws {
    let (ours, theirs) = try MessageSocket.pair()
    agent = MessageSocket(owning: ours)
    let given = Descriptor(owning: theirs)
    let errors = try Files.openForAppending(path: log)
    let words = tracer + [program]
    process = try ChildProcess(
      path: words[0], arguments: words,
      environment: ["PATH=/usr/bin:/bin"], descriptors: [2: errors.rawValue, 3: given.rawValue])
    try tell(order)
  }

  func tell(_ order: UploadOrder) throws { try agent?.send(order.bytes) }

  /// The agent's session ends.
  func leave() { agent = nil }

  /// Waited for to its end.
  func finish(milliseconds: Int = 120_000) throws -> ProcessEnd {
    guard let end = process.wait(milliseconds: milliseconds) else {
      throw TestTimeout("the uploader's end")
    }
    return end
  }
}
