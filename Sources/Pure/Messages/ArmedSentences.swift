package import CallPolicy

/// Why a call that is up is not recorded, or not yet, where no gate of the policy is shut.
///
/// By the names that the session bus tells.
package enum ArmedReason: String, CaseIterable, Sendable {
  case ringing
  case starting
  case indicator
  case notDrawn = "not-drawn"
  case over

  /// As a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch self {
    case .ringing: language.said("it is ringing", "le téléphone sonne", "de telefoon gaat over")
    case .starting:
      language.said(
        "the recorder is starting", "l'enregistreur démarre", "de recorder start")
    case .indicator:
      language.said(
        "the indicator is not seen yet", "le témoin n'est pas encore visible",
        "de aanduiding is nog niet te zien")
    case .notDrawn:
      language.said(
        "the draw passed this call over", "le tirage n'a pas retenu cet appel",
        "de loting heeft dit gesprek overgeslagen")
    case .over:
      language.said(
        "its recording has ended", "son enregistrement est terminé", "de opname ervan is afgelopen")
    }
  }
}

/// That nothing is recorded before the notice is confirmed (F4), and how that is done.
package enum UnconfirmedNotice {
  /// As a sentence without its full stop.
  package static func sentence(in language: Language = .english) -> String {
    language.said(
      "the notice is not confirmed: run callreel notice --confirm",
      "la notice n'est pas confirmée : lancez callreel notice --confirm",
      "de kennisgeving is niet bevestigd: voer callreel notice --confirm uit")
  }
}

/// What is said while no program can be asked for its password fields.
package enum UnknownFields {
  /// As a sentence without its full stop.
  package static func sentence(in language: Language = .english) -> String {
    language.said(
      "the session has no accessibility bus, so windows that may show passwords are hidden: "
        + "install at-spi2-core and start the session again",
      "la session n'a pas de bus d'accessibilité, les fenêtres qui peuvent montrer des mots de "
        + "passe sont donc masquées : installez at-spi2-core et rouvrez la session",
      "de sessie heeft geen toegankelijkheidsbus, vensters die wachtwoorden kunnen tonen zijn dus "
        + "verborgen: installeer at-spi2-core en start de sessie opnieuw")
  }
}
