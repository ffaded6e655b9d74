import Glibc
import LinuxSystem

/// A service manager's socket (sd_notify(3)) that a test holds.
package final class NotifySocket {
  package enum Kind: CaseIterable, Sendable {
    case path
    case abstract
  }

  /// The value of NOTIFY_SOCKET.
  package let name: String
  private let socket: Descriptor

  package init(_ kind: Kind, below folder: String) throws {
    let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    socket = Descriptor(owning: Glibc.socket(AF_UNIX, type, 0))
    name = kind == .path ? folder + "/notify" : "@" + folder + "/notify"
    var path = Array(name.utf8)
    if kind == .abstract { path[0] = 0 }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let length = MemoryLayout<sa_family_t>.size + path.count + (kind == .path ? 1 : 0)
    let raw = socket.rawValue
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(raw, $0, socklen_t(length))
      }
    }
    guard code == 0 else { throw TestTimeout("the manager's socket") }
  }

  /// The lines of what the service says next; nil where it says nothing for so long.
  package func next(milliseconds: Int = 10_000) throws -> [String]? {
    guard try !Waiting.wait([.init(socket.rawValue)], milliseconds: milliseconds).isEmpty
    else { return nil }
    let text = String(decoding: try socket.read(limit: 4096), as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  /// Waits until the service says this; what it says before is passed over.
  package func wait(for line: String, milliseconds: Int = 10_000) throws {
    let deadline = Clock.bootMilliseconds + Int64(milliseconds)
    var heard: [String] = []
    while !heard.contains(line) {
      let rest = deadline - Clock.bootMilliseconds
      guard rest > 0, let lines = try next(milliseconds: Int(rest)) else {
        throw TestTimeout("\(line); it said \(heard)")
      }
      heard += lines
    }
  }
}
