import LinuxSystem
import SessionBus
import TestSupport
import Testing

extension EndToEnd {
  /// What the desktop's side of the tray does wrong changes nothing here.
  @Suite("A tray that fails") struct TrayFaultTests {
    private static let watcher = "org.kde.StatusNotifierWatcher"

    @Test("may have a watcher that makes no sense")
    func nonsense() throws {
      let desk = try Desk()
      try desk.wait(for: "idle") { $0.state == "idle" }
      // A string where nothing is due, and an error.
      for code in ["ret = 'no'", "raise Exception('no')"] {
        let watcher = try BusStandIn(
          bus: desk.busAddress, name: Self.watcher, path: "/StatusNotifierWatcher",
          ["--session", Self.watcher, "/StatusNotifierWatcher", Self.watcher])
        try watcher.tell(
          "AddMethod", "sssss", Self.watcher, "RegisterStatusNotifierItem", "s", "s", code)
        try watcher.kill()
      }
      #expect(try desk.status().state == "idle")
      #expect(desk.agent.process.ended() == nil)
    }

    @Test("may ask for anything of the menu")
    func questions() throws {
      let desk = try Desk()
      try desk.wait(for: "idle") { $0.state == "idle" }
      func ask(_ member: String, _ words: String...) throws -> String {
        try desk.run(
          "busctl",
          [
            "--address=" + desk.busAddress, "--", "call", "org.callreel.Agent",
            "/StatusNotifierItem/Menu", "com.canonical.dbusmenu", member,
          ] + words)
      }
      #expect(try ask("GetLayout", "iias", "0", "-1", "0").contains("My recordings"))
      #expect(try ask("GetLayout", "iias", "100", "-1", "0").contains("toggle-state"))
      #expect(try ask("GetGroupProperties", "aias", "2", "100", "-7", "0").contains("checkmark"))
      #expect(try ask("GetProperty", "is", "100", "label").contains("Private"))
      #expect(try ask("AboutToShow", "i", "0").contains("false"))
      #expect(throws: (any Error).self) { try ask("GetLayout", "iias", "99", "-1", "0") }
      #expect(throws: (any Error).self) { try ask("GetProperty", "is", "99", "label") }
      // What is no click, no line or no action does nothing.
      for (number, kind) in [
        ("100", "hovered"), ("1", "clicked"), ("-1", "clicked"), ("101", "clicked"),
      ] {
        _ = try ask("Event", "isvu", number, kind, "s", "", "0")
      }
      #expect(try desk.status().state == "idle")
      _ = try ask("EventGroup", "a(isvu)", "1", "100", "clicked", "i", "0", "0")
      try desk.wait(for: "private") { $0.state == "private" }
      _ = try ask("Event", "isvu", "100", "clicked", "i", "0", "0")
      try desk.wait(for: "idle") { $0.state == "idle" }
    }

    @Test("has its item described for those who look", arguments: ["fr_FR.UTF-8", "nl_NL.UTF-8"])
    func item(locale: String) throws {
      var setting = Desk.Setting()
      setting.variables = ["LC_ALL=" + locale]
      let desk = try Desk(setting)
      try desk.wait(for: "idle") { $0.state == "idle" }
      func property(_ name: String) throws -> String {
        try desk.run(
          "busctl",
          [
            "--address=" + desk.busAddress, "get-property", "org.callreel.Agent",
            "/StatusNotifierItem", "org.kde.StatusNotifierItem", name,
          ])
      }
      let title = locale.hasPrefix("fr") ? "Aucun appel en cours." : "Er is geen gesprek."
      #expect(try property("Title").contains(title))
      #expect(try property("IconAccessibleDesc").contains(title))
      #expect(try property("AttentionAccessibleDesc").contains(title))
      #expect(try property("ToolTip").contains(title))
      #expect(try property("Status") == "s \"Active\"\n")
      #expect(try property("Menu") == "o \"/StatusNotifierItem/Menu\"\n")
      #expect(try property("IconName") == "s \"\"\n")
      #expect(try property("IconPixmap").hasPrefix("a(iiay) 6 16 16 1024 "))
    }
  }
}
