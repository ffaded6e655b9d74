internal import CallPolicy
package import ProcessMessages

/// What `callreel doctor` says of the display.
extension DoctorFinding {
  package static let unfilmableDisplay = error(
    .display,
    .said(
      "this display cannot be filmed", "cet écran ne peut pas être filmé",
      "dit scherm kan niet worden gefilmd"),
    .said(
      "an X11 session on this machine is needed, with one screen; see callreel-agent(1)",
      "il faut une session X11 sur ce poste, avec un seul écran X ; voir callreel-agent(1)",
      "er is een X11-sessie op dit werkstation nodig, met één X-scherm; zie callreel-agent(1)"))

  package static let display = fine(
    .display,
    .said(
      "an X server of this machine", "un serveur X de ce poste",
      "een X-server van dit werkstation"))

  package static func refusedDisplay(_ refusal: DisplayRefusal) -> DoctorFinding {
    error(.display, refusal.sentence, refusal.remedy)
  }

  package static let allExtensions = fine(
    .extensions,
    LocalizedText(DisplayReport.Extension.allCases.map(\.name).joined(separator: ", ")))

  /// `missing` is not empty.
  package static func missingExtensions(_ missing: [DisplayReport.Extension]) -> DoctorFinding {
    let needed = missing.filter(\.isNeeded)
    guard needed.isEmpty else {
      let names = needed.map(\.name).joined(separator: ", ")
      return error(
        .extensions,
        .said(
          "the X server lacks \(names), so that nothing is filmed",
          "le serveur X n'a pas \(names), rien n'est donc filmé",
          "de X-server mist \(names), dus er wordt niets gefilmd"),
        .said(
          "switch it on in the X server's configuration, or in its command line (+extension)",
          "activez l'extension dans la configuration du serveur X, ou sur sa ligne de commande "
            + "(+extension)",
          "zet de extensie aan in de configuratie van de X-server, of op zijn opdrachtregel "
            + "(+extension)"))
    }
    let names = missing.map(\.name).joined(separator: ", ")
    let loss = missing.first.map(\.loss) ?? LocalizedText("")
    return warning(
      .extensions,
      .said(
        "the X server lacks \(names)", "le serveur X n'a pas \(names)", "de X-server mist \(names)"),
      LocalizedText { language in
        loss.text(in: language) + language.semicolon
          + language.said(
            "switch it on in the X server's configuration",
            "activez l'extension dans la configuration du serveur X",
            "zet de extensie aan in de configuratie van de X-server")
      })
  }

  package static let noCompositor = fine(
    .compositor,
    .said(
      "none; windows are filmed from the screen where they show",
      "aucun ; les fenêtres sont filmées à l'écran, là où elles se voient",
      "geen; vensters worden van het scherm gefilmd waar ze te zien zijn"))

  package static let compositorWithoutPixmaps = warning(
    .compositor,
    .said(
      "one runs, and the X server lacks Composite",
      "il y en a un, et le serveur X n'a pas Composite",
      "er draait er een, en de X-server mist Composite"),
    .said(
      "notifications over a window may be filmed with it; switch Composite on",
      "des notifications au-dessus d'une fenêtre peuvent être filmées avec elle ; activez "
        + "Composite",
      "meldingen boven een venster kunnen worden meegefilmd; zet Composite aan"))

  package static let compositor = fine(
    .compositor,
    .said(
      "one runs; each window is filmed from a pixmap of its own",
      "il y en a un ; chaque fenêtre est filmée depuis son propre pixmap",
      "er draait er een; elk venster wordt van zijn eigen pixmap gefilmd"))
}

extension DisplayReport.Extension {
  /// What is lost without it.
  fileprivate var loss: LocalizedText {
    switch self {
    case .fixes, .damage, .shape:
      .said("nothing is filmed", "rien n'est filmé", "er wordt niets gefilmd")
    case .randr:
      .said(
        "all monitors are filmed as one", "tous les moniteurs sont filmés comme un seul",
        "alle monitors worden als één gefilmd")
    case .composite:
      .said(
        "nothing is lost while no compositing manager runs",
        "rien n'est perdu tant qu'aucun gestionnaire de composition ne tourne",
        "er gaat niets verloren zolang er geen compositor draait")
    case .sharedMemory:
      .said(
        "filming costs more processor time", "filmer coûte plus de temps processeur",
        "filmen kost meer processortijd")
    }
  }
}

extension DisplayRefusal {
  fileprivate var sentence: LocalizedText {
    switch self {
    case .noDisplay:
      .said("no X server answers", "aucun serveur X ne répond", "er antwoordt geen X-server")
    case .wayland:
      .said(
        "this is a Wayland session, whose windows cannot be told apart",
        "cette session est sous Wayland, où les fenêtres ne se distinguent pas",
        "dit is een Wayland-sessie, waarvan de vensters niet te onderscheiden zijn")
    case .remote:
      .said(
        "the X server is another machine's, or reached through the network",
        "le serveur X est celui d'une autre machine, ou on le joint par le réseau",
        "de X-server is van een andere machine, of wordt via het netwerk bereikt")
    case .severalScreens:
      .said(
        "the X server has several screens", "le serveur X a plusieurs écrans",
        "de X-server heeft meerdere schermen")
    case .depth:
      .said(
        "the screen's pixels are of a form that is not filmed",
        "les pixels de l'écran ont une forme qui n'est pas filmée",
        "de pixels van het scherm hebben een vorm die niet wordt gefilmd")
    case .monitorSize:
      .said(
        "every monitor is larger than a film can be",
        "chaque moniteur est plus grand qu'un film ne peut l'être",
        "elke monitor is groter dan een film kan zijn")
    }
  }

  fileprivate var remedy: LocalizedText {
    switch self {
    case .noDisplay: LocalizedText { AgentTrouble.desktop(in: $0) }
    case .wayland:
      .said(
        "choose the X11 session at the login screen",
        "choisissez la session X11 à l'écran de connexion",
        "kies de X11-sessie in het aanmeldscherm")
    case .remote:
      .said(
        "sit at the machine whose X server it is", "travaillez sur la machine de ce serveur X",
        "werk op de machine waarop deze X-server draait")
    case .severalScreens:
      .said(
        "join the monitors to one screen, as RandR does",
        "réunissez les moniteurs en un seul écran, comme le fait RandR",
        "voeg de monitors samen tot één scherm, zoals RandR doet")
    case .depth:
      .said(
        "set a depth of 16, 24 or 30", "réglez une profondeur de 16, 24 ou 30 bits",
        "stel een diepte van 16, 24 of 30 bits in")
    case .monitorSize:
      .said(
        "set a smaller mode", "choisissez une résolution plus petite", "kies een lagere resolutie")
    }
  }
}
