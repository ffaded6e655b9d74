import Glibc
import LinuxSystem

/// A named pipe, so that `cat` of it is a telephony source that says what a test wants.
package final class NamedPipe {
  package let path: String
  private var writing: Descriptor?

  package init(path: String) throws {
    self.path = path
    guard mkfifo(path, 0o600) == 0 else { throw TestTimeout("a named pipe") }
  }

  /// Waits until somebody reads.
  package func open() throws {
    signal(SIGPIPE, SIG_IGN)
    let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw TestTimeout("a reader of the pipe") }
    writing = Descriptor(owning: descriptor)
  }

  package func say(_ line: String) throws { try writing?.write(Array((line + "\n").utf8)) }

  package func close() { writing = nil }
}
