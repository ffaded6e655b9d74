package import CallPolicy
package import ClipFormat
internal import Timeline

/// One request of the employee, as the journal tells it (N9).
package struct JournalRequest: Equatable, Sendable {
  package let request: RequestRecord
  package let isSent: Bool
  /// Nil while there is none.
  package let answer: AnswerRecord?

  /// Puts requests and answers together, by the day.
  package static func all(
    _ requests: [(request: RequestRecord, isSent: Bool)], answers: [AnswerRecord]
  ) -> [JournalRequest] {
    requests.map { entry in
      JournalRequest(
        request: entry.request, isSent: entry.isSent,
        answer: answers.last { $0.request == entry.request.identifier })
    }.sorted { $0.request.unixMilliseconds < $1.request.unixMilliseconds }
  }
}

/// What requests and their answers say, in plain words (N9).
package enum RequestSentences {
  package static func line(_ entry: JournalRequest, language: Language = .english) -> String {
    let request = entry.request
    let clip = request.clip.map { " " + $0.clip.text.prefix(8) } ?? ""
    return "\(request.day.text)  \(kind(request.kind, language))\(clip): "
      + state(entry, language)
  }

  private static func state(_ entry: JournalRequest, _ language: Language) -> String {
    guard let answer = entry.answer else {
      let due = entry.request.due.text
      return entry.isSent
        ? language.said(
          "to be answered by \(due)", "réponse due le \(due) au plus tard",
          "antwoord uiterlijk op \(due)")
        : language.said(
          "not sent yet; to be answered by \(due)",
          "pas encore envoyée ; réponse due le \(due) au plus tard",
          "nog niet verzonden; antwoord uiterlijk op \(due)")
    }
    let verdict =
      switch answer.verdict {
      case .done: language.said("done", "fait", "uitgevoerd")
      case .refused: language.said("refused", "refusé", "geweigerd")
      }
    let words = answer.message.isEmpty ? "" : ": " + answer.message
    return verdict + ", " + answer.day.text + words
  }

  private static func kind(_ kind: RequestKind, _ language: Language) -> String {
    switch kind {
    case .access: language.said("access", "accès", "inzage")
    case .rectify: language.said("rectification", "rectification", "correctie")
    case .erase: language.said("erasure", "effacement", "wissen")
    case .restrict: language.said("restriction", "limitation", "beperking")
    case .object: language.said("objection", "opposition", "bezwaar")
    }
  }
}
