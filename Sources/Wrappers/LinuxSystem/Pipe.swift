internal import CLinux
internal import Glibc

/// A byte stream from one process to another, in memory only.
package enum Pipe {
  /// What can be written without waiting once a poll says that there is room (pipe(7), PIPE_BUF).
  package static let partBytes = 4_096

  /// Has a write fail with EPIPE where nobody reads any more, instead of ending this process.
  package static func surviveReaders() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// The two ends, closed on exec; the caller owns both.
  package static func make() throws(SystemError) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    try checked("pipe") { unsafe callreel_pipe(&ends) }
    return (ends[0], ends[1])
  }
}

/// A file without a name, in memory only; gone with its last descriptor.
package enum MemoryFile {
  package static func make(_ bytes: [UInt8]) throws(SystemError) -> Descriptor {
    let file = Descriptor(owning: try checked("memfd_create") { callreel_memory_file() })
    try file.write(bytes)
    return file
  }
}
