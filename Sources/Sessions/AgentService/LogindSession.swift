import CallMachine
import LinuxSystem
import SessionBus

/// What logind tells of this session: whether it has the screen, is locked, or is put to sleep.
///
/// org.freedesktop.login1(5), heard on the system bus, never asked twice. A machine without logind
/// or without a session of ours is not watched and records; once a session was found, losing sight
/// of it is an absence, until it is found again. Belongs to the agent's thread.
final class LogindSession {
  private enum Sight {
    case searching
    /// No logind, or no session of ours.
    case unwatched
    case watched
    /// There was a session, and nobody tells of it any more.
    case lost
  }

  private static let manager = BusObject(
    name: "org.freedesktop.login1", path: "/org/freedesktop/login1",
    interface: "org.freedesktop.login1.Manager")

  private(set) var absences: Set<SessionAbsence> = [.unknown]
  private let onChange: () -> Void
  private let delay = SleepDelay()
  private var bus: BusConnection?
  private var subscriptions: [BusSubscription] = []
  private var search: SessionSearch?
  private var sight = Sight.searching
  private var isOnScreen = false
  private var isHintedLocked = false
  /// A locker was asked to lock, and nothing has said yet that it opened again.
  private var isAskedToLock = false
  private var isAsleep = false

  /// `onChange` hears whenever ``absences`` changed.
  init(onChange: @escaping () -> Void) {
    self.onChange = onChange
  }

  /// For poll; nil without a system bus.
  var watch: Waiting.Watch? { bus.map { .init($0.descriptor, writable: $0.wantsToWrite) } }
  var millisecondsToNextTimeout: Int? { bus?.millisecondsToNextTimeout }

  /// Connects where there is no connection; an answer comes within ``process()``.
  func connect() {
    guard bus == nil else { return }
    do throws(BusError) {
      let bus = try BusConnection.system()
      self.bus = bus
      subscriptions = [
        try bus.listen(toOwnerOf: Self.manager.name) { [unowned self] isThere in
          isThere ? find() : lose()
        },
        try bus.listen(to: "PrepareForSleep", of: Self.manager) { [unowned self] reader in
          guard let begins = try? reader.boolean() else { return }
          isAsleep = begins
          tell()
        },
        try bus.listen(to: "SessionRemoved", of: Self.manager) { [unowned self] reader in
          guard (try? reader.string()) != nil, let path = try? reader.objectPath(),
            path == search?.path
          else { return }
          find()
        },
      ]
      find()
    } catch {
      disconnect()
    }
  }

  /// Handles what logind has said.
  func process() {
    do throws(BusError) { try bus?.process() } catch { disconnect() }
  }

  /// Whether ``connect()`` may find the session, for the first time or again.
  var isDisconnected: Bool { bus == nil }

  /// A locker says that it covers the screen no more.
  func lockerOpened() {
    isAskedToLock = false
    tell()
  }

  /// Has the machine wait before it sleeps; not while it is about to.
  func delaySleep() {
    guard let bus, !isAsleep, sight != .lost else { return }
    delay.take(of: Self.manager, on: bus)
  }

  func allowSleep() { delay.letGo() }

  private func find() {
    guard let bus else { return }
    if sight == .watched { sight = .lost }
    // Of another session, or of before logind was gone.
    (isOnScreen, isHintedLocked, isAskedToLock, isAsleep) = (false, false, false, false)
    tell()
    search = SessionSearch(
      of: Self.manager, on: bus,
      onFound: { [unowned self] news in take(news) },
      onNothing: { [unowned self] in lose() },
      onSilence: { [unowned self] in lose(ifNeverFound: .lost) })
  }

  private func take(_ news: SessionSearch.News) {
    switch news {
    case .lock: isAskedToLock = true
    case .unlock: isAskedToLock = false
    case .properties(let properties):
      if case .boolean(let active)? = properties["Active"] { isOnScreen = active }
      if case .boolean(let locked)? = properties["LockedHint"] {
        isHintedLocked = locked
        if !locked { isAskedToLock = false }
      }
      sight = .watched
    }
    tell()
  }

  /// Nobody tells of the session any more.
  private func lose(ifNeverFound neverFound: Sight = .unwatched) {
    search = nil
    let before = sight
    sight = sight == .watched || sight == .lost ? .lost : neverFound
    if sight != before { Log.note(sight == .lost ? .sessionLost : .sessionUnwatched) }
    isAsleep = false
    tell()
  }

  private func disconnect() {
    delay.letGo()
    subscriptions = []
    lose()
    bus = nil
  }

  private func tell() {
    var found: Set<SessionAbsence> = isAsleep ? [.suspended] : []
    switch sight {
    case .searching, .lost: found.insert(.unknown)
    case .unwatched: break
    case .watched:
      if !isOnScreen { found.insert(.switchedAway) }
      if isHintedLocked || isAskedToLock { found.insert(.locked) }
    }
    guard found != absences else { return }
    absences = found
    onChange()
  }
}
