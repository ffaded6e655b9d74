import LinuxSystem
import SessionBus

/// Where the employee sees the icon.
enum TrayChecks {
  /// `hasEmbeddingTray`: on the display, where it was looked at.
  static func finding(hasEmbeddingTray: Bool) -> Finding {
    if hasEmbeddingTray {
      return .fine("tray", "takes icons in that are proved to be seen (XEmbed)")
    }
    if (try? BusConnection()).map({ hasHost($0) }) == true {
      return .fine("tray", "shows items of the session bus; a banner shows beside while filming")
    }
    return .warning(
      "tray", "there is none: only the banner shows, and only while a call is up",
      "give the panel a tray, or the desktop an extension for StatusNotifierItem")
  }

  private static func hasHost(_ bus: BusConnection) -> Bool {
    let watcher = BusObject(
      name: "org.kde.StatusNotifierWatcher", path: "/StatusNotifierWatcher",
      interface: "org.freedesktop.DBus.Properties")
    let host = bus.answer(
      watcher, "Get",
      [.text("org.kde.StatusNotifierWatcher"), .text("IsStatusNotifierHostRegistered")]
    ) { try? $0.variant() }
    return host == .boolean(true)
  }
}
