import LinuxSystem
import TestSupport
import Testing

/// The agent's unit, read by systemd's own programs; none of them needs a running systemd.
@Suite("The agent's unit") struct ServiceUnitTests {
  private static let root = (0..<3).reduce(#filePath) { path, _ in Files.parent(of: path) }
  private static let unit = root + "/packaging/session/callreel-agent.service"

  private func settings() throws -> [String: String] {
    let text = String(decoding: try Files.read(path: Self.unit, limit: 1 << 16), as: UTF8.self)
    var settings: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { settings[parts[0]] = parts[1] }
    }
    return settings
  }

  @Test("is one that systemd understands to the last word") func verified() throws {
    let folder = try TemporaryDirectory()
    let unit = String(decoding: try Files.read(path: Self.unit, limit: 1 << 16), as: UTF8.self)
    let path = folder.path + "/callreel-agent.service"
    // The program is not installed here.
    let startable = unit.replacing("/usr/libexec/callreel/callreel-agent", with: "/bin/true")
    try Files.create(path: path, Array(startable.utf8))
    let run = try CommandRun(
      program: "/usr/bin/systemd-analyze", ["--user", "--man=no", "verify", path],
      environment: ["XDG_RUNTIME_DIR=" + folder.path])
    #expect(run.end == .exited(0))
    #expect(!run.error.contains("callreel-agent"), "\(run.error)")
  }

  /// Seen as a service of root's, whose capabilities count: no user's service has them.
  @Test("is no less hardened than it was") func hardened() throws {
    let run = try CommandRun(
      program: "/usr/bin/systemd-analyze",
      ["security", "--offline=true", "--threshold=75", "--no-pager", Self.unit])
    print(run.output.split(separator: "\n").last.map(String.init) ?? "")
    #expect(run.end == .exited(0))
  }

  @Test("is watched, and started again with pauses that end") func supervised() throws {
    let settings = try settings()
    #expect(settings["Type"] == "notify")
    #expect(settings["NotifyAccess"] == "main")
    #expect(settings["WatchdogSec"] != nil)
    #expect(settings["Restart"] == "on-failure")
    #expect(settings["RestartSec"] != nil && settings["StartLimitBurst"] != nil)
    // What another try cannot change: wrong arguments, no bus or another agent, no protection.
    #expect(settings["RestartPreventExitStatus"] == "64 69 70")
  }

  @Test("no package runs a script, so that none restarts an agent that films") func scripts() throws
  {
    let scripts: Set = ["preinst", "postinst", "prerm", "postrm", "triggers", "config"]
    for name in try Files.list(Self.root + "/packaging/debian") {
      #expect(scripts.isDisjoint(with: name.split(separator: ".").map(String.init)), "\(name)")
    }
  }
}
