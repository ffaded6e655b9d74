package import Timeline

/// What is known of one call, gathered from its events.
///
/// A detail that is nil was not given by any event; the queue's value counts then.
package struct CallFacts: Equatable, Sendable {
  package var callID: String
  package var number: String?
  package var direction: CallDirection?
  package var queue: String?
  package var flagged: Bool?
  package var callerInformed: Bool?
  package var evidence: Bool?
  package var callerObjected: Bool

  package init(
    callID: String, number: String? = nil, direction: CallDirection? = nil,
    queue: String? = nil, flagged: Bool? = nil, callerInformed: Bool? = nil,
    evidence: Bool? = nil, callerObjected: Bool = false
  ) {
    self.callID = callID
    self.number = number
    self.direction = direction
    self.queue = queue
    self.flagged = flagged
    self.callerInformed = callerInformed
    self.evidence = evidence
    self.callerObjected = callerObjected
  }

  package init(_ event: CallEvent) {
    self = CallFacts(callID: event.callID).merging(event)
  }

  /// The facts after one more event of the same call: the newest detail counts.
  ///
  /// Evidence (N13) and an objection (F11) stay once they were said. An event of another call
  /// changes nothing.
  package func merging(_ event: CallEvent) -> CallFacts {
    guard event.callID == callID else { return self }
    var facts = self
    facts.number = event.number ?? number
    facts.direction = event.direction ?? direction
    facts.queue = event.queue ?? queue
    facts.flagged = event.flagged ?? flagged
    let announced: Bool? = event.kind == .callerInformed ? true : nil
    facts.callerInformed = event.callerInformed ?? announced ?? callerInformed
    facts.evidence = evidence == true ? true : event.evidence ?? evidence
    facts.callerObjected = callerObjected || event.kind == .callerObjected
    return facts
  }

  /// A given detail counts before the queue's; an unknown queue flags nothing.
  func isFlagged(in queue: Policy.Queue?) -> Bool {
    flagged ?? queue?.flagged ?? false
  }

  /// A given detail counts before the queue's; an unknown queue informs nobody (N5).
  func isInformed(in queue: Policy.Queue?) -> Bool {
    callerInformed ?? queue?.informs(direction) ?? false
  }

  /// True if the event or the queue says so; an unknown queue says so where nothing is given (N13).
  func isEvidence(in queue: Policy.Queue?) -> Bool {
    guard let queue else { return evidence ?? true }
    return queue.evidence || evidence == true
  }
}
