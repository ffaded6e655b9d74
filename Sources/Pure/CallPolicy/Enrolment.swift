package import Timeline

/// One person's need to be trained on one application (F7).
package struct Enrolment: Equatable, Sendable {
  /// The login name.
  package var employee: String
  package var application: String
  package var reason: LocalizedText
  /// The last day on which this person's calls are recorded.
  package var until: CalendarDay
  /// Names of recipients whose role is trainer.
  package var trainers: [String]
  /// Fingerprints of the workstations that share the week's calls; empty where it is one (F8).
  package var workstations: [String]
  /// The person's own telephone, where a source of the policy names none.
  package var telephone: String?

  package init(
    employee: String, application: String, reason: LocalizedText, until: CalendarDay,
    trainers: [String], workstations: [String] = [], telephone: String? = nil
  ) {
    self.employee = employee
    self.application = application
    self.reason = reason
    self.until = until
    self.trainers = trainers
    self.workstations = workstations
    self.telephone = telephone
  }

  /// Whether this person is recorded on the workstation.
  package func includes(workstation: String) -> Bool {
    workstations.isEmpty || workstations.contains(workstation)
  }
}

extension Policy {
  /// Calls of the person that may be drawn in a week on each workstation (F8).
  ///
  /// Workstations do not know of each other: each has its part, rounded down.
  package func weeklyCap(for enrolment: Enrolment) -> Int {
    min(sampling.perPersonPerWeek, Limits.perPersonPerWeek.upperBound)
      / max(1, enrolment.workstations.count)
  }
}
