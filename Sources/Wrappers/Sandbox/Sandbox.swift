internal import CSeccomp
internal import Glibc

/// The filter could not be loaded; the program must not go on without it.
package struct SandboxError: Error, Equatable {
  /// Negative `errno` of libseccomp.
  package let code: Int32
}

/// What a process gives up for good (P9).
///
/// Filters are seccomp(2) rules that every thread and child inherits; a refused call fails with
/// EPERM. `io_uring_setup` is always refused, because its operations pass no filter.
package enum Sandbox {
  /// No socket but those within this machine, no new program: for the agent and the indicator.
  package static func giveUpInternetAndPrograms() throws(SandboxError) {
    try load(calls: programCalls + uringCalls + debuggingCalls, refusing: .foreign)
  }

  /// No socket within this machine, so neither a display nor a bus: for telephony sources.
  package static func giveUpLocalSockets() throws(SandboxError) {
    try load(calls: uringCalls + debuggingCalls, refusing: .local)
  }

  /// No socket of any kind, no new program: for a process whose descriptors are all open.
  package static func giveUpSocketsAndPrograms() throws(SandboxError) {
    try load(calls: connectingCalls + uringCalls + debuggingCalls, refusing: .none)
  }

  /// Nothing but the descriptors that are open: no socket, program or file.
  package static func giveUpAllButDescriptors() throws(SandboxError) {
    let files = ["open", "openat", "openat2", "creat", "unlink", "unlinkat", "rename", "renameat2"]
    try load(
      calls: connectingCalls + uringCalls + debuggingCalls + files, refusing: .none)
  }

  private enum Sockets {
    case none
    case foreign
    case local
  }

  private static let programCalls = ["execve", "execveat"]
  private static let connectingCalls =
    programCalls + ["socket", "connect", "bind", "listen", "accept", "accept4"]
  private static let uringCalls = ["io_uring_setup", "io_uring_enter", "io_uring_register"]
  private static let debuggingCalls = ["ptrace", "process_vm_readv", "process_vm_writev"]

  private static func load(
    calls: [String], refusing sockets: Sockets
  ) throws(SandboxError) {
    guard let context = unsafe callreel_filter() else { throw SandboxError(code: -ENOMEM) }
    defer { unsafe seccomp_release(context) }
    for name in calls {
      let number = unsafe callreel_call_number(name)
      try checked(unsafe callreel_refuse(context, number))
    }
    switch sockets {
    case .none: break
    case .foreign: try checked(unsafe callreel_refuse_foreign_sockets(context))
    case .local: try checked(unsafe callreel_refuse_local_sockets(context))
    }
    try checked(unsafe seccomp_load(context))
  }

  private static func checked(_ code: Int32) throws(SandboxError) {
    guard code >= 0 else { throw SandboxError(code: code) }
  }
}
