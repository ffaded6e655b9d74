package import CallPolicy
package import Messages

/// All that the tray item tells; two that are equal look the same.
package struct TrayStatus: Equatable, Sendable {
  /// What "erase it" would destroy now.
  package enum Erasable: Equatable, Sendable {
    case nothing
    case runningCall
    case lastCall
  }

  package var state: AgentState
  /// Why it is off or held, as the session bus tells it.
  ///
  /// Of a call that is not recorded no reason is shown: before the draw each looks alike (N3).
  package var reason: String
  /// Whole minutes since the call that is recorded was answered; nil where none is.
  package var minutes: Int?
  /// Why the call was drawn; nil where none is recorded.
  package var choice: DrawnChoice?
  package var isPrivate: Bool
  /// Private was switched on in a call and ends with it.
  package var isPrivateForCall: Bool
  package var erasable: Erasable
  package var isUploading: Bool
  package var isNoticeDue: Bool
  /// How many recorded calls the employee was told of and has not looked at (N4).
  package var unread: Int

  package init(
    state: AgentState, reason: String = "", minutes: Int? = nil, choice: DrawnChoice? = nil,
    isPrivate: Bool = false, isPrivateForCall: Bool = false, erasable: Erasable = .nothing,
    isUploading: Bool = false, isNoticeDue: Bool = false, unread: Int = 0
  ) {
    self.state = state
    self.reason = reason
    self.minutes = minutes
    self.choice = choice
    self.isPrivate = isPrivate
    self.isPrivateForCall = isPrivateForCall
    self.erasable = erasable
    self.isUploading = isUploading
    self.isNoticeDue = isNoticeDue
    self.unread = unread
  }

  /// A call that is paused by the private switch looks as private does between calls.
  package var icon: TrayIcon { TrayIcon(isPrivate && state == .held ? .privateOn : state) }

  /// What every host shows, also where it would put others away (P2).
  package var wantsAttention: Bool { state == .recording || state == .held }

  /// What the state means, a sentence.
  package func title(in language: Language) -> String {
    if isPrivateForCall, state == .held || state == .privateOn {
      return TrayText.privateForCall(in: language)
    }
    return TrayText.sentence(state.sentence(in: language))
  }

  /// What there is to say of it, one sentence a line; plain text without marks.
  package func lines(in language: Language) -> [String] {
    var lines: [String] = []
    if state == .off, let why = OffReason(rawValue: reason) {
      lines.append(TrayText.sentence(why.sentence(in: language)))
      if let advice = why.advice(in: language) { lines.append(TrayText.sentence(advice)) }
    }
    if state == .held, let why = HeldReason(rawValue: reason) {
      lines.append(TrayText.sentence(why.sentence(in: language)))
      if let advice = why.advice(in: language) { lines.append(TrayText.sentence(advice)) }
    }
    if let minutes { lines.append(TrayText.running(minutes: minutes, in: language)) }
    if let choice { lines.append(TrayText.chosen(choice, in: language)) }
    if unread > 0 { lines.append(TrayText.unread(unread, in: language)) }
    if isUploading { lines.append(TrayText.uploading(in: language)) }
    if isNoticeDue { lines.append(TrayText.noticeDue(in: language)) }
    return lines
  }
}
