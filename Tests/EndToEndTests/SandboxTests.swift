import ByteCoding
import Geometry
import LinuxSystem
import ProcessMessages
import Sandbox
import TestSupport
import Testing

extension EndToEnd {
  /// The process that sees pixels has no network and no bus, and cannot get one (P9).
  @Suite("The recorder's sandbox") struct SandboxTests {
    @Test("is closed while it films: filter, environment, descriptors")
    func filming() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      let recorder = try #require(desk.processes("callreel-recorder").first)
      #expect(ProcessTable.field("Seccomp", of: recorder) == "2")
      #expect(ProcessTable.field("NoNewPrivs", of: recorder) == "1")
      let variables = ProcessTable.text(recorder, "environ").split(separator: "\0")
      #expect(variables.contains { $0.hasPrefix("DISPLAY=") })
      #expect(!variables.contains { $0.contains("DBUS") || $0.contains("XDG_RUNTIME_DIR") })
      #expect(inetSockets(of: recorder).isEmpty)
      let indicator = try #require(desk.processes("callreel-indicator").first)
      for process in [desk.agent.identifier, indicator] {
        #expect(ProcessTable.field("Seccomp", of: process) == "2")
        #expect(inetSockets(of: process).isEmpty)
      }
      // The launcher has every right that a program of the agent may need, and no more words.
      let launcher = try #require(desk.processes("callreel-agent").first)
      #expect(ProcessTable.field("Seccomp", of: launcher) == "0")
      try desk.tell("ended", call.identifier)
    }

    /// Of a process that may not be dumped, root owns the files in proc(5).
    @Test("cannot be looked into by programs of the same user")
    func undumpable() throws {
      let desk = try Desk()
      let (ours, theirs) = try MessageSocket.pair()
      let socket = MessageSocket(owning: ours)
      let given = Descriptor(owning: theirs)
      let key = desk.root + "/workstation.key"
      try Files.create(
        path: key, try Files.read(path: desk.policy.state + "/workstation.key", limit: 4096),
        mode: 0o644)
      _ = try TestProgram.output(
        of: "chmod", ["755", desk.root], environment: ["PATH=/usr/bin:/bin"])
      let recorder = Files.parent(of: Account.executable) + "/callreel-recorder"
      let isRoot = Account.userNumber == 0
      let arguments =
        isRoot
        ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", recorder] : [recorder]
      let process = try ChildProcess(
        path: isRoot ? "/usr/bin/setpriv" : recorder, arguments: arguments,
        environment: desk.environment, descriptors: [3: given.rawValue])
      let order = FilmOrder(
        windows: [], sensitiveRegions: [], rate: 15, segmentSeconds: 10, lookbackMilliseconds: 300,
        sensitiveFields: [], spool: desk.root + "/spool", workstationKeyFile: key)
      try socket.send(RecorderCommand.prepare(order).bytes)
      let message = try #require(try socket.receive())
      #expect(try RecorderReport(bytes: message.bytes) == .ready)
      let user = ProcessTable.field("Uid", of: process.identifier) ?? ""
      #expect(user.hasPrefix(isRoot ? "65534" : "\(Account.userNumber)"))
      #expect(try Files.status(path: "/proc/\(process.identifier)/mem").owner == 0)
    }

    /// As the kernel saw it, before the recorder says that it is ready.
    @Test(
      "has given up all files of the person but its spool, sockets and programs",
      .enabled(if: KernelProtection.hasFileRights, "the kernel has no Landlock"))
    func rights() throws {
      let desk = try Desk()
      let (ours, theirs) = try MessageSocket.pair()
      let socket = MessageSocket(owning: ours)
      let given = Descriptor(owning: theirs)
      let trace = desk.root + "/rights"
      let recorder = Files.parent(of: Account.executable) + "/callreel-recorder"
      let calls = "trace=landlock_restrict_self,landlock_add_rule,seccomp"
      let process = try ChildProcess(
        path: "/usr/bin/strace", arguments: ["strace", "-y", "-o", trace, "-e", calls, recorder],
        environment: desk.environment, descriptors: [3: given.rawValue])
      let order = FilmOrder(
        windows: [], sensitiveRegions: [], rate: 15, segmentSeconds: 10, lookbackMilliseconds: 300,
        sensitiveFields: [], spool: desk.policy.spool,
        workstationKeyFile: desk.policy.state + "/workstation.key")
      try socket.send(RecorderCommand.prepare(order).bytes)
      let message = try #require(try socket.receive())
      #expect(try RecorderReport(bytes: message.bytes) == .ready)
      _ = consume socket
      process.wait()
      let said = String(decoding: try Files.read(path: trace, limit: 1 << 20), as: UTF8.self)
      let lines = said.split(separator: "\n")
      let rules = lines.filter { $0.contains("landlock_add_rule(") && $0.hasSuffix("= 0") }
      let writing = rules.filter { $0.contains("WRITE_FILE") }
      #expect(writing.count == 2 && writing[0].contains(desk.policy.spool), "\(said)")
      #expect(writing.last?.contains("/dev/null") == true)
      // Nothing of the person's own is read but the spool (P11).
      #expect(rules.count > 6 && !rules.contains { $0.contains("</home") || $0.contains("</root") })
      #expect(rules.filter { $0.contains(desk.root) }.count == 1)
      for call in ["landlock_restrict_self(", "seccomp(SECCOMP_SET_MODE_FILTER"] {
        #expect(lines.contains { $0.contains(call) && $0.hasSuffix("= 0") }, "\(said)")
      }
    }

    /// The process's sockets that are in the kernel's tables of internet sockets.
    ///
    /// Only root may look at the descriptors of a process that may not be dumped.
    private func inetSockets(of process: Int32) -> [UInt64] {
      let listed = ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"].flatMap { table in
        ProcessTable.text(process, "net/" + table).split(separator: "\n").dropFirst().compactMap {
          $0.split(separator: " ").dropFirst(9).first.flatMap { UInt64($0) }
        }
      }
      let folder = "/proc/\(process)/fd"
      let own = ((try? Files.list(folder)) ?? []).compactMap {
        try? Files.status(path: folder + "/" + $0).inode
      }
      #expect(own.count > 3 || Account.userNumber != 0)
      return own.filter { listed.contains($0) }
    }
  }
}
