import LinuxSystem
import Messages
import SessionBus

/// Where the session's accessibility bus is, and whether programs let themselves be asked on it.
struct AccessibilityDoor {
  private(set) var trouble: AccessibilityTrouble?
  private var address: String?

  /// Asks the session; starts the accessibility bus where it can be started.
  init() {
    guard let bus = try? BusConnection() else {
      trouble = .noSessionBus
      return
    }
    address = Self.ask(bus, "org.a11y.Bus", "GetAddress", []) { try? $0.string() }
    guard address != nil else {
      trouble = .noBus
      return
    }
    let isEnabled = Self.ask(
      bus, "org.freedesktop.DBus.Properties", "Get", [.text("org.a11y.Status"), .text("IsEnabled")]
    ) { try? $0.variant() }
    if case .boolean(false)? = isEnabled { trouble = .off }
  }

  /// A connection on which nothing was said yet.
  func connect() -> Descriptor? {
    guard let address, let socket = UnixSocketAddress(busAddress: address) else { return nil }
    return try? socket.connect()
  }

  private static func ask<Value>(
    _ bus: BusConnection, _ interface: String, _ member: String, _ arguments: [BusArgument],
    read: @escaping (BusMessageReader) -> Value?
  ) -> Value? {
    let object = BusObject(name: "org.a11y.Bus", path: "/org/a11y/bus", interface: interface)
    return bus.answer(object, member, arguments, mayStart: true, read: read)
  }
}
