import LinuxSystem

/// A server that tells its port as `127.0.0.1:PORT` in what it logs; it ends with the value.
package final class LoggedServer {
  package let port: UInt16
  private let log: String
  private let process: ChildProcess

  /// Waits until it is there.
  package init(_ words: [String], _ environment: [String] = [], folder: String) throws {
    guard Files.exists(words[0]) else {
      throw TestTimeout("\(words[0]); packaging/need test installs it")
    }
    let logs = folder + "/log"
    log = logs + "/server-\(Clock.bootNanoseconds)"
    try Files.makeDirectories(logs)
    let output = try Files.openForAppending(path: log)
    let watch = try DirectoryWatch()
    try watch.add(logs, for: .writing)
    process = try ChildProcess(
      path: words[0], arguments: words,
      environment: environment + ["PATH=/usr/bin:/bin", "HOME=" + folder, "PYTHONUNBUFFERED=1"],
      descriptors: [1: output.rawValue, 2: output.rawValue])
    var found: UInt16?
    while found == nil {
      let text = String(decoding: try Files.read(path: log, limit: 1 << 20), as: UTF8.self)
      // The line may not be whole yet.
      if let mark = text.firstRange(of: "127.0.0.1:"), text[mark.upperBound...].contains("\n") {
        found = UInt16(text[mark.upperBound...].prefix { $0.isNumber })
      }
      guard found == nil else { break }
      let ready = try Waiting.wait(
        [.init(watch.rawValue), .init(process.descriptor)], milliseconds: 60_000)
      guard ready.contains(watch.rawValue) || process.ended() == nil, !ready.isEmpty else {
        throw TestTimeout("a server: " + text)
      }
      watch.drain()
    }
    port = found ?? 0
  }

  /// A Python script of the package.
  package convenience init(
    script: String, _ words: [String], folder: String
  ) throws {
    let path = ObjectServer.repository + "/packaging/prove.d/" + script
    try self.init(["/usr/bin/python3", path] + words, folder: folder)
  }

  /// All that it has logged.
  package func lines() throws -> [Substring] {
    String(decoding: try Files.read(path: log, limit: 1 << 26), as: UTF8.self)
      .split(separator: "\n")
  }
}
