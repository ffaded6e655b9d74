import CallMachine
import ClipFormat
import Journal
import JournalFormat
import LinuxSystem
import ProcessMessages
import Spool

/// What the agent writes into the employee's journal: of recorded calls, and of nothing else (N4).
extension Agent {
  private var journal: Journal { Journal(stateDirectory: place.state) }

  /// Writes that the film of this order begins; the order then carries the head before that.
  ///
  /// Nil where the line could not be put on the disk: nothing may be filmed that is not told of.
  func enter(_ order: ClipOrder, draw: JournalEvent.Choice) -> ClipOrder? {
    guard let location = order.location else { return nil }
    do throws(JournalError) {
      var order = order
      let before = try journal.append(
        [.recorded(location, draw)], unixSeconds: Clock.unixSeconds)
      order.journalHead = before.head
      filmed = location.clip
      return order
    } catch {
      Log.note(.journalFailed)
      return nil
    }
  }

  /// Writes what became of the film that the recorder has closed.
  func enterEnd(_ outcome: ClipOutcome, filmedMilliseconds: Int64) {
    guard let clip = filmed else { return }
    switch outcome {
    case .kept: enter(.kept(clip, seconds: Int(filmedMilliseconds / 1000)))
    case .tooShort: enter(.nothingKept(clip))
    case .erased: enter(.destroyed(clip))
    // What is left of it is closed and told of by ``settleJournal(_:)``.
    case .failed: return
    }
    filmed = nil
  }

  /// Whether windows that have to be asked for their fields are hidden, as nobody can be asked.
  var areFieldsUnknown: Bool {
    policy?.needsAccessibility ?? false && accessibility?.isMissing ?? false
  }

  /// Writes that the film shows nothing of windows that have to be asked for their fields.
  func enterUnknownFields() {
    if let clip = filmed { enter(.fieldsUnknown(clip)) }
  }

  /// Writes that a clip was destroyed on request; nothing else about it (F11, N12).
  func enterDestroyed(_ clip: ClipIdentifier) {
    enter(.destroyed(clip))
    if filmed == clip { filmed = nil }
  }

  /// Brings to an end what a crash of recorder or agent has left open.
  ///
  /// `hasOthers`: what is not here may be another session's of this person, which tells its end.
  func settleJournal(_ recovery: Spool.Recovery, hasOthers: Bool) {
    guard let entries = try? journal.read().entries else { return }
    if recorder == nil { filmed = nil }
    let here = (try? spool.clips()) ?? []
    var events: [JournalEvent] = []
    for call in RecordedCall.calls(in: entries) where call.state == .running {
      let clip = call.location.clip
      guard clip != filmed, !recovery.failed.contains(call.location) else { continue }
      if recovery.closed.contains(call.location) || spool.isClosed(call.location) {
        events.append(.kept(clip, seconds: nil))
      } else if recovery.destroyed.contains(call.location) {
        events.append(.nothingKept(clip))
      } else if !hasOthers, !here.contains(call.location) {
        events.append(.unknown(clip))
      }
    }
    if (try? journal.append(events, unixSeconds: Clock.unixSeconds)) == nil {
      Log.note(.journalFailed)
    }
  }

  private func enter(_ event: JournalEvent) {
    do throws(JournalError) {
      try journal.append([event], unixSeconds: Clock.unixSeconds)
    } catch {
      Log.note(.journalFailed)
    }
  }
}
