import CallPolicy
import ClipSealing
import Journal
import JournalFormat
import Patterns
import Timeline

/// A campaign with seeds of two parties and of a workstation.
struct DrawDesk {
  let seeds = [[UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32)]
  let own = [UInt8](repeating: 3, count: 32)
  var policy: Policy
  static let starts = CalendarDay("2026-10-05") ?? CalendarDay(number: 0)

  init(share: Double = 0.1, cap: Int = 5) {
    let seeds = self.seeds
    let day = Self.starts
    let paper = DocumentReference(reference: "x", date: day - 9)
    policy = Policy(
      controller: Policy.Controller(name: "x", contact: "x@example.org", key: "x"),
      justification: Policy.Justification(
        necessity: LocalizedText("x"), alternatives: LocalizedText("x"), balancing: paper,
        impactAssessment: paper),
      notice: Policy.NoticeTerms(
        version: "x", legalBasis: .legitimateInterest, rights: LocalizedText("x"),
        worksCouncil: .agreed(paper), protocolAddress: "https://example.org",
        callerMessage: LocalizedText("training: example.org/x")),
      campaign: Policy.Campaign(id: "crm", application: "crm", starts: day, ends: day + 91),
      calls: Policy.Calls(customersFile: "x", never: nil, country: .france), queues: [],
      sampling: Policy.Sampling(
        share: share, perPersonPerWeek: cap,
        seeds: seeds.enumerated().map { index, seed in
          Policy.Seed(file: "\(index)", commitment: Self.text(Digest.blake2b256(seed)))
        }),
      windows: [WindowRule(application: "crm", windowClass: WildcardPattern("x"))],
      store: Policy.Store(url: "dir:/x"), recipients: [])
  }

  func ledger(person: String = "alice") -> DrawLedger {
    var ledger = DrawLedger(
      origin: DrawOrigin(
        campaign: "crm", person: person, workstation: "0011223344556677",
        commitment: Digest.blake2b256(own)))
    _ = ledger.note(policy.drawTerms(workstations: 1))
    return ledger
  }

  /// Lets `perDay` eligible calls come on each day of the campaign; how many were refused by the
  /// cap.
  func run(_ ledger: inout DrawLedger, perDay: Int) -> Int {
    var refused = 0
    for day in 0..<92 {
      for _ in 0..<perDay
      where ledger.draw(seeds: seeds + [own], today: Self.starts + day) == nil {
        refused += 1
      }
    }
    return refused
  }

  func audit(_ ledger: DrawLedger) -> [DrawDifference] {
    DrawAudit.differences(ledger, ownSeed: own, policy: policy, seeds: seeds)
  }

  static func text(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
