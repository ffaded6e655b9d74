internal import LinuxSystem

/// Takes the signals that end a program, so that it can clean up first.
///
/// Made before children are started; they get the signals at their defaults.
struct Interruption: ~Copyable {
  private let signals: SignalDescriptor

  init() throws(PlayerError) {
    do throws(SystemError) {
      signals = try SignalDescriptor(
        [Signal.interrupt, Signal.terminate, Signal.hangUp, Signal.brokenPipe])
    } catch {
      throw .system(error)
    }
  }

  /// Readable when there is something to ``check()``.
  var descriptor: Int32 { signals.rawValue }

  func check() throws(PlayerError) {
    // A broken pipe is an error of the write already.
    while let signal = signals.next() {
      if signal != Signal.brokenPipe { throw .interrupted }
    }
  }
}
