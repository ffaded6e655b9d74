package import Timeline

/// A decision on paper: what it is called and when it was taken.
package struct DocumentReference: Equatable, Sendable {
  package var reference: String
  package var date: CalendarDay

  package init(reference: String, date: CalendarDay) {
    self.reference = reference
    self.date = date
  }
}

extension Policy {
  /// Who answers for the recordings.
  package struct Controller: Equatable, Sendable {
    package var name: String
    /// Where requests go: an address that a person can write to.
    package var contact: String
    /// The key that the caller's number is sealed to (N14), as `callreel-key-…` text.
    package var key: String

    package init(name: String, contact: String, key: String) {
      self.name = name
      self.contact = contact
      self.key = key
    }
  }

  /// Why nothing milder does (N15).
  package struct Justification: Equatable, Sendable {
    package var necessity: LocalizedText
    package var alternatives: LocalizedText
    package var balancing: DocumentReference
    package var impactAssessment: DocumentReference

    package init(
      necessity: LocalizedText, alternatives: LocalizedText, balancing: DocumentReference,
      impactAssessment: DocumentReference
    ) {
      self.necessity = necessity
      self.alternatives = alternatives
      self.balancing = balancing
      self.impactAssessment = impactAssessment
    }
  }

  /// A stretch of weeks in which people learn one application (F8).
  package struct Campaign: Equatable, Sendable {
    package var id: String
    package var application: String
    package var starts: CalendarDay
    /// The last day on which calls are recorded.
    package var ends: CalendarDay

    package init(id: String, application: String, starts: CalendarDay, ends: CalendarDay) {
      self.id = id
      self.application = application
      self.starts = starts
      self.ends = ends
    }
  }
}
