import CallPolicy
import Testing
import Timeline

@Suite("Gathering a call's facts") struct CallFactsTests {
  @Test("a later detail replaces an earlier one; one that is not given stays") func newest() {
    let facts = CallFacts(CallEvent(kind: .ringing, callID: "1", number: "1", queue: "claims"))
      .merging(CallEvent(kind: .answered, callID: "1", number: "2", flagged: true))
      .merging(CallEvent(kind: .held, callID: "1", flagged: false))
    #expect(
      facts == CallFacts(callID: "1", number: "2", queue: "claims", flagged: false))
  }

  @Test("an event of another call changes nothing") func otherCall() {
    let facts = CallFacts(callID: "1")
    #expect(facts.merging(CallEvent(kind: .callerObjected, callID: "2", number: "3")) == facts)
  }

  @Test("evidence and an objection cannot be taken back") func sticky() {
    let facts = CallFacts(CallEvent(kind: .callerObjected, callID: "1", evidence: true))
      .merging(CallEvent(kind: .answered, callID: "1", evidence: false))
    #expect(facts.evidence == true)
    #expect(facts.callerObjected)
  }

  @Test(
    "caller-informed informs, unless its own detail denies it",
    arguments: [(nil, true), (true, true), (false, false)] as [(Bool?, Bool)])
  func informed(detail: Bool?, expected: Bool) {
    let event = CallEvent(kind: .callerInformed, callID: "1", callerInformed: detail)
    #expect(CallFacts(callID: "1").merging(event).callerInformed == expected)
  }

  /// Queue, given evidence, and what counts.
  static let evidence: [(String?, Bool?, Bool)] = [
    ("claims", nil, false), ("claims", false, false), ("claims", true, true),
    ("disputes", nil, true), ("disputes", false, true), ("disputes", true, true),
    ("unknown", nil, true), ("unknown", false, false), ("unknown", true, true),
    (nil, nil, true), (nil, false, false), (nil, true, true),
  ]

  @Test("evidence counts if either the event or the queue says so", arguments: evidence)
  func eitherSaysSo(queue: String?, given: Bool?, isEvidence: Bool) throws {
    var situation = try Situation()
    situation.call = CallFacts(
      callID: "1", number: Example.customer, queue: queue, flagged: true, callerInformed: true,
      evidence: given)
    #expect((situation.verdict == .refuse(.evidence)) == isEvidence)
  }

  @Test("an unknown direction is informed only where both directions are") func direction() {
    let queue = Example.policy.queues
    #expect(!queue[0].informs(nil))
    #expect(queue[0].informs(.inbound))
    #expect(!queue[0].informs(.outbound))
    #expect(queue[1].informs(nil))
  }
}
