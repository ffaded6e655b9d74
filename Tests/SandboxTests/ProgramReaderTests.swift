import LinuxSystem
import Sandbox
import TestSupport
import Testing

/// Each in a process of its own, which it makes a copy of.
@Suite("Who tells which programs others run") struct ProgramReaderTests {
  private struct Refused: Error {}

  @Test("tells it to who has given up rights to files, and may do nothing else")
  func confined() async {
    await #expect(processExitsWith: .success) {
      let null = try Files.openForAppending(path: "/dev/null")
      let other = try ChildProcess(
        path: "/bin/sleep", arguments: ["sleep", "60"], environment: [],
        descriptors: [0: null.rawValue, 1: null.rawValue, 2: null.rawValue])
      let program = try Files.resolved("/bin/sleep")
      precondition(ProgramFile.path(of: other.identifier) == program)
      let reader = try ProgramReader { try Sandbox.giveUpAllButDescriptors() }
      try FileRights.confine(writing: [])
      if KernelProtection.hasFileRights {
        precondition(ProgramFile.path(of: other.identifier).isEmpty)
      }
      precondition(reader.path(of: other.identifier) == program)
      precondition(reader.path(of: Account.processNumber) == Account.executable)
      for none in [0, -1, Int32.max] { precondition(reader.path(of: none).isEmpty) }
      let child = try #require(ProcessTable.processes(below: Account.processNumber).max())
      precondition(ProcessTable.field("Seccomp", of: child) == "2")
      precondition(reader.path(of: other.identifier) == program)
    }
  }

  @Test("says nothing where it cannot be confined, or has ended") func lost() async {
    await #expect(processExitsWith: .success) {
      let reader = try ProgramReader { throw Refused() }
      precondition(reader.path(of: Account.processNumber).isEmpty)
      let other = try ProgramReader {}
      precondition(!other.path(of: Account.processNumber).isEmpty)
      let child = try #require(ProcessTable.processes(below: Account.processNumber).max())
      _ = try TestProgram.output(
        of: "kill", ["-9", "\(child)"], environment: ["PATH=/usr/bin:/bin"])
      precondition(other.path(of: Account.processNumber).isEmpty)
    }
  }
}
