/// What a telephony source can say about a call; the names are the session bus's.
package enum CallEventKind: String, CaseIterable, Sendable {
  case ringing
  case answered
  case callerInformed = "caller-informed"
  case held
  case resumed
  case transferred
  case callerObjected = "caller-objected"
  case ended
}

/// Who called whom.
package enum CallDirection: String, CaseIterable, Sendable {
  case inbound
  case outbound
}

/// One event of one call, with the details that its source gave.
///
/// A detail that is `nil` was not given: the queue's value counts then.
package struct CallEvent: Equatable, Sendable {
  package var kind: CallEventKind
  /// The source's own identifier of the call.
  package var callID: String
  /// The other party's number as the source shows it.
  package var number: String?
  package var direction: CallDirection?
  package var queue: String?
  /// Whether the call may be recorded for training (F6).
  package var flagged: Bool?
  /// Whether the caller was told beforehand (N5).
  package var callerInformed: Bool?
  /// Whether the call is kept as evidence (N13).
  package var evidence: Bool?
  /// Unix time in microseconds; `nil` means now.
  package var at: Int64?

  package init(
    kind: CallEventKind, callID: String, number: String? = nil, direction: CallDirection? = nil,
    queue: String? = nil, flagged: Bool? = nil, callerInformed: Bool? = nil,
    evidence: Bool? = nil, at: Int64? = nil
  ) {
    self.kind = kind
    self.callID = callID
    self.number = number
    self.direction = direction
    self.queue = queue
    self.flagged = flagged
    self.callerInformed = callerInformed
    self.evidence = evidence
    self.at = at
  }
}
