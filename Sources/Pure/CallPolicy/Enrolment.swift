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

  package init(
    employee: String, application: String, reason: LocalizedText, until: CalendarDay,
    trainers: [String]
  ) {
    self.employee = employee
    self.application = application
    self.reason = reason
    self.until = until
    self.trainers = trainers
  }
}
