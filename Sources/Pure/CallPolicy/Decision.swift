package import Timeline

/// What counts besides the call and the policy at the moment of a decision.
package struct Circumstances: Equatable, Sendable {
  package var today: CalendarDay
  /// The person confirmed having read the notice as it is now (F4).
  package var noticeConfirmed: Bool
  /// An objection of the person waits for its answer (N9).
  package var objectionOpen: Bool
  package var privateOn: Bool
  /// Calls of the person drawn for recording since Monday (F8).
  package var recordedThisWeek: Int
  /// The fingerprint of this workstation's key.
  package var workstation: String
  /// A sign of the recording can be shown to the person (P2).
  package var hasIndicator: Bool

  package init(
    today: CalendarDay, noticeConfirmed: Bool, objectionOpen: Bool = false,
    privateOn: Bool = false, recordedThisWeek: Int = 0, workstation: String = "",
    hasIndicator: Bool = true
  ) {
    self.today = today
    self.noticeConfirmed = noticeConfirmed
    self.objectionOpen = objectionOpen
    self.privateOn = privateOn
    self.recordedThisWeek = recordedThisWeek
    self.workstation = workstation
    self.hasIndicator = hasIndicator
  }
}

/// Whether a call takes part in the draw.
package enum Verdict: Equatable, Sendable {
  case eligible
  case refuse(Refusal)
}

/// Asks every gate but the draw, and names the first that is shut.
///
/// What can still change during the call, that the caller is informed, is asked last. `isNever`
/// is asked about customers only.
package func decide(
  _ call: CallFacts, policy: Policy, enrolment: Enrolment?, customers: CustomerList,
  circumstances: Circumstances, isNever: (PhoneNumber) -> Bool
) -> Verdict {
  let refusal =
    standingRefusal(policy: policy, enrolment: enrolment, circumstances: circumstances)
    ?? callRefusal(call, policy: policy, customers: customers, isNever: isNever)
  return refusal.map(Verdict.refuse) ?? .eligible
}

/// The first gate that is shut whatever the call; nil where none is.
///
/// The agent asks it between calls too, to tell the employee what to expect.
package func standingRefusal(
  policy: Policy, enrolment: Enrolment?, circumstances: Circumstances
) -> Refusal? {
  let today = circumstances.today
  let campaign = policy.campaign
  guard let enrolment else { return .notEnrolled }
  if enrolment.application != campaign.application { return .otherApplication }
  if today > enrolment.until { return .enrolmentEnded }
  if !enrolment.includes(workstation: circumstances.workstation) { return .otherWorkstation }
  if !policy.isJustified { return .notJustified }
  if !policy.worksCouncilAgreed { return .worksCouncil }
  if policy.filmedWindows.isEmpty { return .noWindow }
  if !policy.hasLawfulShare { return .share }
  if today < campaign.starts { return .campaignNotStarted }
  if today > campaign.ends { return .campaignEnded }
  let recipients = policy.recipients(for: enrolment, on: today)
  if !recipients.contains(where: { $0.role == .trainer }) { return .noTrainer }
  if !circumstances.noticeConfirmed { return .noticeNotConfirmed }
  if circumstances.objectionOpen { return .employeeObjected }
  if circumstances.privateOn { return .privateOn }
  if !circumstances.hasIndicator { return .noIndicator }
  if circumstances.recordedThisWeek >= policy.weeklyCap(for: enrolment) { return .weeklyCap }
  return nil
}

private func callRefusal(
  _ call: CallFacts, policy: Policy, customers: CustomerList, isNever: (PhoneNumber) -> Bool
) -> Refusal? {
  let queue = policy.queue(named: call.queue)
  if call.isEvidence(in: queue) { return .evidence }
  if !call.isFlagged(in: queue) { return .notFlagged }
  if call.callerObjected { return .callerObjected }
  switch CallerNumber(call.number, in: policy.calls.country) {
  case .withheld: return .numberWithheld
  case .unusable: return .notCustomer
  case .known(let number):
    if !customers.contains(number) { return .notCustomer }
    if isNever(number) { return .neverList }
  }
  if !call.isInformed(in: queue) { return .callerNotInformed }
  return nil
}

extension Policy {
  /// Both papers were signed before the campaign (N15).
  var isJustified: Bool {
    justification.balancing.date < campaign.starts
      && justification.impactAssessment.date < campaign.starts
  }

  /// A part of the eligible calls, and never all of them (F8); not a number is none.
  var hasLawfulShare: Bool { sampling.share > 0 && sampling.share <= Limits.share }

  /// The council agreed before the campaign, or there is none (N7).
  var worksCouncilAgreed: Bool {
    switch notice.worksCouncil {
    case .agreed(let decision, _): decision.date < campaign.starts
    case .none: true
    }
  }
}
