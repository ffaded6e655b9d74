package import CallPolicy

extension OffReason {
  /// What to do about it, as `callreel doctor` says it, without a full stop.
  package func remedy(in language: Language = .english) -> String {
    switch self {
    case .starting:
      language.said(
        "wait until the agent has looked at the display",
        "attendez que l'agent ait examiné l'écran",
        "wacht tot de agent het scherm heeft bekeken")
    case .wayland, .display, .remoteDisplay, .severalScreens, .depth, .monitorSize:
      Self.line(of: .display, in: language)
        + language.said(
          "; then start the agent in that session",
          " ; démarrez ensuite l'agent dans cette session",
          "; start daarna de agent in die sessie")
    case .sessionUnknown: HeldReason.logind(in: language)
    case .noPolicy, .policyInvalid: Self.line(of: .policy, in: language)
    case .notEnrolled: Self.line(of: .enrolment, in: language)
    case .noCampaign: Self.line(of: .campaign, in: language)
    case .spoolFull:
      language.said(
        "free some disk space below ~/.local/state/callreel",
        "libérez de l'espace disque sous ~/.local/state/callreel",
        "maak schijfruimte vrij onder ~/.local/state/callreel")
    case .spoolLimit: SpoolSentences.limitRemedy(in: language)
    case .spoolUnwritable:
      language.said(
        "see who owns ~/.local/state/callreel/spool, and that its disk is mounted for writing",
        "voyez à qui est ~/.local/state/callreel/spool, et si son disque est monté en écriture",
        "kijk van wie ~/.local/state/callreel/spool is, en of de schijf beschrijfbaar is "
          + "aangekoppeld")
    case .indicator: Self.line(of: .tray, in: language)
    case .recorder:
      language.said("read why with ", "lisez pourquoi avec ", "lees waarom met ")
        + "journalctl --user --unit callreel-agent"
    }
  }

  private static func line(of topic: DoctorTopic, in language: Language) -> String {
    let word = topic.word(in: language)
    return language.said(
      "the line of the \(word) says what to do", "la ligne « \(word) » dit quoi faire",
      "de regel \"\(word)\" zegt wat er te doen is")
  }
}

extension HeldReason {
  fileprivate static func logind(in language: Language) -> String {
    language.said(
      "see that systemd-logind and the system bus run",
      "vérifiez que systemd-logind et le bus système tournent",
      "kijk of systemd-logind en de systeembus draaien")
  }

  /// What to do about it, as `callreel doctor` says it, without a full stop; nil where a pause is
  /// as it should be.
  package func remedy(in language: Language = .english) -> String? {
    switch self {
    case .hold, .otherCall, .locked, .switchedAway, .suspended: nil
    case .sessionUnknown: Self.logind(in: language)
    case .indicatorLost:
      language.said(
        "bring the icon or the banner back into sight",
        "rendez l'icône ou le bandeau de nouveau visible",
        "maak het pictogram of de balk weer zichtbaar")
    case .sourceLost:
      language.said(
        "see that the telephone's program runs and is reached",
        "vérifiez que le programme du téléphone tourne et répond",
        "kijk of het programma van de telefoon draait en antwoordt")
    }
  }
}
