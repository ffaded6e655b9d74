package import CallPolicy

/// What a report on a policy says, in its order; none may be left out (N8, N15).
enum ReportPart: CaseIterable {
  case what, why, when, who, choice, periods, filmed, rules, holes, questions
}

/// What a works council and an impact assessment need, made from the policy alone (N7, N15).
///
/// It names no enrolled person and no recipient: roles and counts only.
package enum PolicyReport {
  /// The report, with a line end last.
  package static func text(
    policy: Policy, language: Language = .english, format: DocumentFormat = .text
  ) -> String {
    let words: any ReportWords =
      switch language {
      case .english: EnglishReport()
      case .french: FrenchReport()
      case .dutch: DutchReport()
      }
    let document = Document(
      title: words.title(policy), language: language,
      sections: ReportPart.allCases.map { words.section($0, policy) })
    return document.rendered(as: format)
  }
}

/// One language's way to say a report.
protocol ReportWords {
  func title(_ policy: Policy) -> String
  func section(_ part: ReportPart, _ policy: Policy) -> NoticeSection
  /// What the program does for each rule.
  func keeping(_ rule: Rule) -> String
}

extension ReportWords {
  /// Every rule with what keeps it.
  var ruleItems: [NoticeSection.Block] {
    Rule.allCases.map { .item("\($0.rawValue): \(keeping($0))") }
  }
}

extension Policy {
  /// How many people have a role.
  func count(_ role: RecipientRole) -> Int { recipients.count { $0.role == role } }

  /// What the policy itself leaves open, each with whether it does.
  var openedDoors: Set<ReportDoor> {
    var doors: Set<ReportDoor> = []
    if access.export { doors.insert(.export) }
    if filmedWindows.contains(where: { $0.accessibility == .noneNeeded }) {
      doors.insert(.noAccessibility)
    }
    if case .none = notice.worksCouncil { doors.insert(.noCouncil) }
    if calls.never == nil { doors.insert(.noNeverList) }
    if store.workstations == nil { doors.insert(.noWorkstationList) }
    if maskedFields.isEmpty { doors.insert(.noMaskedFields) }
    return doors
  }
}

/// A choice of the policy that a reader of its report should look at.
enum ReportDoor: CaseIterable {
  case export, noAccessibility, noCouncil, noNeverList, noWorkstationList, noMaskedFields
}
