import SessionBus

/// What the lockers and savers of the session's own bus say: whether one covers the screen.
///
/// None of them need be there. One that goes while it covers the screen counts as covering it.
final class ScreenLockers {
  /// Their names on the bus, which are their interfaces too.
  private static let names = ["freedesktop", "gnome", "cinnamon", "mate", "xfce"].map {
    "org.\($0).ScreenSaver"
  }

  private var covering: Set<String> = []
  private var subscriptions: [BusSubscription] = []
  private let onChange: (Bool) -> Void

  /// `onChange` hears whenever one begins or ceases to cover, and whether any does.
  init(bus: BusConnection, onChange: @escaping (Bool) -> Void) {
    self.onChange = onChange
    for name in Self.names { listen(to: name, on: bus) }
  }

  private func listen(to name: String, on bus: BusConnection) {
    let path = "/" + name.split(separator: ".").joined(separator: "/")
    // KDE's stands at both.
    for path in [path, "/ScreenSaver"] {
      let object = BusObject(name: name, path: path, interface: name)
      let subscription = try? bus.listen(to: "ActiveChanged", of: object) { [weak self] reader in
        if let isActive = try? reader.boolean() { self?.take(isActive, of: name) }
      }
      if let subscription { subscriptions.append(subscription) }
    }
    try? bus.ask(BusObject(name: name, path: path, interface: name), "GetActive") {
      [weak self] answer in
      guard case .values(let reader) = answer, let isActive = try? reader.boolean(), isActive
      else { return }
      self?.take(true, of: name)
    }
  }

  private func take(_ isActive: Bool, of name: String) {
    if isActive { covering.insert(name) } else { covering.remove(name) }
    onChange(!covering.isEmpty)
  }
}
