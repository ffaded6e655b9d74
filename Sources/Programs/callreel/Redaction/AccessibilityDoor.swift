import LinuxSystem
import SessionBus

/// Where the session's accessibility bus is, and whether programs let themselves be asked on it.
struct AccessibilityDoor {
  /// Why windows that have to be asked would be hidden.
  enum Trouble {
    case noSessionBus
    case noBus
    /// Programs that start now are not on the bus.
    case off

    var sentence: String {
      switch self {
      case .noSessionBus: "there is no session bus: windows that have to be asked are hidden"
      case .noBus: "there is no accessibility bus: windows that have to be asked are hidden"
      case .off: "accessibility is off in this session: programs that start now are hidden"
      }
    }

    var remedy: String {
      switch self {
      case .noSessionBus: "run this within the employee's desktop session"
      case .noBus: "install at-spi2-core"
      case .off:
        "the agent switches it on for enrolled people within a campaign; by hand: busctl --user "
          + "set-property org.a11y.Bus /org/a11y/bus org.a11y.Status IsEnabled b true"
      }
    }
  }

  private(set) var trouble: Trouble?
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
