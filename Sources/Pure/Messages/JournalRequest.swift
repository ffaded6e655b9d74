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
        ? said(
          language, "to be answered by \(due)", "réponse due le \(due) au plus tard",
          "antwoord uiterlijk op \(due)")
        : said(
          language, "not sent yet; to be answered by \(due)",
          "pas encore envoyée ; réponse due le \(due) au plus tard",
          "nog niet verzonden; antwoord uiterlijk op \(due)")
    }
    let verdict =
      switch answer.verdict {
      case .done: said(language, "done", "fait", "gedaan")
      case .refused: said(language, "refused", "refusé", "geweigerd")
      }
    let words = answer.message.isEmpty ? "" : ": " + answer.message
    return verdict + ", " + answer.day.text + words
  }

  private static func kind(_ kind: RequestKind, _ language: Language) -> String {
    switch kind {
    case .access: said(language, "access", "accès", "inzage")
    case .rectify: said(language, "rectification", "rectification", "correctie")
    case .erase: said(language, "erasure", "effacement", "wissen")
    case .restrict: said(language, "restriction", "limitation", "beperking")
    case .object: said(language, "objection", "opposition", "bezwaar")
    }
  }

  private static func said(
    _ language: Language, _ english: String, _ french: String, _ dutch: String
  ) -> String {
    switch language {
    case .english: english
    case .french: french
    case .dutch: dutch
    }
  }
}
