import CallPolicy
import TestSupport
import Testing
import Timeline

@Suite("Deciding over random calls") struct DecisionPropertyTests {
  @Test("a call is eligible exactly where an independent reading of the rules allows it")
  func oracle() throws {
    var generator = SeededGenerator(seed: 7)
    var eligible = 0
    for _ in 0..<20_000 {
      let situation = try random(&generator)
      let isAllowed = allowed(situation)
      #expect((situation.verdict == .eligible) == isAllowed)
      eligible += isAllowed ? 1 : 0
    }
    #expect(eligible > 200)
  }

  /// Each gate is open most of the time, so that eligible calls occur.
  private func random(_ generator: inout SeededGenerator) throws -> Situation {
    var situation = try Situation()
    func rarely() -> Bool { Int.random(in: 0..<12, using: &generator) == 0 }
    func pick<Value>(_ values: [Value]) -> Value {
      values[Int.random(in: 0..<values.count, using: &generator)]
    }
    if rarely() { situation.enrolment = nil }
    if rarely() { situation.enrolment?.application = "erp" }
    if rarely() { situation.enrolment?.trainers = ["Nobody"] }
    situation.circumstances.today = day("2026-10-25") + Int.random(in: 0..<75, using: &generator)
    situation.circumstances.noticeConfirmed = !rarely()
    situation.circumstances.objectionOpen = rarely()
    situation.circumstances.privateOn = rarely()
    situation.circumstances.recordedThisWeek = Int.random(in: 0..<7, using: &generator)
    if rarely() { situation.policy.justification.balancing.date = day("2026-11-03") }
    if rarely() {
      situation.policy.notice.worksCouncil = .agreed(
        DocumentReference(reference: "late", date: day("2026-12-01")))
    }
    let flags: [Bool?] = [nil, true, true, false]
    situation.call.queue = pick(["claims", "claims", "claims", "disputes", "unknown", nil])
    situation.call.direction = pick([.inbound, .inbound, .outbound, nil])
    situation.call.flagged = pick(flags)
    situation.call.callerInformed = pick(flags)
    situation.call.evidence = pick([nil, nil, false, true])
    situation.call.callerObjected = rarely()
    situation.call.number = pick([
      Example.customer, "0199001234", "0033 199 00 12 34", "+33199008876", "0612345678",
      "anonymous", nil, "112",
    ])
    if rarely() { situation.never = [Example.customer, "+33199008876"] }
    return situation
  }

  /// The rules once more, as a list of what must be true.
  private func allowed(_ situation: Situation) -> Bool {
    let call = situation.call
    let now = situation.circumstances
    let customers = [
      "0199001234": 1, "0033 199 00 12 34": 1, Example.customer: 1, "+33199008876": 2,
    ]
    let isKnownQueue = call.queue == "claims" || call.queue == "disputes"
    let queueInforms =
      call.queue == "disputes" || (call.queue == "claims" && call.direction == .inbound)
    guard let enrolment = situation.enrolment, let number = call.number else { return false }
    let council =
      switch situation.policy.notice.worksCouncil {
      case .agreed(let decision, _): decision.date.text < "2026-11-01"
      case .none: true
      }
    return [
      enrolment.application == "crm", enrolment.trainers == ["Jeanne Martin"],
      ("2026-11-01"..."2026-12-15").contains(now.today.text),
      situation.policy.justification.balancing.date.text < "2026-11-01", council,
      now.noticeConfirmed, !now.objectionOpen, !now.privateOn, now.recordedThisWeek < 5,
      call.queue != "disputes", call.evidence != true, isKnownQueue || call.evidence == false,
      call.flagged ?? isKnownQueue, !call.callerObjected, customers[number] != nil,
      situation.never.isEmpty, call.callerInformed ?? queueInforms,
    ].allSatisfy { $0 }
  }
}
