internal import Glibc

/// Waits until one of some descriptors can be read or has ended.
package enum Waiting {
  /// A descriptor and whether also to wake when it can be written.
  package struct Watch: Sendable {
    package var descriptor: Int32
    package var writable: Bool

    package init(_ descriptor: Int32, writable: Bool = false) {
      self.descriptor = descriptor
      self.writable = writable
    }
  }

  /// The descriptors with something to do; empty when `milliseconds` passed (nil: wait for ever).
  package static func wait(
    _ watches: [Watch], milliseconds: Int? = nil
  ) throws(SystemError) -> Set<Int32> {
    var entries = watches.map { watch in
      pollfd(
        fd: watch.descriptor,
        events: Int16(POLLIN) | (watch.writable ? Int16(POLLOUT) : 0), revents: 0)
    }
    let count = nfds_t(entries.count)
    let timeout = milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1
    try checked("poll") { unsafe poll(&entries, count, timeout) }
    return Set(entries.filter { $0.revents != 0 }.map(\.fd))
  }
}
