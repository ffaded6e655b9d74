internal import CLinux
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

/// Blocks some signals and makes them readable.
///
/// Made before any other thread starts, so that every thread blocks them.
package struct SignalDescriptor: ~Copyable {
  private let descriptor: Descriptor

  package init(_ signals: [Int32]) throws(SystemError) {
    descriptor = Descriptor(
      owning: try checked("signalfd") {
        unsafe callreel_signal_descriptor(signals, Int32(signals.count))
      })
  }

  package var rawValue: Int32 { descriptor.rawValue }

  /// The next signal that came, or nil.
  package func next() -> Int32? {
    guard let bytes = try? descriptor.read(limit: MemoryLayout<signalfd_siginfo>.size),
      bytes.count >= 4
    else { return nil }
    return Int32(bytes[0]) | Int32(bytes[1]) << 8
  }
}

/// The signals that Callreel handles, by their numbers on Linux.
package enum Signal {
  package static let hangUp = SIGHUP
  package static let interrupt = SIGINT
  package static let terminate = SIGTERM
  package static let kill = SIGKILL
  package static let stop = SIGSTOP
  package static let resume = SIGCONT
}

/// A timer on CLOCK_BOOTTIME that becomes readable; disarmed it never wakes anybody.
package struct TimerDescriptor: ~Copyable {
  private let descriptor: Descriptor

  package init() throws(SystemError) {
    descriptor = Descriptor(
      owning: try checked("timerfd_create") {
        timerfd_create(CLOCK_BOOTTIME, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK))
      })
  }

  package var rawValue: Int32 { descriptor.rawValue }

  /// First after one interval, then each interval; zero disarms.
  package func repeatEvery(nanoseconds: Int64) throws(SystemError) {
    let part = timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    var value = itimerspec(it_interval: part, it_value: part)
    let raw = descriptor.rawValue
    try checked("timerfd_settime") { unsafe timerfd_settime(raw, 0, &value, nil) }
  }

  package func disarm() throws(SystemError) {
    try repeatEvery(nanoseconds: 0)
  }

  /// How many intervals have passed since the last call.
  package func expirations() -> UInt64 {
    guard let bytes = try? descriptor.read(limit: 8), bytes.count == 8 else { return 0 }
    return bytes.enumerated().reduce(0) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) }
  }
}

/// Becomes readable when something changes in the watched directories.
package struct DirectoryWatch: ~Copyable {
  private let descriptor: Descriptor

  package init() throws(SystemError) {
    descriptor = Descriptor(
      owning: try checked("inotify_init1") {
        inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      })
  }

  package var rawValue: Int32 { descriptor.rawValue }

  /// What about a directory is watched.
  package enum Subject: Sendable {
    /// Files written, moved or removed.
    case contents
    /// Files of any kind made, moved or removed, such as sockets, which nobody writes.
    case names
    /// Files that somebody is writing, also before they are closed.
    case writing
  }

  package func add(_ directory: String, for subject: Subject = .contents) throws(SystemError) {
    let raw = descriptor.rawValue
    let moves = UInt32(IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
    let mask =
      switch subject {
      case .contents: moves | UInt32(IN_CLOSE_WRITE | IN_ATTRIB)
      case .names: moves | UInt32(IN_CREATE)
      case .writing: UInt32(IN_MODIFY)
      }
    try checked("inotify_add_watch") { unsafe inotify_add_watch(raw, directory, mask) }
  }

  /// Takes all that was reported; what it was does not matter to a reader that looks again.
  package func drain() {
    while let bytes = try? descriptor.read(limit: 4096), !bytes.isEmpty {}
  }

  /// Takes all that was reported: the names of the files, empty for one that was not told.
  package func changedNames() -> Set<String> {
    var names: Set<String> = []
    while let bytes = try? descriptor.read(limit: 4096), !bytes.isEmpty {
      // struct inotify_event of inotify(7): four numbers, the last the length of the name.
      var rest = bytes[...]
      while rest.count >= 16 {
        let length = rest.dropFirst(12).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
        names.insert(String(decoding: name, as: UTF8.self))
        rest = rest.dropFirst(16 + length)
      }
    }
    return names
  }
}
