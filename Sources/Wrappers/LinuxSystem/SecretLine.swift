internal import CLinux
internal import Glibc

/// Asks on the controlling terminal for a line that is not shown.
package enum SecretLine {
  /// What `read` makes of the terminal's descriptor once a line stands there; nil where a signal
  /// came first.
  ///
  /// The line is the reader's to put where it is safe. Works whatever standard input is; a process
  /// without a terminal gets ENXIO. The terminal's echo comes back in every case.
  package static func ask<Line: ~Copyable>(
    _ prompt: String, read: (Int32) -> Line?
  ) throws(SystemError) -> Line? {
    let terminal = Descriptor(
      owning: try checked("open") { unsafe open("/dev/tty", O_RDWR | O_CLOEXEC) })
    let raw = terminal.rawValue
    var before = sigset_t()
    try checked("sigprocmask") { unsafe sigprocmask(SIG_BLOCK, nil, &before) }
    defer { unsafe _ = sigprocmask(SIG_SETMASK, &before, nil) }
    let signals = try SignalDescriptor([SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    var shown = termios()
    try checked("tcgetattr") { unsafe tcgetattr(raw, &shown) }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    try checked("tcsetattr") { unsafe tcsetattr(raw, TCSAFLUSH, &hidden) }
    defer { unsafe _ = tcsetattr(raw, TCSANOW, &shown) }
    try terminal.write(Array(prompt.utf8))
    let ready = try Waiting.wait([.init(raw), .init(signals.rawValue)])
    guard !ready.contains(signals.rawValue) else {
      _ = signals.next()
      return nil
    }
    let line = read(raw)
    try terminal.write([UInt8(ascii: "\n")])
    return line
  }
}
