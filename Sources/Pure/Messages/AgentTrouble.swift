package import CallPolicy

/// Why the agent of this session cannot be asked.
package enum AgentTrouble: CaseIterable, Sendable {
  case noBus
  case notRunning
  case noAnswer

  /// As a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch self {
    case .noBus:
      language.said(
        "there is no session bus", "il n'y a pas de bus de session", "er is geen sessiebus")
    case .notRunning:
      language.said(
        "callreel-agent does not run in this session",
        "callreel-agent ne tourne pas dans cette session",
        "callreel-agent draait niet in deze sessie")
    case .noAnswer:
      language.said(
        "the session bus did not answer as it should",
        "le bus de session n'a pas répondu comme il le devrait",
        "de sessiebus antwoordde niet zoals het hoort")
    }
  }

  /// What to do about it, as a sentence without its full stop.
  package func remedy(in language: Language = .english) -> String {
    let here: String? =
      switch self {
      case .noBus: Self.desktop(in: language)
      case .notRunning:
        language.said(
          "start it with systemctl --user start callreel-agent; it runs for enrolled people",
          "démarrez-le avec systemctl --user start callreel-agent ; il tourne pour les inscrits",
          "start hem met systemctl --user start callreel-agent; hij draait voor ingeschrevenen")
      case .noAnswer: nil
      }
    return [here, DoctorAdvice.sentence(in: language)].compactMap { $0 }
      .joined(separator: language.semicolon)
  }

  /// Where a command has to be run that looks at a session.
  static func desktop(in language: Language) -> String {
    language.said(
      "run this within the employee's desktop session",
      "lancez ceci dans la session de bureau du salarié",
      "voer dit uit in de bureaubladsessie van de werknemer")
  }
}
