internal import CLinux

func hardenProcess() -> Int32 {
  callreel_undumpable()
}

/// The lifetime of a process, tied to the one that started it.
package enum Lifetime {
  /// This process is ended (SIGKILL) when its parent ends.
  package static func endWithParent() throws(SystemError) {
    try checked("prctl") { callreel_end_with_parent(Signal.kill) }
  }
}
