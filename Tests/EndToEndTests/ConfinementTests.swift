import ByteCoding
import LinuxSystem
import ProcessMessages
import TestSupport
import Testing

extension EndToEnd {
  /// As the kernel saw it: rights to files are gone before anybody else is spoken to (P9).
  @Suite(
    "Programs give up their rights to files",
    .enabled(if: KernelProtection.hasFileRights, "the kernel has no Landlock"))
  struct ConfinementTests {
    private static let calls =
      "trace=landlock_add_rule,landlock_restrict_self,seccomp,connect,execve"

    @Test("the agent before it is on a bus") func agent() throws {
      let desk = try Desk()
      let trace = desk.root + "/trace"
      // A second one goes the same way, until it finds the first.
      let process = try ChildProcess(
        path: "/usr/bin/strace",
        arguments: [
          "strace", "-y", "-o", trace, "-e", Self.calls,
          CommandRun.path("callreel-agent"), "--config", desk.policy.directory,
        ], environment: desk.environment)
      #expect(process.wait(milliseconds: 20_000) == .exited(69))
      let lines = try Self.lines(trace)
      let filter = try Self.isConfined(lines)
      let places = lines.filter { $0.contains("landlock_add_rule(") }
      #expect(places.count == 2 && places.allSatisfy { $0.contains(desk.policy.state) })
      // The system's log or user database may have been asked before; the bus was not.
      #expect(lines[filter...].contains { $0.contains(desk.root + "/runtime") })
      #expect(!lines[..<filter].contains { $0.contains("/runtime") })
    }

    @Test("the indicator before it is on a display") func indicator() throws {
      let desk = try Desk()
      let trace = desk.root + "/trace"
      let (ours, theirs) = try MessageSocket.pair()
      let socket = MessageSocket(owning: ours)
      let given = Descriptor(owning: theirs)
      let process = try ChildProcess(
        path: "/usr/bin/strace",
        arguments: [
          "strace", "-y", "-o", trace, "-e", Self.calls, CommandRun.path("callreel-indicator"),
        ], environment: desk.environment, descriptors: [3: given.rawValue])
      let text = "Recording for training"
      try socket.send(IndicatorCommand.show(.recording, text: text, always: true).bytes)
      try socket.send(IndicatorCommand.check(nil).bytes)
      let message = try #require(try socket.receive())
      guard case .seen(.banner, _) = try IndicatorReport(bytes: message.bytes) else {
        Issue.record("no banner is seen")
        return
      }
      _ = consume socket
      #expect(process.wait(milliseconds: 10_000) == .exited(0))
      let lines = try Self.lines(trace)
      let filter = try Self.isConfined(lines)
      #expect(!lines[..<filter].contains { $0.contains("X11-unix") })
      #expect(lines[filter...].contains { $0.contains("X11-unix") })
      #expect(!lines.contains { $0.contains("landlock_add_rule(") && $0.contains("WRITE") })
    }

    private static func lines(_ trace: String) throws -> [Substring] {
      String(decoding: try Files.read(path: trace, limit: 1 << 22), as: UTF8.self)
        .split(separator: "\n")
    }

    /// Where the filter was loaded, after the rights to files were gone; nothing was started since.
    private static func isConfined(_ lines: [Substring]) throws -> Int {
      let rights = try #require(
        lines.firstIndex { $0.contains("landlock_restrict_self(") && $0.hasSuffix("= 0") })
      let filter = try #require(
        lines.lastIndex { $0.contains("seccomp(SECCOMP_SET_MODE_FILTER") && $0.hasSuffix("= 0") })
      #expect(rights < filter && !lines[filter...].contains { $0.contains("execve(") })
      return filter
    }
  }
}
