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

  var hasRequests: Bool { (try? outbox.names().isEmpty) == false }

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
  func letters(today: CalendarDay) -> (accesses: [JournalAccess], requests: [JournalRequest]) {
    guard let policy, let key = try? WorkstationKey.load(stateDirectory: place.state) else {
      return ([], [])
    }
    var names: [PublicKey: String] = [:]
    for recipient in policy.configuration.recipients { names[recipient.key] = recipient.name }
    if let own = OwnKey(stateDirectory: place.state).publicKey {
      names[own] = policy.enrolment.employee
    }
    let notes = (try? inbox.notes(openedWith: key))?.notes ?? []
    let requests = (try? Requests(stateDirectory: place.state).all(today: today)) ?? []
    return (
      JournalAccess.all(in: notes.compactMap(\.access), names: names) { $0.reader },
      JournalRequest.all(
        requests,
        answers: notes.compactMap(\.answer).filter {
          $0.controller == policy.configuration.controllerKey
        })
    )
  }
}
