package import CallPolicy

/// How well something is that `callreel doctor` looked at.
///
/// By the names that `--json` keeps.
package enum DoctorLevel: String, CaseIterable, Sendable {
  case fine = "ok"
  case warning
  case error

  /// The word at the beginning of a line.
  package func word(in language: Language) -> String {
    switch self {
    case .fine: "ok"
    case .warning: language.said("warning", "attention", "let op")
    case .error: language.said("error", "erreur", "fout")
    }
  }
}

/// One thing that `callreel doctor` looked at.
///
/// A warning and an error say what to do.
package struct DoctorFinding: Sendable {
  package let level: DoctorLevel
  package let topic: DoctorTopic
  let found: LocalizedText
  private let advice: LocalizedText?

  package static func fine(_ topic: DoctorTopic, _ found: LocalizedText) -> DoctorFinding {
    DoctorFinding(level: .fine, topic: topic, found: found, advice: nil)
  }

  package static func warning(
    _ topic: DoctorTopic, _ found: LocalizedText, _ advice: LocalizedText
  ) -> DoctorFinding {
    DoctorFinding(level: .warning, topic: topic, found: found, advice: advice)
  }

  package static func error(
    _ topic: DoctorTopic, _ found: LocalizedText, _ advice: LocalizedText
  ) -> DoctorFinding {
    DoctorFinding(level: .error, topic: topic, found: found, advice: advice)
  }

  /// What was found, as a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String { found.text(in: language) }

  /// What to do about it, as a sentence without its full stop; nil where all is well.
  package func remedy(in language: Language = .english) -> String? {
    advice?.text(in: language)
  }
}

extension LocalizedText {
  /// What `say` says in each language.
  package init(_ say: (Language) -> String) {
    self.init(
      byLanguage: Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, say($0)) }))
  }

  /// One thing said in each language.
  static func said(_ english: String, _ french: String, _ dutch: String) -> LocalizedText {
    LocalizedText { $0.said(english, french, dutch) }
  }
}
