import LinuxSystem

/// Programs whose writes are recorded by strace(1) as long as the value lives; for root only.
package final class DiskTrace {
  private static let calls = [
    "openat", "mkdir", "unlink", "rmdir", "rename", "link", "write", "ftruncate", "fsync",
    "fdatasync",
    // Not used so far; the parser refuses them, so that none goes by unseen.
    "creat", "mkdirat", "unlinkat", "renameat", "renameat2", "linkat", "pwrite64", "writev",
    "pwritev", "pwritev2", "truncate", "sync", "syncfs", "sync_file_range", "copy_file_range",
    "sendfile", "fallocate", "symlink", "symlinkat",
  ]

  private let program: TestProgram
  private let file: String

  /// Follows these processes and all that they start.
  package init(processes: [Int32], file: String) throws {
    self.file = file
    let before = processes.map { ProcessTable.sleeps(of: $0) }
    program = try TestProgram(
      "strace",
      ["-f", "-y", "-xx", "-s", "10000000", "-e", "trace=" + Self.calls.joined(separator: ",")]
        + ["-e", "signal=none", "-o", file] + processes.flatMap { ["-p", "\($0)"] },
      environment: ["PATH=/usr/bin:/bin"])
    let deadline = Clock.bootMilliseconds + 5000
    // Held and let go on once: only from then on is anything of a process seen.
    while zip(processes, before).contains(where: { process, before in
      // One that has ended meanwhile does nothing more.
      guard let state = ProcessTable.state(of: process), state != "Z" else { return false }
      return ProcessTable.field("TracerPid", of: process) == "0"
        || ProcessTable.sleeps(of: process) == before || state == "t"
    }) {
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout("strace") }
      _ = try Waiting.wait([], milliseconds: 2)
    }
  }

  /// Lets the programs go; what they did below `folders`.
  package func finish(
    folders: [(path: String, name: String)]
  ) throws -> [DiskOperation] {
    program.process.send(signal: Signal.interrupt)
    program.process.wait()
    var parser = TraceParser(folders: folders)
    try parser.read(String(decoding: try Files.read(path: file, limit: 1 << 28), as: UTF8.self))
    try Files.remove(file)
    return parser.operations
  }
}
