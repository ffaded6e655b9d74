import LinuxSystem

/// A tray's host that says what a test has it say of the item, and a panel that goes with it.
package final class ScriptedHost {
  /// What it says from now on.
  package enum Word: String, CaseIterable, Sendable {
    /// As it is.
    case honest
    /// The item is outside the panel.
    case outside
    /// In pixels twice as large as the X server's.
    case scaled
    /// The item is too small to be seen.
    case small
    case hidden
    /// Numbers that mean nothing.
    case nonsense
    /// Each answer takes 300 ms.
    case late
  }

  private let program: TestProgram
  private let panel: DeskWindow

  package init(on desk: Desk) throws {
    panel = try desk.window("panel", title: "Panel", geometry: "640x30+0+450")
    try panel.paint("ffffff")
    // The accessibility bus is there before its address is asked for.
    program = try TestProgram(
      "/usr/bin/python3", ["-c", Self.script], environment: desk.environment)
    guard try program.line() == "registered" else { throw TestTimeout("a host") }
    for (property, format, value) in [
      ("_NET_WM_WINDOW_TYPE", "32a", "_NET_WM_WINDOW_TYPE_DOCK"),
      ("_NET_WM_PID", "32c", "\(program.identifier)"),
    ] {
      try desk.run("xprop", ["-id", panel.number, "-f", property, format, "-set", property, value])
    }
  }

  /// Has it say so from now on.
  package func say(_ word: Word) throws { try tell(word.rawValue) }

  /// Whether it fetches the icon when that changes, and now.
  package func setFetching(_ isOn: Bool) throws { try tell(isOn ? "fetch" : "ignore") }

  private func tell(_ word: String) throws {
    try program.tell(word)
    guard try program.line() == word else { throw TestTimeout("a host that says \(word)") }
  }

  private static let script = #"""
    import dbus, dbus.service, sys, time
    from dbus.mainloop.glib import DBusGMainLoop
    from gi.repository import GLib

    DBusGMainLoop(set_as_default=True)
    session = dbus.SessionBus()
    launcher = session.get_object("org.a11y.Bus", "/org/a11y/bus")
    address = launcher.GetAddress(dbus_interface="org.a11y.Bus")
    accessibility = dbus.bus.BusConnection(address)
    own = accessibility.get_unique_name()
    tray = "org.kde.StatusNotifierItem"
    state = {"word": "honest", "fetch": True, "item": None}

    def fetch(*_):
        if state["item"] and state["fetch"]:
            state["item"].Get(tray, "IconPixmap", dbus_interface=dbus.PROPERTIES_IFACE,
                              reply_handler=lambda *_: None, error_handler=lambda *_: None)

    class Watcher(dbus.service.Object):
        @dbus.service.method("org.kde.StatusNotifierWatcher", in_signature="s",
                             sender_keyword="sender")
        def RegisterStatusNotifierItem(self, path, sender):
            state["item"] = session.get_object(sender, path, introspect=False)
            session.add_signal_receiver(fetch, "NewIcon", tray, sender)
            fetch()

    class Shown(dbus.service.Object):
        def __init__(self, number, role, child, extents):
            super().__init__(accessibility, "/org/a11y/atspi/accessible/" + number)
            self.role, self.child, self.extents = role, child, extents

        @dbus.service.method("org.a11y.atspi.Accessible", out_signature="a(so)")
        def GetChildren(self):
            path = "/org/a11y/atspi/accessible/" + (self.child or "")
            return dbus.Array([(own, path)] if self.child else [], signature="(so)")

        @dbus.service.method("org.a11y.atspi.Accessible", out_signature="u")
        def GetRole(self):
            return self.role

        @dbus.service.method("org.a11y.atspi.Accessible", out_signature="au")
        def GetState(self):
            if state["word"] == "late":
                time.sleep(0.3)
            return [0x01000100 if state["word"] == "hidden" else 0x43000100, 0]

        @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v",
                             async_callbacks=("reply", "fail"))
        def Get(self, interface, name, reply, fail):
            if name != "Name" or self.role != 43:
                return reply("")
            state["item"].Get(tray, "Title", dbus_interface=dbus.PROPERTIES_IFACE,
                              reply_handler=reply, error_handler=fail)

        @dbus.service.method("org.a11y.atspi.Component", in_signature="u", out_signature="(iiii)")
        def GetExtents(self, coordinates):
            x, y, width, height = self.extents
            word = state["word"]
            if word == "outside" and self.role == 43:
                y -= 60
            if word == "small" and self.role == 43:
                width = 7
            if word == "scaled":
                x, y, width, height = x // 2, y // 2, width // 2, height // 2
            if word == "nonsense":
                x, y, width, height = -2**31, 2**31 - 1, 2**31 - 1, -2**31
            return (x, y, width, height)

    def hear(source, condition):
        word = sys.stdin.readline().strip()
        if word in ("fetch", "ignore"):
            state["fetch"] = word == "fetch"
            fetch()
        else:
            state["word"] = word
        print(word, flush=True)
        return bool(word)

    things = [Shown("root", 75, "1", None), Shown("1", 23, "2", (0, 450, 640, 30)),
              Shown("2", 43, None, (4, 454, 22, 22))]
    GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, hear)
    watcher = Watcher(session, "/StatusNotifierWatcher")
    session.request_name("org.kde.StatusNotifierHost-1-1")
    session.request_name("org.kde.StatusNotifierWatcher")
    print("registered", flush=True)
    GLib.MainLoop().run()
    """#
}
