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
      setting.prepare = { policy in try Files.create(path: policy.state + "/spool", []) }
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

    @Test("names what waits for the store, until it is brought there; nothing sealed is dropped")
    func spoolLimit() throws {
      var setting = Desk.Setting()
      setting.terms.spoolMegabytes = 1
      setting.prepare = { policy in
        try Files.makeDirectories(policy.spool)
        try Files.create(path: policy.spool + "/ballast", [UInt8](repeating: 0, count: 1_000_000))
      }
      let desk = try Desk(setting)
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == "spool-limit" }
      #expect(try desk.run("callreel", "status").contains("waits here for the store"))
      let doctor = try TestProgram(
        "callreel", ["doctor", "--config", desk.policy.directory], environment: desk.environment)
      let said = String(decoding: try doctor.finish().output, as: UTF8.self)
      #expect(said.contains("1 MB wait for the store, of 1 that may"), "\(said)")
      try desk.tell("ringing", "first", Desk.usual)
      try desk.tell("answered", "first")
      #expect(try desk.status().state == "off")
      #expect(Files.exists(desk.policy.spool + "/ballast"))
      try desk.tell("ended", "first")
      try Files.remove(desk.policy.spool + "/ballast")
      // A source may tell of a call only when it is answered.
      try desk.tell("answered", "second", Desk.usual)
      try desk.wait(for: "ready") { $0.state != "off" }
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
