import CallMachine
import CallPolicy
import LinuxSystem
import Notifications
import ProcessMessages
import Tray

/// The session's signs beside the one that filming stands on: tray item and notifications.
final class SessionSigns {
  let language: Language
  let item: TrayItem
  /// Who has the tray's host say where the item is.
  let witness: TrayWitness
  let notifier: Notifier
  /// What was told of the call by a notification.
  var told = AgentStatus(state: .idle)
  /// What the running indicator was told to show in an XEmbed tray.
  var toldIcon: IconSign?
  var toldIconText = ""
  /// Recorded calls of this session that the employee has not looked at.
  var unread = 0

  init(_ agent: Agent) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { Account.variable($0) }.first
    let language = Language(locale: locale ?? "")
    self.language = language
    item = TrayItem(
      on: agent.bus, language: language,
      onAction: { [unowned agent] action in agent.take(action) },
      onWatcher: { [unowned agent] in agent.trayChanged() })
    witness = TrayWitness(on: agent.bus, for: item)
    notifier = Notifier(
      on: agent.bus, language: language,
      onPrivate: { [unowned agent] in agent.handleAlways(.setPrivate(true)) },
      onRead: { [unowned agent] in
        agent.signs?.unread = max(0, (agent.signs?.unread ?? 0) - 1)
        agent.publish()
      })
  }
}
