package import CallPolicy

/// What `callreel doctor` says of the agent of this session and of its signs.
extension DoctorFinding {
  package static let noSessionBus = error(
    .sessionBus, .said("there is none", "il n'y en a pas", "er is er geen"),
    LocalizedText { AgentTrouble.desktop(in: $0) })

  package static let noAgent = error(
    .agent, LocalizedText { AgentTrouble.notRunning.sentence(in: $0) },
    LocalizedText("systemctl --user start callreel-agent"))

  /// The agent cannot record; `why` says so itself.
  package static func agentOff(_ why: LocalizedText, _ reason: OffReason?) -> DoctorFinding {
    error(
      .agent, why,
      reason.map { reason in LocalizedText { reason.remedy(in: $0) } }
        ?? .said(
          "see callreel-agent(1) for this reason", "voir ce motif dans callreel-agent(1)",
          "zie callreel-agent(1) bij deze reden"))
  }

  /// The agent runs, and does what `doing` says; `reason`: why a recording is paused.
  package static func agent(_ doing: LocalizedText, _ reason: HeldReason?) -> DoctorFinding {
    guard let reason, reason.remedy() != nil else { return fine(.agent, doing) }
    return warning(.agent, doing, LocalizedText { reason.remedy(in: $0) ?? "" })
  }

  package static let confirmedNotice = fine(
    .notice,
    .said(
      "confirmed in its current form", "confirmée dans sa forme actuelle",
      "bevestigd in haar huidige vorm"))

  package static let unconfirmedNotice = warning(
    .notice,
    .said(
      "not confirmed in its current form, so that nothing is recorded",
      "pas confirmée dans sa forme actuelle, rien n'est donc enregistré",
      "niet bevestigd in haar huidige vorm, dus er wordt niets opgenomen"),
    .said(
      "the employee reads and confirms it: callreel notice --confirm",
      "le salarié la lit et la confirme : callreel notice --confirm",
      "de werknemer leest en bevestigt haar: callreel notice --confirm"))

  package static let noIndicator = error(
    .indicator,
    .said(
      "none can be seen, so that nothing is recorded",
      "aucun n'est visible, rien n'est donc enregistré",
      "er is er geen te zien, dus er wordt niets opgenomen"),
    .said("see callreel-agent(1)", "voir callreel-agent(1)", "zie callreel-agent(1)"))

  /// `kind` by the name that the session bus tells; `none` while nothing is recorded.
  package static func indicator(_ kind: String) -> DoctorFinding {
    let sentence: LocalizedText =
      switch kind {
      case "none":
        .said(
          "shown while recording", "montré pendant l'enregistrement",
          "wordt tijdens een opname getoond")
      case "banner": .said(kind, "bandeau", "balk")
      case "tray": .said(kind, "icône", "pictogram")
      case "xembed": .said(kind, "icône (XEmbed)", "pictogram (XEmbed)")
      default: LocalizedText(kind)
      }
    return fine(.indicator, sentence)
  }

  package static let embeddingTray = fine(
    .tray,
    .said(
      "takes icons in that are proved to be seen (XEmbed)",
      "accueille des icônes dont la visibilité est prouvée (XEmbed)",
      "neemt pictogrammen op waarvan bewezen is dat ze te zien zijn (XEmbed)"))

  package static let busTray = fine(
    .tray,
    .said(
      "shows items of the session bus; where it does not tell their place, a banner shows beside "
        + "while filming",
      "montre les éléments du bus de session ; s'il ne dit pas où, un bandeau s'y ajoute pendant le "
        + "film",
      "toont onderdelen van de sessiebus; waar het hun plaats niet noemt, komt er tijdens het "
        + "filmen een balk bij"))

  package static let noTray = warning(
    .tray,
    .said(
      "there is none: only the banner shows, and only while a call is up",
      "il n'y en a pas : seul le bandeau se montre, et seulement pendant un appel",
      "er is er geen: alleen de balk is te zien, en alleen tijdens een gesprek"),
    .said(
      "give the panel a tray, or the desktop an extension for StatusNotifierItem",
      "ajoutez une zone d'icônes au tableau de bord, ou au bureau une extension pour "
        + "StatusNotifierItem",
      "geef het paneel een systeemvak, of het bureaublad een extensie voor StatusNotifierItem"))
}
