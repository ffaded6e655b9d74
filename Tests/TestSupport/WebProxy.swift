import LinuxSystem

/// A real HTTP proxy on a port of this machine; it ends with the value.
package final class WebProxy {
  package let port: UInt16
  private let log: String
  private let process: ChildProcess

  /// Waits until it listens.
  package init(in folder: String) throws {
    port = try LoopbackSocket.freePort(.stream)
    log = folder + "/proxy.log"
    let settings = folder + "/proxy.conf"
    try Files.create(
      path: settings,
      Array(
        """
        Port \(port)
        Listen 127.0.0.1
        LogFile "\(log)"
        LogLevel Connect

        """.utf8))
    process = try ChildProcess(
      path: "/usr/bin/tinyproxy", arguments: ["tinyproxy", "-d", "-c", settings],
      environment: ["PATH=/usr/bin:/bin"], descriptors: [:])
    let deadline = Clock.bootMilliseconds + 10_000
    while (try? LoopbackSocket.connected(.stream, port: port)) == nil {
      guard Clock.bootMilliseconds < deadline, process.ended() == nil else {
        throw TestTimeout("tinyproxy; packaging/need test installs it")
      }
      _ = try Waiting.wait([.init(process.descriptor)], milliseconds: 20)
    }
  }

  /// The requests that it was asked to pass on, as `METHOD ADDRESS`.
  package func requests() throws -> [String] {
    String(decoding: try Files.read(path: log, limit: 1 << 20), as: UTF8.self)
      .split(separator: "\n").compactMap { line in
        guard let mark = line.firstRange(of: "): "), line.contains("Request (") else { return nil }
        return line[mark.upperBound...].split(separator: " ").prefix(2).joined(separator: " ")
      }
  }
}
