import Glibc
import LinuxSystem

/// A shell script in the place of a program, which says when it runs.
struct RunningProgram: ~Copyable {
  private let fifo: String

  /// The script first writes its process number, then goes on with `script`.
  init(at path: String, _ script: String) throws {
    fifo = path + ".started"
    mkfifo(fifo, 0o600)
    try Files.create(
      path: path, Array("#!/bin/sh\necho $$ >'\(fifo)'\n\(script)\n".utf8), mode: 0o700)
  }

  /// Waits until it runs.
  func number() throws -> Int32 {
    let text = try Command.text(fifo)
    return Int32(text.prefix { $0.isNumber }) ?? 0
  }

  static func lives(_ number: Int32) -> Bool { kill(number, 0) == 0 }
}
