internal import CLinux
internal import Glibc

/// Which files a process may reach from now on, by landlock(7) where the kernel has it.
///
/// Like the filters of ``Sandbox`` it holds for this thread and all that it starts, for good.
/// What is open stays open. Kernels before 5.13, and those started without it, refuse nothing:
/// the filters and the users' own rights are what is left there.
package enum FileRights {
  /// Files are read below `reading` and `writing` only, changed below `writing` only, and no
  /// program is started.
  package static func confine(reading: [String], writing: [String]) throws(SandboxError) {
    try enter(
      refusing: callreel_landlock_reading | callreel_landlock_writing
        | callreel_landlock_executing,
      allowing: reading.map { ($0, callreel_landlock_reading) }
        + writing.map { ($0, callreel_landlock_reading | callreel_landlock_writing) })
  }

  /// Files are changed, made and removed below `writing` only; all may still be read.
  package static func confine(writing: [String]) throws(SandboxError) {
    try enter(
      refusing: callreel_landlock_writing,
      allowing: writing.map { ($0, callreel_landlock_writing) })
  }

  /// A path that is missing gets no right, also not later.
  private static func enter(
    refusing refused: UInt64, allowing allowed: [(path: String, rights: UInt64)]
  ) throws(SandboxError) {
    let version = callreel_landlock_version()
    guard version > 0 else { return }
    // From the second version on, moving between folders can be allowed; nobody needs it.
    let rules = callreel_landlock_rules(
      version > 1 ? refused | callreel_landlock_moving : refused)
    guard rules >= 0 else { throw SandboxError(code: -errno) }
    defer { close(rules) }
    for (path, rights) in allowed {
      guard unsafe callreel_landlock_allow(rules, path, rights) >= 0 else {
        throw SandboxError(code: -errno)
      }
    }
    guard callreel_landlock_enter(rules) == 0 else { throw SandboxError(code: -errno) }
  }
}
