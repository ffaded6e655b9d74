package import ClipFormat

/// What a journal says of one recorded call, its lines put together.
package struct RecordedCall: Equatable, Sendable {
  /// What became of its film.
  package enum State: Equatable, Sendable {
    /// Nothing has been said of its end yet.
    case running
    /// Nil where a crash lost its length.
    case kept(seconds: Int?)
    case nothingKept
    case destroyed
    case unknown
  }

  package let location: ClipLocation
  package let unixSeconds: Int64
  package let choice: JournalEvent.Choice
  package private(set) var state = State.running
  /// Whether windows that have to be asked for their fields were hidden.
  package private(set) var areFieldsUnknown = false

  /// The calls of these entries in their order.
  package static func calls(in entries: [JournalEntry]) -> [RecordedCall] {
    var calls: [RecordedCall] = []
    var places: [ClipIdentifier: Int] = [:]
    for entry in entries {
      if case .recorded(let location, let choice) = entry.event {
        places[location.clip] = calls.count
        calls.append(
          RecordedCall(location: location, unixSeconds: entry.unixSeconds, choice: choice))
      } else if let place = entry.event.clip.flatMap({ places[$0] }) {
        calls[place].learn(entry.event)
      }
    }
    return calls
  }

  private mutating func learn(_ event: JournalEvent) {
    switch event {
    case .fieldsUnknown: areFieldsUnknown = true
    case .kept(_, let seconds): state = .kept(seconds: seconds)
    case .nothingKept: state = .nothingKept
    case .destroyed: state = .destroyed
    case .unknown: state = .unknown
    case .recorded, .repaired, .replaced: break
    }
  }
}
