import ByteCoding
import LinuxSystem
import ProcessMessages
import Telephony

/// A telephony source that runs, with the agent's ends of its pipes.
final class SourcePipes {
  /// How much is read at once, in bytes.
  private static let readBytes = 16_384

  let program: LaunchedProgram
  let number: UInt32
  private let told: Descriptor
  private let heard: Descriptor
  private var buffer = LineBuffer(longest: SourceLine.longest)

  init(
    program: LaunchedProgram, number: UInt32, told: consuming Descriptor,
    heard: consuming Descriptor
  ) {
    self.program = program
    self.number = number
    self.told = told
    self.heard = heard
  }

  var descriptor: Int32 { heard.rawValue }

  /// A program that reads nothing is told nothing more once its pipe is full.
  func tell(_ order: SourceOrder) {
    try? told.write(Array((order.json.text + "\n").utf8))
  }

  /// The lines that have come; nil at the end.
  func lines() throws(DialogueFault) -> [[UInt8]]? {
    guard let bytes = try? heard.read(limit: Self.readBytes), !bytes.isEmpty else { return nil }
    return try buffer.lines(adding: bytes)
  }

  /// Whether something can be read without waiting.
  var hasMore: Bool {
    (try? Waiting.wait([.init(descriptor)], milliseconds: 0))?.isEmpty == false
  }
}
