package import CallPolicy

/// What `callreel doctor` looks at, in its order.
///
/// By the names that `--json` keeps.
package enum DoctorTopic: String, CaseIterable, Sendable {
  case policy, campaign, enrolment, keys
  case sessionBus = "session bus"
  case agent, notice, indicator
  case display, extensions, compositor, tray, accessibility, windows, window
  case state, spool, store, clock, sandbox

  /// The word before a finding.
  package func word(in language: Language) -> String {
    switch self {
    case .policy: language.said(rawValue, "politique", "beleid")
    case .campaign: language.said(rawValue, "campagne", "campagne")
    case .enrolment: language.said(rawValue, "inscription", "inschrijving")
    case .keys: language.said(rawValue, "clés", "sleutels")
    case .sessionBus: language.said(rawValue, "bus de session", "sessiebus")
    case .agent: language.said(rawValue, "agent", "agent")
    case .notice: language.said(rawValue, "notice", "kennisgeving")
    case .indicator: language.said(rawValue, "témoin", "aanduiding")
    case .display: language.said(rawValue, "écran", "scherm")
    case .extensions: language.said(rawValue, "extensions", "extensies")
    case .compositor: language.said(rawValue, "compositeur", "compositor")
    case .tray: language.said(rawValue, "zone d'icônes", "systeemvak")
    case .accessibility: language.said(rawValue, "accessibilité", "toegankelijkheid")
    case .windows: language.said(rawValue, "fenêtres", "vensters")
    case .window: language.said(rawValue, "fenêtre", "venster")
    case .state: language.said(rawValue, "données", "gegevens")
    case .spool: language.said(rawValue, "à envoyer", "te versturen")
    case .store: language.said(rawValue, "dépôt", "opslag")
    case .clock: language.said(rawValue, "horloge", "klok")
    case .sandbox: language.said(rawValue, "confinement", "afscherming")
    }
  }
}
