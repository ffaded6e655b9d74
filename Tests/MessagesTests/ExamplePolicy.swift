import CallPolicy
import Patterns
import Timeline

extension Policy {
  /// A policy with every part that a notice shows.
  static var example: Policy {
    func day(_ text: String) -> CalendarDay { CalendarDay(text) ?? CalendarDay(number: 0) }
    func document(_ reference: String, _ date: String) -> DocumentReference {
      DocumentReference(reference: reference, date: day(date))
    }
    return Policy(
      controller: Controller(
        name: "Example Assurances SA", contact: "dpo@example.org", key: "callreel-key-c"),
      justification: Justification(
        necessity: LocalizedText("the claims screen is new."),
        alternatives: LocalizedText("classroom training"),
        balancing: document("BAL-7", "2026-09-20"),
        impactAssessment: document("DPIA-3", "2026-09-28")),
      notice: NoticeTerms(
        version: "2026-11", legalBasis: .legitimateInterest,
        rights: LocalizedText("access, erasure, objection: write to the contact"),
        worksCouncil: .agreed(document("CSE 2026-14", "2026-10-02")),
        protocolAddress: "https://intranet.example/calls",
        callerMessage: LocalizedText(
          "This call may be recorded for training. See example.org/privacy.")),
      campaign: Campaign(
        id: "crm-onboarding", application: "crm", starts: day("2026-11-01"),
        ends: day("2026-12-31")),
      calls: Calls(customersFile: "customers.txt", never: nil, country: .france), queues: [],
      sampling: Sampling(
        share: 0.125, seeds: [Seed(file: "a", commitment: "a"), Seed(file: "b", commitment: "b")]),
      windows: [
        WindowRule(
          application: "crm", windowClass: WildcardPattern("firefox-esr"),
          url: WildcardPattern("https://crm.example/*")),
        WindowRule(
          application: "crm", windowClass: WildcardPattern("Crm-desktop"),
          title: WildcardPattern("* - Example CRM")),
      ],
      privateSwitch: PrivateSwitch(hotkey: "Control+Alt+p"),
      store: Store(url: "dir:/srv/callreel"),
      recipients: [
        Recipient(
          name: "Jeanne Martin", role: .trainer, key: "j", until: day("2026-12-31")),
        Recipient(name: "The notary", role: .recovery, key: "n", until: day("2026-12-31")),
      ])
  }
}
