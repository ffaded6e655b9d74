internal import CLinux
internal import Glibc

/// Asks on the controlling terminal for a line that is not shown.
package enum SecretLine {
  private static let longest = 4_096

  /// The line without its end; nil where a signal or the end of input came first.
  ///
  /// Works whatever standard input is; a process without a terminal gets ENXIO. The terminal's
  /// echo comes back in every case.
  package static func ask(_ prompt: String) throws(SystemError) -> [UInt8]? {
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
    let line = try readLine(terminal, until: signals)
    try terminal.write([UInt8(ascii: "\n")])
    return line
  }

  private static func readLine(
    _ terminal: borrowing Descriptor, until signals: borrowing SignalDescriptor
  ) throws(SystemError) -> [UInt8]? {
    let ready = try Waiting.wait([.init(terminal.rawValue), .init(signals.rawValue)])
    guard !ready.contains(signals.rawValue) else {
      _ = signals.next()
      return nil
    }
    // In canonical mode one read is one line.
    let line = try terminal.read(limit: longest)
    guard line.last == UInt8(ascii: "\n") else { return nil }
    return Array(line.dropLast())
  }
}
