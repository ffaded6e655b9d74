internal import CX11
internal import Synchronization

/// Keeps Xlib's errors from ending the process.
///
/// The handlers are one per process and never call Xlib. A protocol error shows as a missing
/// reply, and otherwise by what the request should have brought about.
enum ErrorTrap {
  static func install() {
    unsafe XSetErrorHandler { _, _ in 0 }
    // The default handler calls exit before the display's own exit handler could run.
    unsafe XSetIOErrorHandler { _ in 0 }
  }
}

/// Whether a connection has been lost; Xlib's exit handler sets it.
final class ConnectionLoss: Sendable {
  private let flag = Atomic<Bool>(false)

  var happened: Bool { flag.load(ordering: .relaxed) }

  func note() { flag.store(true, ordering: .relaxed) }
}
