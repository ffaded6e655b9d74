internal import CLinux
internal import Glibc

/// What a process does to itself before anything that it holds is worth protecting.
package enum Hardening {
  /// No core dumps and no tracing by programs of the same user; later files are private.
  package static func begin() throws(SystemError) {
    silenceCrashes()
    umask(0o077)
    try checked("prctl") { callreel_undumpable() }
  }

  /// Lets this process end without a word at a crash.
  ///
  /// Swift's runtime has set handlers before `main` that print the crashed thread's registers and
  /// frames, which may hold anything. SWIFT_BACKTRACE would have to be in the environment before.
  package static func silenceCrashes() {
    for number in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
      _ = signal(number, SIG_DFL)
    }
  }
}
