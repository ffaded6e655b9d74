import Glibc
import LinuxSystem
import Testing

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

  /// Waits until it runs, at most half a minute.
  func number() throws -> Int32 {
    // Open for both directions, opening does not wait for the other end.
    let started = try Files.openForAppending(path: fifo)
    let ready = try Waiting.wait([.init(started.rawValue)], milliseconds: 30_000)
    try #require(!ready.isEmpty, "the program was never started")
    let text = String(decoding: try started.read(limit: 64), as: UTF8.self)
    return try #require(Int32(text.prefix { $0.isNumber }))
  }

  static func lives(_ number: Int32) -> Bool { kill(number, 0) == 0 }
}
