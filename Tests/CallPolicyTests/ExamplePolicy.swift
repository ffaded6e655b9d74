import CallPolicy
import Patterns
import Timeline

func day(_ text: String) -> CalendarDay {
  CalendarDay(text) ?? CalendarDay(number: 0)
}

/// A policy without a fault, an enrolment that fits it, and a call that may be recorded.
enum Example {
  static let customer = "+33199001234"

  static var policy: Policy {
    Policy(
      controller: Policy.Controller(
        name: "Example Assurances SA", contact: "dpo@example.org", key: "callreel-key-c"),
      justification: Policy.Justification(
        necessity: LocalizedText("new screen"), alternatives: LocalizedText("classroom"),
        balancing: DocumentReference(reference: "BAL-7", date: day("2026-09-20")),
        impactAssessment: DocumentReference(reference: "DPIA-3", date: day("2026-09-28"))),
      notice: Policy.NoticeTerms(
        version: "2026-11", legalBasis: .legitimateInterest, rights: LocalizedText("access"),
        worksCouncil: .agreed(
          DocumentReference(reference: "CSE 2026-14", date: day("2026-10-02"))),
        protocolAddress: "https://intranet.example/calls",
        callerMessage: LocalizedText("Recorded for training. See example.org/privacy.")),
      campaign: Policy.Campaign(
        id: "crm-onboarding", application: "crm", starts: day("2026-11-01"),
        ends: day("2026-12-31")),
      calls: Policy.Calls(customersFile: "customers.txt", never: nil, country: .france),
      queues: [
        Policy.Queue(
          name: "claims", flagged: true, informedInbound: true, informedOutbound: false,
          evidence: false),
        Policy.Queue(
          name: "disputes", flagged: true, informedInbound: true, informedOutbound: true,
          evidence: true),
      ],
      sampling: Policy.Sampling(seeds: [
        Policy.Seed(file: "a", commitment: String(repeating: "a", count: 64)),
        Policy.Seed(file: "b", commitment: String(repeating: "b", count: 64)),
      ]),
      windows: [WindowRule(application: "crm", windowClass: WildcardPattern("Crm"))],
      store: Policy.Store(url: "dir:/srv/callreel"),
      recipients: [
        Policy.Recipient(
          name: "Jeanne Martin", role: .trainer, key: "callreel-key-j", until: day("2026-12-20"))
      ])
  }

  static var enrolment: Enrolment {
    Enrolment(
      employee: "alice", application: "crm", reason: LocalizedText("new"),
      until: day("2026-12-15"), trainers: ["Jeanne Martin"])
  }

  static var circumstances: Circumstances {
    Circumstances(today: day("2026-11-20"), noticeConfirmed: true)
  }

  static var call: CallFacts {
    CallFacts(callID: "1", number: customer, direction: .inbound, queue: "claims")
  }

  static func customers() throws -> CustomerList {
    try CustomerList(text: Array("\(customer)\n+331990088*\n".utf8))
  }
}
