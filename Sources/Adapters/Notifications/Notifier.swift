package import CallPolicy
package import Messages
package import SessionBus

/// Tells the employee by the desktop's notifications what happens to a recording.
///
/// It never waits: a daemon that is absent, slow or stopped misses what it misses. One notification
/// stands for the running call and is replaced as that goes on; what was kept of it is told by one
/// of its own. None makes a sound.
package final class Notifier {
  private static let daemon = BusObject(
    name: "org.freedesktop.Notifications", path: "/org/freedesktop/Notifications",
    interface: "org.freedesktop.Notifications")
  private static let privateAction = "private"
  /// A daemon may have to be started for the first one.
  private static let patience = 10_000

  private let bus: BusConnection
  private let language: Language
  private var subscriptions: [BusSubscription] = []
  /// The notification of the call that is recorded.
  private var call = Shown()
  /// Those of recorded calls that were neither dismissed nor looked at.
  private var unread: Set<UInt32> = []

  private struct Shown {
    /// Nil until the daemon has told.
    var number: UInt32?
    var isAsked = false
    /// What came while the daemon was asked; nil twice: that the call is over.
    var next: EmployeeNotification??
  }

  /// `onPrivate`: the employee pressed "private"; `onRead`: dismissed one of a recorded call.
  package init(
    on bus: BusConnection, language: Language, onPrivate: @escaping () -> Void,
    onRead: @escaping () -> Void
  ) {
    self.bus = bus
    self.language = language
    let pressed = try? bus.listen(to: "ActionInvoked", of: Self.daemon) { [unowned self] reader in
      guard let number = try? reader.unsigned(), number == call.number,
        (try? reader.string()) == Self.privateAction
      else { return }
      onPrivate()
    }
    let closed = try? bus.listen(to: "NotificationClosed", of: Self.daemon) {
      [unowned self] reader in
      // 2: by the person; others, such as the end of its time, say nothing of having been read.
      guard let number = try? reader.unsigned(), (try? reader.unsigned()) == 2,
        unread.remove(number) != nil
      else { return }
      onRead()
    }
    subscriptions = [pressed, closed].compactMap { $0 }
  }

  /// The employee has looked at all recorded calls.
  package func forgetUnread() { unread = [] }

  /// Shows or replaces the notification of the call that is recorded.
  package func tellOfCall(_ notification: EmployeeNotification) {
    guard !call.isAsked else {
      call.next = .some(notification)
      return
    }
    call.isAsked = true
    call.next = nil
    notify(notification, replacing: call.number ?? 0) { [unowned self] number in
      call.isAsked = false
      call.number = number
      guard let next = call.next else { return }
      if let next { tellOfCall(next) } else { endCall() }
    }
  }

  /// Takes the notification of the call away.
  package func endCall() {
    guard !call.isAsked else {
      call.next = .some(nil)
      return
    }
    if let number = call.number {
      try? bus.ask(Self.daemon, "CloseNotification", [.unsigned(number)]) { _ in }
    }
    call = Shown()
  }

  /// Tells of something that has ended, in a notification of its own.
  package func tell(_ notification: EmployeeNotification) {
    notify(notification, replacing: 0) { [unowned self] number in
      guard let number, case .kept = notification else { return }
      unread.insert(number)
    }
  }

  private func notify(
    _ notification: EmployeeNotification, replacing number: UInt32,
    _ body: @escaping (UInt32?) -> Void
  ) {
    let actions = notification.privateLabel(in: language).map { [Self.privateAction, $0] } ?? []
    let arguments: [BusArgument] = [
      .text(TrayText.name), .unsigned(number), .text(""),
      .text(notification.summary(in: language)), .text(notification.body(in: language)),
      .list("s", actions.map { .text($0) }),
      .properties([
        // Never to the telephone's device, which plays what the desktop plays.
        BusProperty("suppress-sound", true), BusProperty("category", "device"),
        BusProperty("desktop-entry", "callreel"),
      ]),
      .signed(-1),
    ]
    do throws(BusError) {
      try bus.ask(Self.daemon, "Notify", arguments, within: Self.patience, mayStart: true) {
        answer in
        guard case .values(let reader) = answer else { return body(nil) }
        body(try? reader.unsigned())
      }
    } catch {
      body(nil)
    }
  }
}
