internal import CLinux
internal import Glibc

/// How a process ended.
package enum ProcessEnd: Equatable, Sendable {
  case exited(Int32)
  case signalled(Int32)
}

/// A program that this process started and will wait for.
///
/// Dropping the value ends the program (SIGKILL) and reaps it: none is left behind.
package struct ChildProcess: ~Copyable, Sendable {
  package let identifier: Int32
  private let handle: Descriptor
  private let end: EndBox

  /// Starts `path` with exactly these arguments, environment and descriptors.
  ///
  /// `descriptors` maps the child's numbers to ours; it gets no other above its highest number
  /// and standard error. Signals are unblocked and at their defaults.
  package init(
    path: String, arguments: [String], environment: [String], descriptors: [Int32: Int32] = [:]
  ) throws(SystemError) {
    let identifier = try spawn(path, arguments, environment, descriptors)
    let descriptor: Int32
    do {
      descriptor = try checked("pidfd_open") { callreel_pidfd_open(identifier) }
    } catch {
      Glibc.kill(identifier, SIGKILL)
      throw error
    }
    self.identifier = identifier
    handle = Descriptor(owning: descriptor)
    end = EndBox()
  }

  deinit {
    if end.value == nil {
      Glibc.kill(identifier, SIGKILL)
      var status: Int32 = 0
      unsafe _ = waitpid(identifier, &status, 0)
    }
  }

  /// Readable once the program has ended.
  package var descriptor: Int32 { handle.rawValue }

  package func send(signal: Int32) {
    if end.value == nil { Glibc.kill(identifier, signal) }
  }

  /// How it ended, without waiting; nil while it runs.
  package func ended() -> ProcessEnd? {
    collect(WNOHANG)
  }

  /// Waits for the end.
  @discardableResult package func wait() -> ProcessEnd {
    collect(0) ?? .exited(-1)
  }

  /// Waits at most so long; nil while it still runs.
  package func wait(milliseconds: Int) -> ProcessEnd? {
    _ = try? Waiting.wait([.init(descriptor)], milliseconds: milliseconds)
    return ended()
  }

  private func collect(_ options: Int32) -> ProcessEnd? {
    if let known = end.value { return known }
    var status: Int32 = 0
    var result: pid_t = 0
    repeat {
      result = unsafe waitpid(identifier, &status, options)
    } while result < 0 && errno == EINTR
    guard result == identifier else { return nil }
    end.value =
      callreel_status_exited(status) != 0
      ? .exited(callreel_status_code(status)) : .signalled(callreel_status_signal(status))
    return end.value
  }
}

/// The end of a process, once it is known; used by the one thread that owns the process.
@safe private final class EndBox: @unchecked Sendable {
  var value: ProcessEnd?
}

private func spawn(
  _ path: String, _ arguments: [String], _ environment: [String], _ descriptors: [Int32: Int32]
) throws(SystemError) -> Int32 {
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
  // Moved out of the way first, so that no mapping overwrites the source of another.
  let parked = try descriptors.map { target, source throws(SystemError) in
    (target, try checked("fcntl") { fcntl(source, F_DUPFD_CLOEXEC, 64) })
  }
  defer { for (_, copy) in parked { close(copy) } }
  for (target, copy) in parked {
    unsafe _ = posix_spawn_file_actions_adddup2(&actions, copy, target)
  }
  // What this process was itself started with is not the child's either.
  unsafe _ = posix_spawn_file_actions_addclosefrom_np(
    &actions, max(2, descriptors.keys.max() ?? 0) + 1)
  var attributes = posix_spawnattr_t()
  unsafe posix_spawnattr_init(&attributes)
  defer { unsafe _ = posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  var all = sigset_t()
  unsafe sigemptyset(&none)
  unsafe sigfillset(&all)
  unsafe posix_spawnattr_setsigmask(&attributes, &none)
  unsafe posix_spawnattr_setsigdefault(&attributes, &all)
  unsafe posix_spawnattr_setflags(
    &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

  var argumentPointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
  var environmentPointers = unsafe environment.map { unsafe strdup($0) } + [nil]
  defer {
    unsafe (argumentPointers + environmentPointers).forEach { unsafe free($0) }
  }
  var identifier: pid_t = 0
  let code = unsafe posix_spawn(
    &identifier, path, &actions, &attributes, &argumentPointers, &environmentPointers)
  guard code == 0 else { throw SystemError(call: "posix_spawn", code: code) }
  return identifier
}
