internal import CLinux
internal import Glibc

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
