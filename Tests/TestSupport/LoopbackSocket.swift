import Glibc
import LinuxSystem

/// Sockets of this machine that a test speaks on.
package enum LoopbackSocket {
  package enum Kind: Sendable {
    case stream
    case datagram

    fileprivate var number: Int32 {
      switch self {
      case .stream: Int32(SOCK_STREAM.rawValue)
      case .datagram: Int32(SOCK_DGRAM.rawValue)
      }
    }
  }

  /// A port that nobody has now.
  package static func freePort(_ kind: Kind) throws -> UInt16 {
    let socket = try Descriptor(owning: bound(kind, port: 0))
    return try port(of: socket.rawValue)
  }

  package static func listening(port: UInt16) throws -> Descriptor {
    let socket = try Descriptor(owning: bound(.stream, port: port))
    guard listen(socket.rawValue, 8) == 0 else { throw TestTimeout("a listening socket") }
    return socket
  }

  /// The next who connects, waited for.
  package static func accepted(
    _ listening: borrowing Descriptor, milliseconds: Int = 10_000
  ) throws -> Descriptor {
    guard try !Waiting.wait([.init(listening.rawValue)], milliseconds: milliseconds).isEmpty else {
      throw TestTimeout("a connection")
    }
    return Descriptor(owning: Glibc.accept(listening.rawValue, nil, nil))
  }

  package static func connected(_ kind: Kind, port: UInt16) throws -> Descriptor {
    let socket = Descriptor(owning: Glibc.socket(AF_INET, kind.number | closeOnExec, 0))
    var address = Self.address(port)
    let raw = socket.rawValue
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(raw, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw TestTimeout("a connection to port \(port)") }
    return socket
  }

  private static let closeOnExec = Int32(SOCK_CLOEXEC.rawValue)

  private static func bound(_ kind: Kind, port: UInt16) throws -> Int32 {
    let socket = Glibc.socket(AF_INET, kind.number | closeOnExec, 0)
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
    var address = Self.address(port)
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw TestTimeout("port \(port)") }
    return socket
  }

  private static func port(of socket: Int32) throws -> UInt16 {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(socket, $0, &length)
      }
    }
    guard code == 0 else { throw TestTimeout("a port") }
    return UInt16(bigEndian: address.sin_port)
  }

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
