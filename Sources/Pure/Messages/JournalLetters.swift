package import ClipFormat

/// What the journal tells besides recordings: who used their keys, and what was asked (F10, N9).
package struct JournalLetters: Equatable, Sendable {
  package let accesses: [JournalAccess]
  package let requests: [JournalRequest]

  package static let none = JournalLetters(accesses: [], requests: [])

  private init(accesses: [JournalAccess], requests: [JournalRequest]) {
    self.accesses = accesses
    self.requests = requests
  }

  /// `names` are the readers', by their keys; of the others `fingerprint` is told.
  ///
  /// Answers of any other than `controller` are not believed; without one, none is.
  package init(
    accesses: [AccessRecord], names: [PublicKey: String], fingerprint: (AccessRecord) -> String,
    requests: [(request: RequestRecord, isSent: Bool)], answers: [AnswerRecord],
    of controller: PublicKey?
  ) {
    self.accesses = JournalAccess.all(in: accesses, names: names, fingerprint: fingerprint)
    self.requests = JournalRequest.all(
      requests, answers: answers.filter { $0.controller == controller })
  }
}
