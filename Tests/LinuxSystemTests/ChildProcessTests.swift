import LinuxSystem
import TestSupport
import Testing

@Suite("Started programs") struct ChildProcessTests {
  @Test(
    "report how they ended",
    arguments: [
      ("exit 0", ProcessEnd.exited(0)), ("exit 69", .exited(69)), ("kill -9 $$", .signalled(9)),
      ("kill -15 $$", .signalled(15)),
    ])
  func ends(script: String, end: ProcessEnd) throws {
    let process = try shell(script)
    #expect(process.wait() == end)
    #expect(process.ended() == end)
    process.send(signal: Signal.kill)
  }

  @Test("get exactly these arguments, variables and descriptors")
  func given() throws {
    let directory = try TemporaryDirectory()
    let first = try Files.openNew(path: directory.path + "/1")
    let second = try Files.openNew(path: directory.path + "/2")
    let script = "echo \"$0 $1 $A ${HOME-none}\"; echo two >&2; exec ls /proc/self/fd >&2"
    let process = try ChildProcess(
      path: "/bin/sh", arguments: ["sh", "-c", script, "a b", "c"],
      environment: ["A=x y", "PATH=/bin"],
      // Crossed over, so that one mapping must not overwrite the other's source.
      descriptors: [1: second.rawValue, 2: first.rawValue, 0: first.rawValue])
    #expect(process.wait() == .exited(0))
    #expect(try text(directory.path + "/2") == "a b c x y none\n")
    // The fourth is the directory that ls reads.
    let listed = try text(directory.path + "/1")
    #expect(listed == "two\n0\n1\n2\n3\n")
  }

  @Test("can be waited for by descriptor, and are ended and reaped with the value")
  func lifetime() throws {
    var identifier: Int32 = 0
    do {
      let process = try ChildProcess(
        path: "/bin/sleep", arguments: ["sleep", "60"], environment: [])
      identifier = process.identifier
      #expect(process.wait(milliseconds: 30) == nil)
      #expect(process.ended() == nil)
    }
    #expect(!Files.exists("/proc/\(identifier)"))
    let process = try shell("exit 3")
    #expect(
      try Waiting.wait([.init(process.descriptor)], milliseconds: 5000) == [process.descriptor])
    #expect(process.ended() == .exited(3))
  }

  @Test("that are not there are an error")
  func missing() {
    #expect(throws: SystemError(call: "posix_spawn", code: 2)) {
      _ = try ChildProcess(path: "/no/such", arguments: ["x"], environment: [])
    }
  }

  private func shell(_ script: String) throws -> ChildProcess {
    try ChildProcess(path: "/bin/sh", arguments: ["sh", "-c", script], environment: [])
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Files.read(path: path, limit: 4096), as: UTF8.self)
  }
}
