import LinuxSystem
import Sandbox
import TestSupport
import Testing

/// Each in a process of its own: what is given up is given up for good.
@Suite(
  "Rights to files", .enabled(if: KernelProtection.hasFileRights, "the kernel has no Landlock"))
struct FileRightsTests {
  private static func fails(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return false
    } catch {
      return (error as? SystemError)?.isForbidden ?? false
    }
  }

  @Test("are those below the folders that were named") func confined() async {
    await #expect(processExitsWith: .success) {
      let (own, other) = (try TemporaryDirectory(), try TemporaryDirectory())
      try Files.create(path: own.path + "/a", [1])
      try Files.create(path: other.path + "/a", [1])
      try FileRights.confine(reading: ["/etc", own.path + "/absent"], writing: [own.path])
      try Files.makeDirectories(own.path + "/b")
      try Files.create(path: own.path + "/b/c", [2])
      try Files.link(own.path + "/b/c", as: own.path + "/b/d")
      try Files.remove(own.path + "/a")
      _ = try Files.read(path: "/etc/passwd", limit: 1 << 20)
      precondition(Self.fails { _ = try Files.read(path: other.path + "/a", limit: 1) })
      precondition(Self.fails { try Files.create(path: other.path + "/b", [1]) })
      precondition(Self.fails { try Files.create(path: "/etc/callreel-test", [1]) })
      precondition(Self.fails { try Files.remove(other.path + "/a") })
      precondition(Self.fails { try Files.link(own.path + "/b/c", as: other.path + "/c") })
      precondition(
        Self.fails {
          _ = try ChildProcess(path: "/bin/true", arguments: ["true"], environment: [])
        })
      try Files.removeTree(own.path + "/b")
    }
  }

  @Test("to change files can be given up alone") func reading() async {
    await #expect(processExitsWith: .success) {
      let (own, other) = (try TemporaryDirectory(), try TemporaryDirectory())
      try Files.create(path: other.path + "/a", [1])
      try FileRights.confine(writing: [own.path])
      try Files.create(path: own.path + "/b", [1])
      _ = try Files.read(path: other.path + "/a", limit: 1)
      precondition(Self.fails { _ = try Files.openForAppending(path: other.path + "/a") })
      precondition(Self.fails { try Files.create(path: other.path + "/b", [1]) })
      precondition(Self.fails { try Files.rename(own.path + "/b", to: other.path + "/b") })
    }
  }
}
