import ArgumentParser
import CallPolicy
import ClipSealing
import Configuration
import Journal
import LinuxSystem
import Messages
import Timeline

/// `callreel policy decide`: what the policy says of a call, without drawing it.
struct PolicyDecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: "Say whether a call could be recorded, and why not.",
    discussion: """
      Asks every gate but the draw, for yourself as you are now: whether you have confirmed the \
      notice, and how many calls of this week were drawn. Prints 'eligible', or 'refuse', the rule \
      and a sentence. Nothing is written, and no agent is asked.
      """)

  @Argument(help: "The configuration directory.") var directory: String
  @OptionGroup var call: CallOptions
  @Option(help: "Of this person, with notice confirmed and no draw yet; '-': from standard input.")
  var employee: String?

  func run() throws {
    let facts = call.facts()
    let person = employee.map { Terminal.argument($0) }
    let configuration = ConfigurationArgument.load(
      directory, login: person ?? Account.login ?? "")
    let now = Clock.unixSeconds
    let today = CalendarDay(unixSeconds: now + Int64(Clock.zoneOffsetSeconds(at: now)))
    let verdict = decide(
      facts, policy: configuration.policy, enrolment: configuration.enrolment,
      customers: configuration.customers,
      circumstances: person == nil
        ? circumstances(configuration.policy, today)
        : Circumstances(
          today: today, noticeConfirmed: true,
          workstation: configuration.enrolment?.workstations.first ?? ""),
      isNever: configuration.isNever)
    switch verdict {
    case .eligible: Terminal.result("eligible")
    case .refuse(let refusal):
      Terminal.result(
        "refuse \(refusal.rule.rawValue) \(refusal.sentence(in: LanguageArgument.language(nil)))")
    }
  }

  private func circumstances(_ policy: Policy, _ today: CalendarDay) -> Circumstances {
    let state = Account.stateDirectory
    return Circumstances(
      today: today,
      noticeConfirmed: NoticeConfirmation(stateDirectory: state)
        .isConfirmed(hash: Digest.blake2b256(Array(Notice.confirmedText(policy: policy).utf8))),
      recordedThisWeek: DrawList.selectedCount(
        stateDirectory: state, campaign: policy.campaign.id, inWeekOf: today),
      workstation: WorkstationKey.fingerprint(stateDirectory: state) ?? "")
  }
}
