internal import CLinux
internal import Glibc

/// Where a socket of this machine is (unix(7)).
package struct UnixSocketAddress: Equatable, Sendable {
  /// The bytes of `sun_path`; an abstract name begins with 0.
  private let path: [UInt8]

  /// From an address of D-Bus's form, such as `unix:path=/run/user/1000/bus,guid=…`.
  ///
  /// Nil for any other transport, and for a name that is too long.
  package init?(busAddress: String) {
    for entry in busAddress.split(separator: ";") where entry.hasPrefix("unix:") {
      for pair in entry.dropFirst("unix:".count).split(separator: ",") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let name = Self.unescaped(parts[1]), name.count < 100 else {
          continue
        }
        switch parts[0] {
        case "path": self.path = name + [0]
        case "abstract": self.path = [0] + name
        default: continue
        }
        return
      }
    }
    return nil
  }

  /// From the form of NOTIFY_SOCKET: a path, or an abstract name after `@` (sd_notify(3)).
  package init?(notifySocket name: String) {
    let bytes = Array(name.utf8)
    guard bytes.count > 1, bytes.count < 100 else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "/"): path = bytes + [0]
    case UInt8(ascii: "@"): path = [0] + bytes.dropFirst()
    default: return nil
    }
  }

  /// Turns each `%2f` into the byte that it stands for.
  private static func unescaped(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return bytes
  }

  /// Connects to whoever listens there; ECONNREFUSED or ENOENT where nobody does.
  package func connect() throws(SystemError) -> Descriptor {
    let descriptor = try Self.socket(SOCK_STREAM)
    let raw = descriptor.rawValue
    try checked("connect") {
      unsafe withSocketAddress { unsafe Glibc.connect(raw, $0, $1) }
    }
    return descriptor
  }

  /// Sends one datagram at once or not at all: EAGAIN where nobody has read for long.
  package func send(datagram bytes: [UInt8]) throws(SystemError) {
    let descriptor = try Self.socket(SOCK_DGRAM)
    let raw = descriptor.rawValue
    let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
    try checked("sendto") {
      unsafe withSocketAddress { unsafe sendto(raw, bytes, bytes.count, flags, $0, $1) }
    }
  }

  private static func socket(_ kind: __socket_type) throws(SystemError) -> Descriptor {
    let type = Int32(kind.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    return Descriptor(owning: try checked("socket") { Glibc.socket(AF_UNIX, type, 0) })
  }

  /// The address in the form of the system calls.
  private func withSocketAddress<Result>(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
      unsafe target.copyBytes(from: path)
    }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, length)
      }
    }
  }
}
