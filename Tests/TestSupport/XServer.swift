import CLinux
import Glibc

/// An X server of the test's own on a free display, ended with the value.
package struct XServer: ~Copyable {
  package enum Failure: Error { case notStarted }

  /// Its name for XOpenDisplay and DISPLAY.
  package let display: String
  /// For a test that ends the server itself.
  package let process: pid_t

  /// Starts Xvfb and waits until it says which display it serves.
  package init(
    width: Int = 640, height: Int = 480, depth: Int = 24, arguments: [String] = []
  ) throws {
    let screen = ["-screen", "0", "\(width)x\(height)x\(depth)"]
    try self.init(command: ["Xvfb"], arguments: ["-nolisten", "tcp"] + screen + arguments)
  }

  /// Starts an X server, perhaps by way of a program that turns into it.
  package init(command: [String], arguments: [String]) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Failure.notStarted }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The same number twice would leave the descriptor closed on exec.
    let inherited: Int32 = 200
    posix_spawn_file_actions_adddup2(&actions, ends[1], inherited)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // A server that outlives a broken test must not keep its pipes open.
    for other in 3..<inherited { posix_spawn_file_actions_addclose(&actions, other) }
    posix_spawn_file_actions_addclosefrom_np(&actions, inherited + 1)
    // The mask of the test's thread would be inherited, and SIGTERM with it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    posix_spawnattr_setsigmask(&attributes, &unblocked)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let words = command + ["-displayfd", "\(inherited)", "-noreset"] + arguments
    var pointers = words.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, words[0], &actions, &attributes, pointers, environ)
    close(ends[1])
    guard code == 0 else { throw Failure.notStarted }
    var answer: [UInt8] = []
    var byte: UInt8 = 0
    while read(ends[0], &byte, 1) == 1, byte != 10 { answer.append(byte) }
    guard let number = Int(String(decoding: answer, as: UTF8.self)) else {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
      throw Failure.notStarted
    }
    display = ":\(number)"
    self.process = process
  }

  deinit { end() }

  /// Ends the server at once, as a crash would; harmless when it has ended.
  package func end() {
    guard waitpid(process, nil, WNOHANG) == 0 else { return }
    // Afterwards the number may already be another server's.
    let number = display.dropFirst()
    unlink("/tmp/.X\(number)-lock")
    unlink("/tmp/.X11-unix/X\(number)")
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }
}
