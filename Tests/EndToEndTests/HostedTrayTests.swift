import CallPolicy
import Geometry
import Glibc
import LinuxSystem
import Messages
import ProcessMessages
import SessionBus
import TestSupport
import Testing
import Timeline
import TrayContent

extension EndToEnd {
  /// A tray item of the session bus that its host says where it shows, and the X server proves (P2).
  @Suite("The tray item as proof") struct HostedTrayTests {
    @Test(
      "is enough while it can be seen; covered, hidden, stopped or killed the banner replaces it",
      arguments: [TrayHost.Kind.xfce, .lxqt, .mate])
    func lost(kind: TrayHost.Kind) throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      defer { window.close() }
      try window.paint("808080")
      let host = try TrayHost(kind, on: desk, isAccessible: true)
      try host.waitForIcon(of: .idle)
      let call = try desk.callUntilRecorded()
      var losses: [(PanelLoss, Range<CallTime>)] = []
      for loss in PanelLoss.allCases {
        try waitForTray(on: desk, "before \(loss)")
        try host.waitForIcon(of: .recording)
        let lost = call.time(of: BootTime(nanoseconds: Clock.bootNanoseconds))
        let regain = try host.lose(loss)
        try desk.wait(for: "the banner after \(loss)") { $0.indicator == "banner" }
        let seen = call.time(of: BootTime(nanoseconds: Clock.bootNanoseconds))
        losses.append((loss, lost..<seen))
        #expect(try isBannerShown(on: desk))
        try desk.wait(for: "the film after \(loss)") { $0.state == "recording" }
        try regain()
      }
      try waitForTray(on: desk, "of a panel that was started again")
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(!film.frames.isEmpty && film.leak == nil)
      // Without a sign no longer than the lease: what was lost longer is a gap of this reason.
      #expect(film.gaps.allSatisfy { $0.reason == .indicatorLost })
      for (loss, span) in losses {
        print("\(kind) \(loss): the banner was seen after \(span.upperBound - span.lowerBound) ms")
        for gap in film.gaps where span.contains(gap.span.start) {
          #expect(gap.span.start - span.lowerBound <= 250, "\(loss)")
        }
      }
    }

    @Test("is proved below a window manager, and not below a full-screen window")
    func managed() throws {
      var setting = Desk.Setting()
      setting.companion = ["xfwm4", "--compositor=on"]
      let desk = try Desk(setting)
      let window = try desk.window(geometry: "200x160+40+80")
      defer { window.close() }
      try window.paint("808080")
      let host = try TrayHost(.xfce, on: desk, isAccessible: true)
      try host.waitForIcon(of: .idle)
      let files = try openFiles(on: desk)
      let call = try desk.callUntilRecorded()
      try waitForTray(on: desk)
      #expect(try countsTray(on: desk) > 20)
      let cover = try fullScreen(on: desk)
      try desk.wait(for: "the banner") { $0.indicator == "banner" }
      #expect(try isBannerShown(on: desk))
      cover.close()
      try waitForTray(on: desk)
      try desk.tell("ended", call.identifier)
      // At rest nobody is asked anything.
      try desk.wait(for: "rest") { $0.state == "idle" && !$0.isUploading }
      #expect(try sleepsSoon(desk))
      #expect(try openFiles(on: desk) == files)
    }

    /// Shows the same words as the item, as another program's.
    private static let impostor = """
      import dbus, dbus.service, sys
      from dbus.mainloop.glib import DBusGMainLoop
      from gi.repository import GLib

      DBusGMainLoop(set_as_default=True)
      bus = dbus.SessionBus()
      icon = dbus.Array([dbus.Struct((16, 16, dbus.ByteArray(b"\\xff\\xb3\\x26\\x1e" * 256)),
                                     signature="iiay")], signature="(iiay)")
      none = dbus.Array([], signature="(iiay)")
      values = {"Id": "other", "Category": "SystemServices", "Status": "Active", "Title": sys.argv[1],
                "IconPixmap": icon, "AttentionIconPixmap": none, "OverlayIconPixmap": none,
                "IconName": "", "AttentionIconName": "", "OverlayIconName": "", "IconThemePath": "",
                "Menu": dbus.ObjectPath("/NO"), "ItemIsMenu": False, "WindowId": dbus.Int32(0),
                "ToolTip": dbus.Struct(("", none, sys.argv[1], ""), signature="sa(iiay)ss")}

      class Item(dbus.service.Object):
          @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
          def Get(self, interface, name):
              return values[name]

          @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
          def GetAll(self, interface):
              return dbus.Dictionary(values, signature="sv")

      item = Item(bus, "/StatusNotifierItem")
      watcher = bus.get_object("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher")
      watcher.RegisterStatusNotifierItem("/StatusNotifierItem",
                                         dbus_interface="org.kde.StatusNotifierWatcher")
      print("registered", flush=True)
      GLib.MainLoop().run()
      """

