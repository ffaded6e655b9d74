internal import Glibc

/// Pseudoterminals of the same person, looked at from outside (termios(3)).
package enum Terminals {
  /// Whether what is typed is not shown but read line by line, as programs do that ask for a
  /// secret.
  ///
  /// Shells and editors that draw what is typed themselves switch both off. Reads nothing that is
  /// typed (P11). False for a terminal that is gone, true for one that cannot be looked at.
  package static func asksForSecret(_ number: Int) -> Bool {
    let terminal: Descriptor
    do throws(SystemError) {
      terminal = try Files.open(
        "/dev/pts/\(number)", O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    } catch {
      return ![ENOENT, EIO, ENXIO].contains(error.code)
    }
    var settings = termios()
    guard unsafe tcgetattr(terminal.rawValue, &settings) == 0 else { return errno != EIO }
    return settings.c_lflag & tcflag_t(ECHO) == 0 && settings.c_lflag & tcflag_t(ICANON) != 0
  }
}
