import LinuxSystem
import SessionBus

/// Finds the session of logind that this process belongs to, and listens to it while it lives.
///
/// By the process; else as logind itself chooses for the user, which a service of the user's
/// manager needs; else by XDG_SESSION_ID.
final class SessionSearch {
  /// What the session says.
  enum News {
    case lock
    case unlock
    /// Those that changed; at first all.
    case properties([String: BusValue])
  }

  private static let interface = "org.freedesktop.login1.Session"

  /// The session's path on the bus, once it is found.
  private(set) var path: String?
  private let manager: BusObject
  private let bus: BusConnection
  private let onFound: (News) -> Void
  private let onNothing: () -> Void
  private let onSilence: () -> Void
  private var subscriptions: [BusSubscription] = []

  /// `onFound` hears all properties first; `onNothing` that there is no such session; `onSilence`
  /// that logind does not answer.
  init(
    of manager: BusObject, on bus: BusConnection, onFound: @escaping (News) -> Void,
    onNothing: @escaping () -> Void, onSilence: @escaping () -> Void
  ) {
    self.manager = manager
    self.bus = bus
    self.onFound = onFound
    self.onNothing = onNothing
    self.onSilence = onSilence
    ask(manager, "GetSessionByPID", [.unsigned(UInt32(bitPattern: Account.processNumber))]) {
      search, answer in
      guard !search.follow(answer) else { return }
      if case .failure(.noSuchService) = answer { return search.onNothing() }
      search.findChosen()
    }
  }

  private func findChosen() {
    ask(
      properties(of: manager.path + "/session/auto"), "Get", [.text(Self.interface), .text("Id")]
    ) { search, answer in
      guard case .values(let reader) = answer, case .string(let id)? = try? reader.variant() else {
        return search.findNamed()
      }
      search.find(id) { $0.findNamed() }
    }
  }

  private func findNamed() {
    guard let id = Account.variable("XDG_SESSION_ID") else { return onNothing() }
    find(id) { $0.onNothing() }
  }

  private func find(_ id: String, otherwise: @escaping (SessionSearch) -> Void) {
    ask(manager, "GetSession", [.text(id)]) { search, answer in
      if !search.follow(answer) { otherwise(search) }
    }
  }

  /// Listens to the session of an answer; false where it names none.
  private func follow(_ answer: BusAnswer) -> Bool {
    guard case .values(let reader) = answer, let path = try? reader.objectPath() else {
      return false
    }
    self.path = path
    let session = BusObject(name: manager.name, path: path, interface: Self.interface)
    do throws(BusError) {
      subscriptions = [
        try bus.listen(to: "Lock", of: session) { [unowned self] _ in onFound(.lock) },
        try bus.listen(to: "Unlock", of: session) { [unowned self] _ in onFound(.unlock) },
        try bus.listen(to: "PropertiesChanged", of: properties(of: path)) {
          [unowned self] reader in
          guard (try? reader.string()) == Self.interface, let changed = try? reader.details()
          else { return }
          onFound(.properties(changed))
        },
      ]
    } catch {
      onNothing()
      return true
    }
    // What changes from here on is heard, so this answer is never older than what is known.
    ask(properties(of: path), "GetAll", [.text(Self.interface)]) { search, answer in
      guard case .values(let reader) = answer, let all = try? reader.details(),
        case .boolean? = all["Active"]
      else { return search.onNothing() }
      search.onFound(.properties(all))
    }
    return true
  }

  private func properties(of path: String) -> BusObject {
    BusObject(name: manager.name, path: path, interface: "org.freedesktop.DBus.Properties")
  }

  private func ask(
    _ object: BusObject, _ member: String, _ arguments: [BusArgument],
    _ body: @escaping (SessionSearch, BusAnswer) -> Void
  ) {
    do throws(BusError) {
      // A search that was given up hears nothing more.
      try bus.ask(object, member, arguments) { [weak self] answer in
        guard let self else { return }
        if case .failure(.noAnswer) = answer { onSilence() } else { body(self, answer) }
      }
    } catch {
      onNothing()
    }
  }
}
