internal import Glibc

/// A system call that failed.
///
/// It holds no path: what a message names is its caller's to decide (P10).
package struct SystemError: Error, Equatable, Sendable {
  /// The call, by its manual page's name.
  package let call: String
  /// `errno`.
  package let code: Int32

  package init(call: String, code: Int32) {
    self.call = call
    self.code = code
  }

  /// The system's own words, such as "No space left on device".
  package var message: String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }

  package var isMissing: Bool { code == ENOENT }
  package var isExisting: Bool { code == EEXIST }
  package var isTooLarge: Bool { code == EFBIG }
  package var isFull: Bool { code == ENOSPC || code == EDQUOT }
  package var isForbidden: Bool { code == EACCES || code == EPERM || code == EROFS }
}

/// Runs a system call again while a signal interrupts it; a negative result is an error.
@discardableResult
func checked<Result: SignedInteger>(
  _ call: String, _ body: () -> Result
) throws(SystemError) -> Result {
  while true {
    let result = body()
    guard result < 0 else { return result }
    let code = errno
    guard code == EINTR else { throw SystemError(call: call, code: code) }
  }
}
