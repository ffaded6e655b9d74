package import CallPolicy
package import Timeline

/// What the employee is told by the desktop's notifications (P2, N4).
package enum EmployeeNotification: Equatable, Sendable {
  case recording
  /// Nil where the reason is the employee's own switch (N12).
  case paused(HeldReason?)
  case kept(seconds: Int, expires: CalendarDay)
  case destroyed
  case nothingKept
  /// What was to be erased has left this machine.
  case tooLate
  /// No program of the desktop shows pages.
  case noViewer(command: String)

  package func summary(in language: Language) -> String {
    switch self {
    case .recording: BannerText.recording(in: language)
    case .paused: BannerText.paused(in: language)
    case .kept: language.said("Call recorded", "Appel enregistré", "Gesprek opgenomen")
    case .destroyed:
      language.said("Recording destroyed", "Enregistrement détruit", "Opname vernietigd")
    case .nothingKept:
      language.said("Nothing was kept", "Rien n'a été conservé", "Er is niets bewaard")
    case .tooLate:
      language.said("Not erased here", "Pas effacé ici", "Hier niet gewist")
    case .noViewer:
      language.said(
        "The page cannot be shown", "La page ne peut pas être affichée",
        "De pagina kan niet worden getoond")
    }
  }

  package func body(in language: Language) -> String {
    switch self {
    case .recording:
      TrayText.sentence(AgentState.recording.sentence(in: language))
    case .paused(let reason):
      reason.map { TrayText.sentence($0.sentence(in: language)) }
        ?? TrayText.privateForCall(in: language)
    case .kept(let seconds, let expires):
      language.said(
        "\(length(seconds)) of film are kept until \(expires.text), for your trainers only. "
          + "See My recordings.",
        "\(length(seconds)) de film sont conservées jusqu'au \(expires.text), pour vos formateurs "
          + "seulement. Voir Mes enregistrements.",
        "\(length(seconds)) film wordt bewaard tot \(expires.text), alleen voor uw opleiders. "
          + "Zie Mijn opnamen.")
    case .destroyed:
      language.said(
        "The film of this call is gone for good; nobody is told why.",
        "Le film de cet appel a disparu définitivement ; personne n'apprend pourquoi.",
        "De film van dit gesprek is voorgoed weg; niemand hoort waarom.")
    case .nothingKept:
      language.said(
        "The film of this call was too short to be kept.",
        "Le film de cet appel était trop court pour être conservé.",
        "De film van dit gesprek was te kort om te bewaren.")
    case .tooLate:
      language.said(
        "The film has left this machine: callreel request erase asks for it.",
        "Le film a quitté ce poste : callreel request erase demande son effacement.",
        "De film heeft dit werkstation verlaten: callreel request erase vraagt om het wissen.")
    case .noViewer(let command):
      language.said(
        "Run \(command) in a terminal.", "Lancez \(command) dans un terminal.",
        "Voer \(command) uit in een terminal.")
    }
  }

  /// The label of the one thing that can be done about it; nil where there is none.
  package func privateLabel(in language: Language) -> String? {
    guard self == .recording else { return nil }
    return language.said("Private", "Privé", "Privé")
  }

  private func length(_ seconds: Int) -> String {
    (seconds >= 60 ? "\(seconds / 60) min " : "") + "\(seconds % 60) s"
  }
}
