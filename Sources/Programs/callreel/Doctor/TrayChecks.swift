import LinuxSystem
import Messages
import SessionBus

/// Where the employee sees the icon.
enum TrayChecks {
  /// `hasEmbeddingTray`: on the display, where it was looked at.
  static func finding(hasEmbeddingTray: Bool) -> DoctorFinding {
    if hasEmbeddingTray { return .embeddingTray }
    return (try? BusConnection()).map { hasHost($0) } == true ? .busTray : .noTray
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
