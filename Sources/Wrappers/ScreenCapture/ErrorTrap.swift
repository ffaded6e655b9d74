internal import CX11
internal import Synchronization

/// Keeps Xlib's errors from ending the process.
///
/// The handlers are one per process and never call Xlib. A protocol error shows as a missing
/// reply; only what has no reply asks for ``takeCode()``.
enum ErrorTrap {
  private static let lastCode = Atomic<UInt8>(0)

  static func install() {
    unsafe XSetErrorHandler { _, event in
      if let event = unsafe event {
        ErrorTrap.lastCode.store(unsafe event.pointee.error_code, ordering: .relaxed)
      }
      return 0
    }
    // The default handler calls exit before the display's own exit handler could run.
    unsafe XSetIOErrorHandler { _ in 0 }
  }

  /// The last protocol error since the call before; 0: none.
  static func takeCode() -> UInt8 { lastCode.exchange(0, ordering: .relaxed) }
}

/// Whether a connection has been lost; Xlib's exit handler sets it.
final class ConnectionLoss: Sendable {
  private let flag = Atomic<Bool>(false)

  var happened: Bool { flag.load(ordering: .relaxed) }

  func note() { flag.store(true, ordering: .relaxed) }
}
