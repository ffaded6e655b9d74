import LinuxSystem
import SessionBus

/// Accessibility in the session of an enrolled person, switched on for as long as it is needed.
///
/// Only `IsEnabled`: `ScreenReaderEnabled` would have desktops start a screen reader. Programs that
/// were started before may have to be started again to be on the bus; their windows stay hidden.
final class SessionAccessibility {
  private static let status = "org.a11y.Status"
  private let bus: BusConnection
  /// Where the accessibility bus is; nil until the session has told it.
  private var address: UnixSocketAddress?
  /// Whether the session has said that it has none.
  private(set) var isMissing = false
  private let onLoss: () -> Void
  /// Whether it was off before.
  private var isOurs = false
  private var isEnded = false

  /// `onLoss` is told where there is no accessibility in the session.
  init(_ bus: BusConnection, onLoss: @escaping () -> Void) {
    self.bus = bus
    self.onLoss = onLoss
    ask("org.freedesktop.DBus.Properties", "Get", [.text(Self.status), .text("IsEnabled")]) {
      [weak self] reader in
      guard case .boolean(false)? = try? reader?.variant() else { return }
      self?.enable()
    }
    ask("org.a11y.Bus", "GetAddress", []) { [weak self] reader in
      self?.address = (try? reader?.string()).flatMap { UnixSocketAddress(busAddress: $0) }
      guard let self, address == nil else { return }
      isMissing = true
      self.onLoss()
    }
  }

  private func enable() {
    guard !isEnded else { return }
    isOurs = true
    set(true)
  }

  /// A new connection to the accessibility bus on which nothing was said yet.
  func connect() -> Descriptor? {
    try? address?.connect()
  }

  /// Leaves the session as it was found.
  func restore() {
    isEnded = true
    guard isOurs else { return }
    isOurs = false
    set(false)
  }

  private func set(_ isEnabled: Bool) {
    ask(
      "org.freedesktop.DBus.Properties", "Set",
      [.text(Self.status), .text("IsEnabled"), .variant(.boolean(isEnabled))]
    ) { _ in }
  }

  /// A session without accessibility answers nothing: its windows stay hidden.
  private func ask(
    _ interface: String, _ member: String, _ arguments: [BusArgument],
    _ body: @escaping (BusMessageReader?) -> Void
  ) {
    let object = BusObject(name: "org.a11y.Bus", path: "/org/a11y/bus", interface: interface)
    try? bus.ask(object, member, arguments, mayStart: true) { answer in
      if case .values(let reader) = answer { body(reader) } else { body(nil) }
    }
  }
}
