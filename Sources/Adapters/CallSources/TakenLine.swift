internal import LinuxSystem

/// Whether another program is connected to a server of this machine.
///
/// Baresip gives its one control connection to whoever comes last and lets the one before go, so a
/// source that connected anyway would fight with that program for it.
enum TakenLine {
  private static let established: Substring = "01"
  private static let tableBytes = 1 << 24

  static func isTaken(host: String, port: UInt16) -> Bool {
    guard ["localhost", "::1"].contains(host) || host.hasPrefix("127.") else { return false }
    return ["/proc/net/tcp", "/proc/net/tcp6"].contains { table in
      let bytes = (try? Files.read(path: table, limit: tableBytes)) ?? []
      return isTaken(port: port, in: String(decoding: bytes, as: UTF8.self))
    }
  }

  /// The server's end of a connection is a line of proc(5)'s table with its port.
  private static func isTaken(port: UInt16, in table: String) -> Bool {
    table.split(separator: "\n").dropFirst().contains { line in
      let fields = line.split(separator: " ")
      return fields.count > 3 && fields[3] == established
        && fields[1].split(separator: ":").last.flatMap { UInt16($0, radix: 16) } == port
    }
  }
}
