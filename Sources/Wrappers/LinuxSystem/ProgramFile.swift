internal import CLinux
internal import Glibc

/// Which program a process runs, by proc(5).
package enum ProgramFile {
  /// Its absolute path; empty where it may not be known.
  ///
  /// The kernel takes the question for a look into the process: who has given up rights to files
  /// by landlock(7) gets no answer, and needs a ``ProgramReader``.
  package static func path(of process: Int32) -> String {
    let capacity = Int(PATH_MAX)
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      let length = unsafe readlink("/proc/\(process)/exe", start, capacity)
      guard length > 0 else { return "" }
      return unsafe String(decoding: buffer[..<length], as: UTF8.self)
    }
  }
}

/// A process of its own that tells which programs others run, and does nothing else.
///
/// It is a copy of this one with one socket, made before this one gives up what it takes to ask;
/// it ends with the value.
package final class ProgramReader {
  /// An answer that takes longer will not come: nothing is known of any program then.
  private static let patience = 1000

  private let socket: MessageSocket
  private var isTrusted = true

  /// Starts the process; `confine` runs in it, and takes all else away from it.
  package init(confine: () throws -> Void) throws(SystemError) {
    let (ours, theirs) = try MessageSocket.pair()
    socket = MessageSocket(owning: ours)
    let given = Descriptor(owning: theirs)
    let child = try checked("fork") { callreel_fork_keeping(theirs) }
    guard child != 0 else { Self.serve(confine) }
    _ = consume given
  }

  /// The absolute path of a process's program; empty where it may not be known.
  package func path(of process: Int32) -> String {
    let question = Self.bytes(process)
    guard isTrusted, (try? socket.send(question)) != nil,
      (try? Waiting.wait([.init(socket.rawValue)], milliseconds: Self.patience))?.isEmpty == false,
      let answer = try? socket.receive()?.bytes, answer.starts(with: question)
    else {
      isTrusted = false
      return ""
    }
    return String(decoding: answer.dropFirst(question.count), as: UTF8.self)
  }

  private static func bytes(_ process: Int32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: process >> (8 * $0)) }
  }

  /// What the other process does, until this one is gone.
  private static func serve(_ confine: () throws -> Void) -> Never {
    let socket = MessageSocket(owning: callreel_kept_descriptor)
    guard (try? confine()) != nil else { _exit(70) }
    while let question = try? socket.receive()?.bytes {
      let process = question.reversed().reduce(Int32(0)) { $0 << 8 | Int32($1) }
      guard (try? socket.send(question + Array(ProgramFile.path(of: process).utf8))) != nil else {
        break
      }
    }
    _exit(0)
  }
}
