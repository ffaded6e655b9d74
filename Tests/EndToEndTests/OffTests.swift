import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// Where nothing can be recorded, the agent says so and does nothing.
  @Suite("An agent that is off") struct OffTests {
    @Test("names Wayland, also where X programs would run")
    func wayland() throws {
      var setting = Desk.Setting()
      setting.variables = ["WAYLAND_DISPLAY=wayland-0"]
      let desk = try Desk(setting)
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == "wayland" }
    }

    @Test(
      "names what about a display is not for it, and says so in a sentence",
      arguments: [
        ("several-screens", "several X screens", ["-screen", "1", "640x480x24"]),
        ("depth", "colours", ["-screen", "0", "640x480x8"]),
        ("monitor-size", "larger", ["-screen", "0", "16385x64x24"]),
      ])
    func displayKind(reason: String, words: String, arguments: [String]) throws {
      var setting = Desk.Setting()
      setting.serverArguments = arguments
      let desk = try Desk(setting)
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == reason }
      #expect(try desk.run("callreel", "status").contains(words))
    }

    @Test("names a missing display")
    func noDisplay() throws {
      var setting = Desk.Setting()
      setting.display = .none
      let desk = try Desk(setting)
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == "display" }
    }

    @Test("names a spool that cannot be written")
    func spoolUnwritable() throws {
      var setting = Desk.Setting()
      setting.prepare = { policy in try Files.create(path: policy.spool, []) }
      let desk = try Desk(setting)
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == "spool-unwritable" }
    }

    @Test("names a disk that is full", .enabled(if: Account.userNumber == 0))
    func spoolFull() throws {
      var setting = Desk.Setting()
      setting.spool = .full
      let desk = try Desk(setting)
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == "spool-full" }
    }

    @Test("that has no bus ends with 69 and one sentence")
    func noBus() throws {
      let desk = try Desk()
      let log = desk.root + "/second.log"
      for (bus, words) in [("unix:path=/nowhere", "no session bus"), ("", "another")] {
        let environment =
          bus.isEmpty
          ? desk.environment
          : desk.environment.filter { !$0.hasPrefix("DBUS_") } + ["DBUS_SESSION_BUS_ADDRESS=" + bus]
        let agent = try TestProgram(
          "callreel-agent", ["--config", desk.policy.directory], environment: environment, log: log)
        #expect(try agent.finish().end == .exited(69))
        let said = String(decoding: try Files.read(path: log, limit: 4096), as: UTF8.self)
        #expect(said.split(separator: "\n").count == 1 && said.contains(words), "\(said)")
        try Files.remove(log)
      }
    }

    @Test("that nobody is enrolled for ends at once and in peace")
    func notEnrolled() throws {
      let desk = try Desk()
      try Files.remove(desk.policy.directory + "/people/\(DeskPolicy.employee).toml")
      let agent = try TestProgram(
        "callreel-agent", ["--config", desk.policy.directory], environment: desk.environment)
      #expect(try agent.finish().end == .exited(0))
    }
  }
}
