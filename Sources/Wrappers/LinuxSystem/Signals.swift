internal import CLinux
internal import Glibc

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
  /// Blocked by who writes into pipes: a reader that goes away is an error of the write then.
  package static let brokenPipe = SIGPIPE
}
