internal import CLinux

/// What this kernel lets a process give up (P9).
package enum KernelProtection {
  /// Whether system calls can be refused by a filter: without it no program of Callreel runs.
  package static var hasFilters: Bool {
    let actions = try? Files.read(path: "/proc/sys/kernel/seccomp/actions_avail", limit: 4096)
    return String(decoding: actions ?? [], as: UTF8.self).split { " \n".contains($0) }
      .contains("errno")
  }

  /// Whether files can be put out of reach (landlock(7)).
  package static var hasFileRights: Bool { callreel_landlock_version() > 0 }
}
