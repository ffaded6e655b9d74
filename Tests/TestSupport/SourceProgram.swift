import LinuxSystem

/// A telephony source that a test has started as the agent would.
package final class SourceProgram {
  package let program: TestProgram

  /// `settings`: its first line.
  package init(_ name: String, settings: String, environment: [String] = []) throws {
    program = try TestProgram(name, environment: ["PATH=/usr/bin:/bin"] + environment)
    try program.tell(settings)
  }

  package func line() throws -> String? { try program.line() }

  /// Its exit status, waited for.
  package func status() throws -> Int32? {
    guard case .exited(let status)? = program.process.wait(milliseconds: 10_000) else { return nil }
    return status
  }
}

/// A server of the test's own on loopback: telephony as it should not be.
package final class RudeServer {
  package let port: UInt16
  private let listening: Descriptor
  private var connection: Descriptor?

  package init() throws {
    port = try LoopbackSocket.freePort(.stream)
    listening = try LoopbackSocket.listening(port: port)
  }

  package func accept(milliseconds: Int = 10_000) throws {
    connection = try LoopbackSocket.accepted(listening, milliseconds: milliseconds)
  }

  /// False where the other side has gone.
  @discardableResult package func say(_ bytes: [UInt8]) -> Bool {
    guard let descriptor = connection?.rawValue else { return false }
    guard (try? Waiting.wait([.init(descriptor, writable: true)], milliseconds: 0)) != nil else {
      return false
    }
    return (try? connection?.write(bytes)) != nil
  }

  @discardableResult package func say(_ text: String) -> Bool { say(Array(text.utf8)) }

  /// What is said next, waited for until `words` are in it.
  package func hear(until words: String, milliseconds: Int = 10_000) throws -> String {
    let deadline = Clock.bootMilliseconds + Int64(milliseconds)
    var heard = ""
    while !heard.contains(words) {
      let rest = Int(deadline - Clock.bootMilliseconds)
      guard let descriptor = connection?.rawValue, rest > 0,
        try !Waiting.wait([.init(descriptor)], milliseconds: rest).isEmpty,
        let bytes = try connection?.read(limit: 65_536), !bytes.isEmpty
      else { throw TestTimeout("\(words) after \(heard.suffix(200))") }
      heard += String(decoding: bytes, as: UTF8.self)
    }
    return heard
  }

  /// Whether something is said within the time.
  package func hearsNothing(milliseconds: Int) throws -> Bool {
    guard let descriptor = connection?.rawValue else { return true }
    return try Waiting.wait([.init(descriptor)], milliseconds: milliseconds).isEmpty
  }

  package func hangUp() { connection = nil }
}
