internal import CLinux
internal import Glibc

/// One end of a connected SOCK_SEQPACKET pair: whole messages, in order, with descriptors.
package struct MessageSocket: ~Copyable, Sendable {
  /// The longest message in bytes.
  package static let limit = 65_536

  private let descriptor: Descriptor

  /// Takes over a connected socket.
  package init(owning rawValue: Int32) {
    descriptor = Descriptor(owning: rawValue)
  }

  /// The two ends, closed on exec.
  package static func pair() throws(SystemError) -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    try checked("socketpair") {
      unsafe socketpair(
        AF_UNIX, Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends)
    }
    return (ends[0], ends[1])
  }

  package var rawValue: Int32 { descriptor.rawValue }

  /// Sends one message; copies of `descriptors` go with it.
  ///
  /// Never waits: EAGAIN when the other end has not read for long, EPIPE when it has gone.
  package func send(_ bytes: [UInt8], descriptors: [Int32] = []) throws(SystemError) {
    let raw = descriptor.rawValue
    try checked("sendmsg") {
      unsafe callreel_send(raw, bytes, bytes.count, descriptors, Int32(descriptors.count))
    }
  }

  /// The next message, waited for; nil when the other end has gone.
  ///
  /// The caller owns the descriptors that came with it.
  package func receive() throws(SystemError) -> (bytes: [UInt8], descriptors: [Int32])? {
    do throws(SystemError) {
      return try receiveOnce()
    } catch {
      // Told once where the other end went without reading all: what it had said comes after.
      guard error.code == ECONNRESET else { throw error }
    }
    do throws(SystemError) {
      return try receiveOnce()
    } catch {
      guard error.code == ECONNRESET else { throw error }
      return nil
    }
  }

  private func receiveOnce() throws(SystemError) -> (bytes: [UInt8], descriptors: [Int32])? {
    var descriptors: [Int32] = [-1, -1, -1, -1]
    var count: Int32 = 0
    var failure: SystemError?
    let raw = descriptor.rawValue
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.limit) { buffer, length in
      do throws(SystemError) {
        length = try checked("recvmsg") {
          unsafe callreel_receive(raw, buffer.baseAddress, Self.limit, &descriptors, &count, 0)
        }
      } catch {
        failure = error
        length = 0
      }
    }
    if let failure { throw failure }
    guard !bytes.isEmpty else { return nil }
    return (bytes, Array(descriptors.prefix(Int(count))))
  }
}
