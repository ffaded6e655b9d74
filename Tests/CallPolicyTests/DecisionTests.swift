import CallPolicy
import Testing
import Timeline

/// One gate shut, all others open.
struct ShutGate: Sendable, CustomTestStringConvertible {
  let refusal: Refusal
  let rule: String
  let shut: @Sendable (inout Situation) -> Void

  init(_ refusal: Refusal, _ rule: String, _ shut: @escaping @Sendable (inout Situation) -> Void) {
    self.refusal = refusal
    self.rule = rule
    self.shut = shut
  }

  var testDescription: String { refusal.name }

  static let all: [ShutGate] = [
    ShutGate(.notEnrolled, "F7") { $0.enrolment = nil },
    ShutGate(.otherApplication, "F7") { $0.enrolment?.application = "erp" },
    ShutGate(.enrolmentEnded, "F7") { $0.enrolment?.until = day("2026-11-19") },
    ShutGate(.otherWorkstation, "F7") { $0.enrolment?.workstations = ["0011223344556677"] },
    ShutGate(.notJustified, "N15") { $0.policy.justification.balancing.date = day("2026-11-01") },
    ShutGate(.notJustified, "N15") {
      $0.policy.justification.impactAssessment.date = day("2026-11-02")
    },
    ShutGate(.notJustified, "N15") {
      $0.policy.justification.impactAssessment.date = day("2026-11-01")
    },
    ShutGate(.worksCouncil, "N7") {
      $0.policy.notice.worksCouncil = .agreed(
        DocumentReference(reference: "CSE", date: day("2026-11-01")))
    },
    ShutGate(.noWindow, "F5") { $0.policy.windows[0].application = "erp" },
    ShutGate(.share, "F8") { $0.policy.sampling.share = 0 },
    ShutGate(.share, "F8") { $0.policy.sampling.share = 0.2000001 },
    ShutGate(.share, "F8") { $0.policy.sampling.share = .nan },
    ShutGate(.campaignNotStarted, "F8") { $0.circumstances.today = day("2026-10-31") },
    ShutGate(.campaignEnded, "F8") { $0.policy.campaign.ends = day("2026-11-19") },
    ShutGate(.noTrainer, "F10") { $0.policy.recipients[0].until = day("2026-11-19") },
    ShutGate(.noTrainer, "F10") { $0.policy.recipients[0].role = .recovery },
    ShutGate(.noTrainer, "F10") { $0.enrolment?.trainers = ["Somebody Else"] },
    ShutGate(.noticeNotConfirmed, "F4") { $0.circumstances.noticeConfirmed = false },
    ShutGate(.employeeObjected, "N9") { $0.circumstances.objectionOpen = true },
    ShutGate(.privateOn, "N12") { $0.circumstances.privateOn = true },
    ShutGate(.noIndicator, "F4") { $0.circumstances.hasIndicator = false },
    ShutGate(.weeklyCap, "F8") { $0.circumstances.recordedThisWeek = 5 },
    ShutGate(.weeklyCap, "F8") {
      $0.policy.sampling.perPersonPerWeek = 50
      $0.circumstances.recordedThisWeek = 10
    },
    ShutGate(.evidence, "N13") { $0.call.queue = "disputes" },
    ShutGate(.evidence, "N13") { $0.call.evidence = true },
    ShutGate(.evidence, "N13") { $0.call.queue = nil },
    ShutGate(.notFlagged, "F8") { $0.call.flagged = false },
    ShutGate(.callerObjected, "F11") { $0.call.callerObjected = true },
    ShutGate(.numberWithheld, "N2") { $0.call.number = nil },
    ShutGate(.numberWithheld, "N2") { $0.call.number = "Anonymous" },
    ShutGate(.notCustomer, "N2") { $0.call.number = "+33199001235" },
    ShutGate(.notCustomer, "N2") { $0.call.number = "2041" },
    ShutGate(.neverList, "F11") { $0.never = [Example.customer] },
    ShutGate(.callerNotInformed, "N5") { $0.call.direction = .outbound },
    ShutGate(.callerNotInformed, "N5") { $0.call.callerInformed = false },
  ]
}

/// Everything that a decision looks at.
struct Situation {
  var call = Example.call
  var policy = Example.policy
  var enrolment: Enrolment? = Example.enrolment
  var circumstances = Example.circumstances
  var never: Set<String> = []
  var customers: CustomerList

  init() throws { customers = try Example.customers() }

  var verdict: Verdict {
    decide(
      call, policy: policy, enrolment: enrolment, customers: customers,
      circumstances: circumstances, isNever: { never.contains($0.e164) })
  }
}

@Suite("Deciding over a call") struct DecisionTests {
  @Test("a call with every gate open is eligible") func eligible() throws {
    #expect(try Situation().verdict == .eligible)
  }

  @Test("one shut gate refuses, with its rule", arguments: ShutGate.all)
  func refuses(gate: ShutGate) throws {
    var situation = try Situation()
    gate.shut(&situation)
    #expect(situation.verdict == .refuse(gate.refusal))
    #expect(gate.refusal.rule.rawValue == gate.rule)
  }

  @Test("every refusal has a gate in the table")
  func complete() {
    #expect(Set(ShutGate.all.map(\.refusal)) == Set(Refusal.allCases))
  }

  @Test("the first and the last day belong to the campaign and to the enrolment")
  func edges() throws {
    for today in ["2026-11-01", "2026-12-15"] {
      var situation = try Situation()
      situation.circumstances.today = day(today)
      #expect(situation.verdict == .eligible)
    }
    var situation = try Situation()
    situation.policy.campaign.ends = situation.circumstances.today
    situation.policy.sampling.share = 0.2
    #expect(situation.verdict == .eligible)
    situation.circumstances.today = day("2026-12-16")
    #expect(situation.verdict == .refuse(.enrolmentEnded))
  }

  @Test(
    "workstations share the week's calls, rounded down",
    arguments: [
      (1, 4, true), (1, 5, false), (2, 1, true), (2, 2, false), (5, 0, true), (5, 1, false),
      (6, 0, false),
    ])
  func workstations(count: Int, recorded: Int, isEligible: Bool) throws {
    var situation = try Situation()
    situation.enrolment?.workstations = (0..<count).map { "000000000000000\($0)" }
    situation.circumstances.workstation = "0000000000000000"
    situation.circumstances.recordedThisWeek = recorded
    #expect((situation.verdict == .eligible) == isEligible)
  }

  @Test("without a works council there is nothing to wait for") func noCouncil() throws {
    var situation = try Situation()
    situation.policy.notice.worksCouncil = .none(reason: LocalizedText("nine employees"))
    #expect(situation.verdict == .eligible)
  }

  @Test("a stranger's number is not asked of the never-list") func strangers() throws {
    let situation = try Situation()
    var call = situation.call
    call.number = "+33612345678"
    var asked = 0
    _ = decide(
      call, policy: situation.policy, enrolment: situation.enrolment,
      customers: situation.customers, circumstances: situation.circumstances,
      isNever: { _ in
        asked += 1
        return false
      })
    #expect(asked == 0)
  }
}
