internal import Glibc

/// The end of this process.
package enum ProcessExit {
  /// Ends at once with a status of sysexits.h's kind; `deinit`s do not run.
  package static func end(_ status: Int32) -> Never {
    exit(status)
  }

  /// Becomes another program, with this one's descriptors 0 to 2; returns only where it cannot.
  package static func become(
    path: String, arguments: [String], environment: [String]
  ) -> SystemError {
    var argumentPointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var environmentPointers = unsafe environment.map { unsafe strdup($0) } + [nil]
    unsafe _ = execve(path, &argumentPointers, &environmentPointers)
    let code = errno
    unsafe (argumentPointers + environmentPointers).forEach { unsafe free($0) }
    return SystemError(call: "execve", code: code)
  }
}
