import Glibc
import LinuxSystem
import Testing

/// Swift's runtime would print registers and frames, which may hold what nobody may see (P10).
@Suite("A crash") struct CrashSilenceTests {
  @Test("says nothing of what the program held", arguments: [SIGILL, SIGSEGV, SIGTRAP, SIGABRT])
  func silent(signal: Int32) throws {
    let store = try SampleStore()
    let scratch = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-crash-")
    defer { try? Files.removeTree(scratch) }
    let input = try Pipe.make()
    defer { close(input.writing) }
    let source = Descriptor(owning: input.reading)
    let error = try Files.openNew(path: scratch + "/err")
    let child = try ChildProcess(
      path: Command.directory() + "/callreel",
      arguments: ["callreel", "clip", "list"] + store.options,
      environment: ["PATH=/usr/bin:/bin", "XDG_STATE_HOME=\(scratch)"],
      descriptors: [0: source.rawValue, 1: error.rawValue, 2: error.rawValue])
    // It waits for the trainee's name in a read of its own.
    let deadline = Clock.bootMilliseconds + 10_000
    while Clock.bootMilliseconds < deadline,
      (try? Command.text("/proc/\(child.identifier)/syscall"))?.hasPrefix("0 0x0 ") != true
    {
      usleep(1_000)
    }
    child.send(signal: signal)
    #expect(child.wait(milliseconds: 10_000) == .signalled(signal))
    #expect(try Command.text(scratch + "/err").isEmpty)
  }
}
