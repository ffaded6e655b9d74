package import CallPolicy
package import Timeline

/// Why windows that have to be asked for their fields are hidden.
package enum AccessibilityTrouble: CaseIterable, Sendable {
  case noSessionBus
  case noBus
  /// Programs that start now are not on the bus.
  case off

  /// As a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch self {
    case .noSessionBus:
      language.said(
        "there is no session bus: windows that have to be asked are hidden",
        "il n'y a pas de bus de session : les fenêtres à interroger sont masquées",
        "er is geen sessiebus: vensters die moeten worden bevraagd zijn verborgen")
    case .noBus:
      language.said(
        "there is no accessibility bus: windows that have to be asked are hidden",
        "il n'y a pas de bus d'accessibilité : les fenêtres à interroger sont masquées",
        "er is geen toegankelijkheidsbus: vensters die moeten worden bevraagd zijn verborgen")
    case .off:
      language.said(
        "accessibility is off in this session: programs that start now are hidden",
        "l'accessibilité est désactivée dans cette session : les programmes qui démarrent "
          + "maintenant sont masqués",
        "toegankelijkheid staat uit in deze sessie: programma's die nu starten zijn verborgen")
    }
  }

  /// What to do about it, as a sentence without its full stop.
  package func remedy(in language: Language = .english) -> String {
    switch self {
    case .noSessionBus: AgentTrouble.desktop(in: language)
    case .noBus:
      language.said(
        "install at-spi2-core", "installez at-spi2-core", "installeer at-spi2-core")
    case .off:
      language.said(
        "the agent switches it on for enrolled people within a campaign; by hand: ",
        "l'agent l'active pour les inscrits pendant une campagne ; à la main : ",
        "de agent zet haar aan voor ingeschrevenen tijdens een campagne; met de hand: ")
        + "busctl --user set-property org.a11y.Bus /org/a11y/bus org.a11y.Status IsEnabled b true"
    }
  }
}

/// Why nothing tells what would be hidden.
package enum MissingPreview {
  package static func sentence(in language: Language = .english) -> String {
    language.said(
      "callreel-redaction cannot be started here",
      "callreel-redaction ne peut pas être démarré ici",
      "callreel-redaction kan hier niet worden gestart")
  }

  package static func remedy(in language: Language = .english) -> String {
    language.said(
      "install the package callreel, which workstations have",
      "installez le paquet callreel, celui des postes",
      "installeer het pakket callreel, dat van werkstations")
  }
}

/// What `callreel doctor` says of the windows on the screen.
extension DoctorFinding {
  package static let accessibility = fine(
    .accessibility,
    .said(
      "on, programs can be asked for their fields",
      "activée, les programmes peuvent être interrogés sur leurs champs",
      "aan, programma's kunnen naar hun velden worden gevraagd"))

  package static func noAccessibility(_ trouble: AccessibilityTrouble) -> DoctorFinding {
    warning(
      .accessibility, LocalizedText { trouble.sentence(in: $0) },
      LocalizedText { trouble.remedy(in: $0) })
  }

  package static let noPreview = error(
    .windows, LocalizedText { MissingPreview.sentence(in: $0) },
    LocalizedText { MissingPreview.remedy(in: $0) })

  package static let noWindow = warning(
    .windows,
    .said(
      "no window that the policy lists is on the screen",
      "aucune fenêtre citée par la politique n'est à l'écran",
      "er is geen venster op het scherm dat het beleid noemt"),
    .said(
      "start the application; callreel redaction check --class CLASS tries a class",
      "démarrez l'application ; callreel redaction check --class CLASSE essaie une classe",
      "start de toepassing; callreel redaction check --class KLASSE probeert een klasse"))

  /// `name`: the class of the window.
  package static func hiddenWindow(
    _ name: String, _ reason: HiddenReason, isReachable: Bool
  ) -> DoctorFinding {
    warning(
      .window,
      .said(
        "\(name) is hidden whole (\(reason.name))",
        "\(name) est masquée en entier (\(reason.name))",
        "\(name) is geheel verborgen (\(reason.name))"),
      LocalizedText { reason.sentence(isReachable: isReachable, in: $0) })
  }

  package static func shownWindow(_ name: String, maskedFields count: Int) -> DoctorFinding {
    let isOne = count == 1
    return fine(
      .window,
      .said(
        "\(name) shows, \(count) \(isOne ? "field" : "fields") masked now",
        "\(name) est visible, \(count) \(count < 2 ? "champ noirci" : "champs noircis") maintenant",
        "\(name) is te zien, nu \(count) \(isOne ? "veld" : "velden") zwart gemaakt"))
  }
}
