package import CallPolicy

/// A cause why the employee may not sit before this session's screen.
///
/// In the film each is the same gap: nobody can tell which it was (N12).
package enum SessionAbsence: CaseIterable, Sendable {
  /// The machine sleeps or is about to.
  case suspended
  /// Another session has the screen.
  case switchedAway
  case locked
  /// What told of the others does not answer any more: unsure means not recording.
  case unknown

  /// As the employee's own session bus tells it.
  package var reason: HeldReason {
    switch self {
    case .suspended: .suspended
    case .switchedAway: .switchedAway
    case .locked: .locked
    case .unknown: .sessionUnknown
    }
  }
}

extension Set<SessionAbsence> {
  /// The cause that is told where several hold.
  var reason: HeldReason? {
    SessionAbsence.allCases.first { contains($0) }?.reason
  }
}
