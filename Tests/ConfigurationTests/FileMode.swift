import Glibc
import LinuxSystem

/// Changes who may do what with a file; only tests need it.
enum FileMode {
  static func set(_ mode: UInt32, _ path: String) throws {
    guard chmod(path, mode) == 0 else { throw SystemError(call: "chmod", code: errno) }
  }
}