    @Test("is none where two items say the same") func impostor() throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      defer { window.close() }
      try window.paint("808080")
      let host = try TrayHost(.lxqt, on: desk, isAccessible: true)
      try host.waitForIcon(of: .idle)
      let words = TrayStatus(state: .recording).title(in: .english)
      let other = try TestProgram(
        "/usr/bin/python3", ["-c", Self.impostor, words], environment: desk.environment)
      #expect(try other.line() == "registered")
      try desk.waitUntilRead(words)
      let call = try desk.callUntilRecorded()
      try expectBanner(on: desk)
      other.process.send(signal: Signal.kill)
      other.process.wait()
      try waitForTray(on: desk)
      // Without that bus nobody tells anything, and the film runs on.
      let name = "HOME=" + desk.root
      for process in try Files.list("/proc").compactMap({ Int32($0) })
      where ProcessTable.text(process, "cmdline").contains("at-spi2/accessibility.conf")
        && ProcessTable.text(process, "environ").contains(name)
      {
        kill(process, SIGKILL)
      }
      try desk.wait(for: "the banner") { $0.indicator == "banner" }
      try expectBanner(on: desk)
      #expect(try desk.status().state == "recording")
      try desk.tell("ended", call.identifier)
    }

    @Test("is none with two hosts, nor where the panel has put it away") func putAway() throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      defer { window.close() }
      try window.paint("808080")
      let host = try TrayHost(.xfce, on: desk, isAccessible: true)
      try host.waitForIcon(of: .idle)
      var other: BusConnection? = try BusConnection(address: desk.busAddress)
      try other?.requestName("org.kde.StatusNotifierHost-0-0")
      let call = try desk.callUntilRecorded()
      try expectBanner(on: desk)
      other = nil
      try waitForTray(on: desk, "after the second host")
      try hide("callreel", on: desk)
      try desk.wait(for: "the banner") { $0.indicator == "banner" }
      try expectBanner(on: desk)
      try hide("nothing", on: desk)
      try waitForTray(on: desk, "after it was put away")
      try desk.tell("ended", call.identifier)
    }

    @Test("is none where the host's word cannot be, and none without the icon of now")
    func words() throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      defer { window.close() }
      try window.paint("808080")
      let host = try ScriptedHost(on: desk)
      let call = try desk.callUntilRecorded()
      for word in ScriptedHost.Word.allCases where word != .honest {
        try host.say(.honest)
        try waitForTray(on: desk, "before \(word)")
        try host.say(word)
        try desk.wait(for: "the banner after \(word)") { $0.indicator == "banner" }
        #expect(try isBannerShown(on: desk))
      }
      try host.say(.honest)
      try waitForTray(on: desk)
      try host.setFetching(false)
      try desk.tell("held", call.identifier)
      try desk.wait(for: "a pause") { $0.state == "held" }
      try desk.tell("resumed", call.identifier)
      try desk.wait(for: "the film") { $0.state == "recording" }
      try expectBanner(on: desk)
      try host.setFetching(true)
      try waitForTray(on: desk)
      try desk.tell("ended", call.identifier)
    }

    @Test("is taken for proof after a second of it, and never longer than the host's word")
    func steady() throws {
      let desk = try Desk()
      let panel = try desk.window("panel", title: "Panel", geometry: "640x30+0+450")
      let kind = "_NET_WM_WINDOW_TYPE"
      try desk.run("xprop", "-id", panel.number, "-f", kind, "32a", "-set", kind, kind + "_DOCK")
      let (ours, theirs) = try MessageSocket.pair()
      let socket = MessageSocket(owning: ours)
      let given = Descriptor(owning: theirs)
      let path = Files.parent(of: Account.executable) + "/callreel-indicator"
      let indicator = try ChildProcess(
        path: path, arguments: [path], environment: desk.environment,
        descriptors: [3: given.rawValue])
      let asked = BootTime(nanoseconds: Clock.bootNanoseconds)
      let place = TrayPlace(
        item: PixelRegion(x: 4, y: 454, width: 22, height: 22),
        panel: PixelRegion(x: 0, y: 450, width: 640, height: 30), process: panel.process,
        asked: asked)
      func check(_ place: TrayPlace?) throws -> IndicatorReport {
        try socket.send(IndicatorCommand.check(place).bytes)
        return try IndicatorReport(bytes: try #require(try socket.receive()).bytes)
      }
      func show(_ style: BannerStyle) throws {
        try socket.send(IndicatorCommand.show(style, text: "Recording", always: false).bytes)
      }
      try show(.recording)
      for round in 0..<3 {
        for _ in 0..<9 {
          guard case .seen(.banner, let at) = try check(place) else {
            throw TestTimeout("the banner in round \(round)")
          }
          #expect(at > asked)
        }
        for _ in 0..<3 { #expect(try check(place) == .seen(.trayItem, at: asked)) }
        switch round {
        case 0: _ = try check(nil)
        case 1: try show(.paused)
        default: break
        }
      }
      indicator.send(signal: Signal.kill)
      indicator.wait()
    }

    @Test("shows beside the banner where the policy wants that always") func always() throws {
      var setting = Desk.Setting()
      setting.terms.more = "[indicator]\nbanner = \"always\""
      let desk = try Desk(setting)
      let window = try desk.window(geometry: "200x160+40+80")
      defer { window.close() }
      try window.paint("808080")
      let host = try TrayHost(.mate, on: desk, isAccessible: true)
      try host.waitForIcon(of: .idle)
      let call = try desk.callUntilRecorded()
      try host.waitForIcon(of: .recording)
      try expectBanner(on: desk)
      try desk.tell("ended", call.identifier)
    }

    /// Waits until the tray alone shows that a call is filmed.
    private func waitForTray(on desk: Desk, _ when: String = "") throws {
      let deadline = Clock.bootMilliseconds + 40_000
      repeat {
        try desk.wait(for: "the tray \(when)", milliseconds: 40_000) { $0.indicator == "tray" }
        if try !isBannerShown(on: desk) { return }
      } while Clock.bootMilliseconds < deadline
      throw TestTimeout("a tray without a banner \(when)")
    }

    /// At how many of 60 beats the tray is the proof; of a panel that is never told that it was seen
    /// it would be at 10.
    private func countsTray(on desk: Desk) throws -> Int {
      try (0..<60).count { _ in
        try desk.pass(milliseconds: 100)
        return try desk.status().indicator == "tray"
      }
    }

    /// A film of two seconds whose only proof is the banner.
    private func expectBanner(on desk: Desk) throws {
      for _ in 0..<10 {
        try desk.pass(milliseconds: 200)
        #expect(try desk.status().indicator != "tray")
        #expect(try isBannerShown(on: desk))
      }
    }

    private func isBannerShown(on desk: Desk) throws -> Bool {
      try desk.banner().contains("IsViewable")
    }

    /// Whether a second comes in which the agent does not wake.
    private func sleepsSoon(_ desk: Desk) throws -> Bool {
      for _ in 0..<10 {
        let before = ProcessTable.sleeps(of: desk.agent.identifier)
        try desk.pass(milliseconds: 1000)
        if ProcessTable.sleeps(of: desk.agent.identifier) == before { return true }
      }
      return false
    }

    /// How many files and connections the agent holds.
    private func openFiles(on desk: Desk) throws -> Int {
      try Files.list("/proc/\(desk.agent.identifier)/fd").count
    }

    /// Has the panel of XFCE keep this item, and no other, behind its arrow.
    private func hide(_ item: String, on desk: Desk) throws {
      try desk.run(
        "xfconf-query", "-c", "xfce4-panel", "-p", "/plugins/plugin-1/hidden-items", "-n", "-a",
        "-t", "string", "-s", item)
    }

    /// A window that its manager shows over the whole screen and its panels.
    private func fullScreen(on desk: Desk) throws -> DeskWindow {
      let window = try desk.window("cover", title: "Cover", geometry: "200x160+40+280")
      try window.paint("0000ff")
      try desk.run("xdotool", "windowunmap", "--sync", window.number)
      let state = "_NET_WM_STATE"
      try desk.run(
        "xprop", "-id", window.number, "-f", state, "32a", "-set", state, state + "_FULLSCREEN")
      try desk.run("xdotool", "windowmap", "--sync", window.number)
      return window
    }
  }
}
