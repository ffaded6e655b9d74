import AgentService
import CallSources
import Glibc
import Indicator
import LinuxSystem
import RecordingSession
import Sandbox
import TestSupport
import Testing

/// What each program gives up, tried from inside: each in a process of its own, which enters the
/// program's own rights and then tries what it must not.
@Suite(
  "Rights of a program", .enabled(if: KernelProtection.hasFileRights, "the kernel has no Landlock"))
struct ProgramRightsTests {
  @Test("the agent changes its own files, and reads what a policy may name") func agent() async {
    await #expect(processExitsWith: .success) {
      let (home, disk) = (try TemporaryDirectory(), try TemporaryDirectory())
      let state = home.path + "/state/callreel"
      try Files.create(path: home.path + "/letter", [1])
      try Files.makeDirectories(state)
      _ = unsafe symlink(disk.path, state + "/spool")
      try AgentRights.enter(AgentPlace(configuration: home.path, state: state, login: "a"))
      try Files.makeDirectories(state + "/draws")
      try Files.replace(path: state + "/draws/a", [1])
      try Files.makeDirectories(state + "/spool/demo/2026-01-01")
      try Files.create(path: disk.path + "/a", [1])
      precondition(Attempt.reads(home.path + "/letter"))
      precondition(
        Attempt.isRefused { _ = try Files.openForAppending(path: home.path + "/letter") })
      precondition(Attempt.isRefused { try Files.create(path: home.path + "/state/a", [1]) })
      precondition(Attempt.isRefused { try Files.rename(state + "/draws/a", to: home.path + "/a") })
      precondition(Attempt.isRefused { try Files.remove(home.path + "/letter") })
      precondition(
        !Attempt.startsPrograms && !Attempt.opens(AF_INET) && !Attempt.opens(AF_INET6)
          && Attempt.opens(AF_UNIX))
      try Files.removeTree(state + "/draws")
    }
  }

  @Test("an agent whose folder is not there yet makes it, and nothing beside it")
  func newAgent() async {
    await #expect(processExitsWith: .success) {
      let home = try TemporaryDirectory()
      let state = home.path + "/.local/state/callreel"
      try AgentRights.enter(AgentPlace(configuration: home.path, state: state, login: "a"))
      try Files.create(path: state + "/journal", [1])
      precondition(Attempt.isRefused { try Files.create(path: home.path + "/.local/state/a", [1]) })
    }
  }

  @Test("an agent whose folder cannot be made changes nothing") func homelessAgent() async {
    await #expect(processExitsWith: .success) {
      let home = try TemporaryDirectory()
      try Files.create(path: home.path + "/letter", [1])
      let state = home.path + "/letter/callreel"
      try AgentRights.enter(AgentPlace(configuration: home.path, state: state, login: "a"))
      precondition(Attempt.isRefused { try Files.create(path: home.path + "/a", [1]) })
      precondition(
        Attempt.isRefused { _ = try Files.openForAppending(path: home.path + "/letter") })
    }
  }

  @Test("the indicator reads fonts and the key to the display, and changes nothing")
  func indicator() async {
    await #expect(processExitsWith: .success) {
      let home = try TemporaryDirectory()
      try Files.makeDirectories(home.path + "/.local/share/fonts")
      for name in ["/.local/share/fonts/a", "/.Xauthority", "/letter"] {
        try Files.create(path: home.path + name, [1])
      }
      setenv("HOME", home.path, 1)
      unsetenv("XAUTHORITY")
      try IndicatorRights.enter()
      precondition(
        Attempt.reads(home.path + "/.local/share/fonts/a") && Attempt.reads("/etc/passwd"))
      precondition(
        Attempt.reads(home.path + "/.Xauthority") && !Attempt.reads(home.path + "/letter"))
      precondition(!Attempt.reads("/proc/1/stat"))
      for name in ["/a", "/.Xauthority", "/.local/share/fonts/b"] {
        precondition(Attempt.isRefused { _ = try Files.openForAppending(path: home.path + name) })
      }
      precondition(!Attempt.startsPrograms && !Attempt.opens(AF_INET) && Attempt.opens(AF_UNIX))
    }
  }

  @Test("the recorder changes its spool, and reads nothing else of the person's (P11)")
  func recorder() async {
    await #expect(processExitsWith: .success) {
      let home = try TemporaryDirectory()
      try Files.makeDirectories(home.path + "/spool")
      for name in ["/spool/a", "/letter"] { try Files.create(path: home.path + name, [1]) }
      try RecorderRights.enter(spool: home.path + "/spool")
      try Files.create(path: home.path + "/spool/b", [1])
      precondition(Attempt.reads(home.path + "/spool/a") && !Attempt.reads(home.path + "/letter"))
      precondition(Attempt.isRefused { try Files.create(path: home.path + "/a", [1]) })
      precondition(Attempt.isRefused { _ = try Files.list(home.path) })
      // What terminals are asked by: see TerminalPrompts.
      precondition(ProcessFamily.descendants(of: Account.processNumber)?.isEmpty == true)
      precondition(Attempt.reads("/proc/1/stat"))
      precondition(!Attempt.startsPrograms && !Attempt.opens(AF_INET) && !Attempt.opens(AF_UNIX))
    }
  }

  @Test("a telephony source reads what connecting takes, and changes nothing") func source() async {
    await #expect(processExitsWith: .success) {
      let (own, other) = (try TemporaryDirectory(), try TemporaryDirectory())
      for folder in [own.path, other.path] { try Files.create(path: folder + "/ca.pem", [1]) }
      try SourceRights.enter(certificateAuthority: own.path + "/ca.pem")
      precondition(Attempt.reads(own.path + "/ca.pem") && Attempt.reads("/etc/hosts"))
      precondition(!Attempt.reads(other.path + "/ca.pem") && !Attempt.reads("/proc/self/stat"))
      precondition(Attempt.isRefused { try Files.create(path: own.path + "/a", [1]) })
      precondition(Attempt.isRefused { try Files.create(path: "/tmp/callreel-test-source", [1]) })
      precondition(!Attempt.startsPrograms && Attempt.opens(AF_INET) && !Attempt.opens(AF_UNIX))
    }
  }
}

/// What a process tries that may be refused to it.
private enum Attempt {
  static func isRefused(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return false
    } catch {
      return (error as? SystemError)?.isForbidden ?? false
    }
  }

  static func reads(_ path: String) -> Bool {
    (try? Files.readRegular(path: path, atMost: 1)) != nil
  }

  static func opens(_ family: Int32) -> Bool {
    let socket = Glibc.socket(family, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { return errno != EPERM }
    close(socket)
    return true
  }

  static var startsPrograms: Bool {
    (try? ChildProcess(path: "/bin/true", arguments: ["true"], environment: [])) != nil
  }
}
