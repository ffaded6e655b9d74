package import CallPolicy

extension Refusal {
  /// Why the call is not recorded, as a sentence without its full stop; names no person or number.
  package func sentence(in language: Language = .english) -> String {
    switch language {
    case .english, .french, .dutch: english
    }
  }

  private var english: String {
    switch self {
    case .notEnrolled: "this person is not enrolled for a training"
    case .otherApplication: "the enrolment is for another application than the campaign's"
    case .enrolmentEnded: "the enrolment has ended"
    case .otherWorkstation: "this person is recorded on other workstations only"
    case .notJustified: "the balancing test or the impact assessment is not dated before the start"
    case .worksCouncil: "the works council's decision is not dated before the start"
    case .noWindow: "the policy lists no window of the campaign's application"
    case .share: "the share of calls is not more than 0 and at most a fifth"
    case .campaignNotStarted: "the campaign has not started"
    case .campaignEnded: "the campaign has ended"
    case .noTrainer: "no trainer of this person can open recordings today"
    case .noticeNotConfirmed:
      "the notice has not been read and confirmed: callreel notice --confirm"
    case .employeeObjected: "an objection waits for its answer"
    case .privateOn: "recording is switched off"
    case .noIndicator: "no sign of the recording can be shown"
    case .weeklyCap: "this week has its recordings already"
    case .evidence: "the call is kept as evidence, or its queue is not known"
    case .notFlagged: "the call is not flagged for training"
    case .callerObjected: "the caller objected"
    case .numberWithheld: "the caller's number is not known"
    case .notCustomer: "the call is not with a customer"
    case .neverList: "the number is never recorded"
    case .callerNotInformed: "the caller has not been told"
    }
  }
}
