import CallMachine
import CallPolicy
import ClipFormat
import JournalFormat
import Messages
import Notifications
import ProcessMessages
import Spool
import Timeline
import Tray
import TrayContent

/// What the employee is shown besides the sign that filming stands on, and does there.
extension Agent {
  /// Shows the state that holds now; asks for nothing where it is as before.
  func showSigns() {
    guard let signs else { return }
    let status = machine.status
    signs.item.show(trayStatus(status, signs))
    tellIcon()
    let last = signs.told
    guard status.state != last.state || status.reason != last.reason else { return }
    signs.told = status
    switch status.state {
    case .recording: signs.notifier.tellOfCall(.recording)
    case .held: signs.notifier.tellOfCall(.paused(HeldReason(rawValue: status.reason)))
    case .idle, .armed, .privateOn, .off: if last.isOfFilm { signs.notifier.endCall() }
    }
  }

  /// A tray of the session bus came or went.
  func trayChanged() {
    tellIcon()
    guard let signs else { return }
    signs.witness.forget()
    if isTiming, !isBannerAlways { signs.witness.begin() }
  }

  /// What the icon of an XEmbed tray shows; there is none beside a tray of the session bus.
  func tellIcon() {
    guard let signs else { return }
    let sign = signs.item.hasWatcher ? nil : machine.isPrivate ? .privateOn : machine.status.sign
    let text = sign == nil ? "" : signs.item.title
    guard sign != signs.toldIcon || text != signs.toldIconText else { return }
    (signs.toldIcon, signs.toldIconText) = (sign, text)
    indicator?.send(IndicatorCommand.icon(sign, text: text))
  }

  func tellDestroyed() { signs?.notifier.tell(.destroyed) }

  /// What became of the film that the recorder has closed (N4).
  func tellEnd(_ outcome: ClipOutcome, filmedMilliseconds: Int64) {
    guard let signs else { return }
    switch outcome {
    case .kept:
      guard let expires = filmedChoice?.expires else { return }
      signs.unread += 1
      signs.notifier.tell(.kept(seconds: Int(filmedMilliseconds / 1000), expires: expires))
    case .tooShort: signs.notifier.tell(.nothingKept)
    case .erased: signs.notifier.tell(.destroyed)
    // What is left of it is told of by the journal.
    case .failed: return
    }
  }

  private func trayStatus(_ status: AgentStatus, _ signs: SessionSigns) -> TrayStatus {
    let minutes = machine.filmedSince.map { Int(now.callTime(answered: $0).milliseconds / 60_000) }
    let choice = filmedChoice.map { DrawnChoice(number: $0.draw, share: $0.share) }
    return TrayStatus(
      state: status.state, reason: status.state == .armed ? "" : status.reason,
      minutes: status.isOfFilm ? minutes : nil, choice: status.isOfFilm ? choice : nil,
      isPrivate: machine.isPrivate, isPrivateForCall: machine.isPrivateForCall,
      erasable: erasable(status.state), isUploading: isUploading,
      isNoticeDue: policy?.isNoticeConfirmed == false, unread: signs.unread)
  }

  /// In a call that is not recorded nothing is offered: what is offered must not tell of a draw.
  private func erasable(_ state: AgentState) -> TrayStatus.Erasable {
    switch state {
    case .recording, .held: return .runningCall
    case .armed: return .nothing
    case .idle, .privateOn, .off:
      guard let last = machine.lastFilmed else { return .nothing }
      return (try? spool.clips())?.contains(last) == true ? .lastCall : .nothing
    }
  }

  func take(_ action: TrayAction) {
    switch action {
    case .togglePrivate: handleAlways(.setPrivate(!machine.isPrivate))
    case .erase: destroy(.erase)
    case .callerObjects:
      guard let callID = machine.filmedCall else { return }
      let event = CallEvent(kind: .callerObjected, callID: callID)
      destroy(.event(event, at: now))
    case .showNotice: show(.noticePage)
    case .showJournal:
      signs?.unread = 0
      signs?.notifier.forgetUnread()
      publish()
      show(.journalPage)
    case .showAccesses: show(.accessPage)
    case .showRequests: show(.requestPage)
    case .showHelp: show(.helpPage)
    }
  }

  private func destroy(_ input: CallInput) {
    do throws(CallRefusal) { try handle(input) } catch { signs?.notifier.tell(.tooLate) }
  }
}

extension AgentStatus {
  /// Whether a film is being made or paused.
  fileprivate var isOfFilm: Bool { state == .recording || state == .held }

  fileprivate var sign: IconSign {
    switch state {
    case .idle: .idle
    case .armed: .armed
    case .recording: .recording
    case .held: .held
    case .privateOn: .privateOn
    case .off: .off
    }
  }
}

extension SeenIndicator {
  /// As the session bus tells it.
  var name: String {
    switch self {
    case .banner: "banner"
    case .embeddedIcon: "xembed"
    case .trayItem: "tray"
    }
  }
}
