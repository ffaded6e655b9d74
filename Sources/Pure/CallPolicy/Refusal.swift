/// Why a call is not recorded, in the order in which the reasons are asked.
package enum Refusal: String, CaseIterable, Error, Sendable {
  case notEnrolled = "not-enrolled"
  case otherApplication = "other-application"
  case enrolmentEnded = "enrolment-ended"
  case otherWorkstation = "other-workstation"
  case notJustified = "not-justified"
  case worksCouncil = "works-council"
  case noWindow = "no-window"
  case share
  case campaignNotStarted = "campaign-not-started"
  case campaignEnded = "campaign-ended"
  case noTrainer = "no-trainer"
  case noticeNotConfirmed = "notice-not-confirmed"
  case employeeObjected = "employee-objected"
  case privateOn = "private"
  case noIndicator = "no-indicator"
  case weeklyCap = "weekly-cap"
  case evidence = "evidence"
  case notFlagged = "not-flagged"
  case callerObjected = "caller-objected"
  case numberWithheld = "number-withheld"
  case notCustomer = "not-customer"
  case neverList = "never-list"
  case callerNotInformed = "caller-not-informed"

  /// The stable name that the session bus tells as `Reason`.
  package var name: String { rawValue }

  package var rule: Rule {
    switch self {
    case .notEnrolled, .otherApplication, .enrolmentEnded, .otherWorkstation: .f7
    case .notJustified: .n15
    case .worksCouncil: .n7
    case .noWindow: .f5
    case .share, .campaignNotStarted, .campaignEnded, .weeklyCap, .notFlagged: .f8
    case .noTrainer: .f10
    case .noticeNotConfirmed, .noIndicator: .f4
    case .employeeObjected: .n9
    case .privateOn: .n12
    case .evidence: .n13
    case .callerObjected, .neverList: .f11
    case .numberWithheld, .notCustomer: .n2
    case .callerNotInformed: .n5
    }
  }
}
