import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import Journal
import LinuxSystem
import Messages
import Spool
import Timeline

/// What goes to the controller and comes from readers and controller (F10, N9).
extension Agent {
  var inbox: Inbox { Inbox(root: Inbox.path(stateDirectory: place.state)) }
  var outbox: Outbox { Outbox(root: Outbox.path(stateDirectory: place.state)) }

  /// Whether something waits that the controller is to have.
  var hasLetters: Bool {
    [outbox, outbox.draws].contains { (try? $0.names().isEmpty) == false }
  }

  /// Leaves the lists of campaigns that have ended to the uploader, each once, sealed so that
  /// controller and works council open it together only (N3).
  func postDraws() {
    guard let keys = policy?.configuration.drawListKeys else { return }
    let (state, today) = (place.state, SessionPolicy.today)
    for (campaign, ends) in DrawExport.unposted(stateDirectory: state, today: today) {
      guard
        let list = try? DrawExport.make(stateDirectory: state, campaign: campaign, today: today),
        let object = keys.seal(Array(list.utf8))
      else { continue }
      let name = LedgerName.draws(
        Digest.blake2b256(object), after: ends + 1, for: keys.controller.fingerprint)
      do {
        try outbox.draws.add(object, as: name)
        try DrawExport.notePosted(stateDirectory: state, campaign: campaign)
      } catch {
        Log.note(.spoolFailed)
      }
    }
  }

  /// Whether the employee objected and has no answer yet: then nothing is recorded.
  ///
  /// It is told to nobody, and looks like the private switch: the employee has asked, and knows.
  var hasObjection: Bool {
    Requests(stateDirectory: place.state).holdRecording(today: SessionPolicy.today) {
      guard let key = try? WorkstationKey.load(stateDirectory: place.state),
        let controller = policy?.configuration.controllerKey
      else { return [] }
      return inbox.answered(by: controller, openedWith: key)
    }
  }

  /// What the journal tells besides recordings.
  func letters(today: CalendarDay) -> JournalLetters {
    guard let policy, let key = try? WorkstationKey.load(stateDirectory: place.state) else {
      return .none
    }
    var names: [PublicKey: String] = [:]
    for recipient in policy.configuration.recipients { names[recipient.key] = recipient.name }
    if let own = OwnKey(stateDirectory: place.state).publicKey {
      names[own] = policy.enrolment.employee
    }
    let notes = (try? inbox.notes(openedWith: key))?.notes ?? []
    return JournalLetters(
      accesses: notes.compactMap(\.access), names: names, fingerprint: \.reader,
      requests: (try? Requests(stateDirectory: place.state).all(today: today)) ?? [],
      answers: notes.compactMap(\.answer), of: policy.configuration.controllerKey)
  }
}
