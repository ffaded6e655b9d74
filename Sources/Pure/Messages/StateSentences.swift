package import CallPolicy

extension AgentState {
  /// What the state means, as a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch self {
    case .idle: language.said("no call is up", "aucun appel en cours", "er is geen gesprek")
    case .armed:
      language.said(
        "a call is up and not recorded", "un appel est en cours et n'est pas enregistré",
        "er is een gesprek en het wordt niet opgenomen")
    case .recording:
      language.said(
        "your screen is being recorded for training",
        "votre écran est enregistré pour la formation",
        "uw scherm wordt opgenomen voor opleiding")
    case .held:
      language.said(
        "the recording is paused", "l'enregistrement est suspendu", "de opname is onderbroken")
    case .privateOn:
      language.said(
        "recording is switched off until you switch it on again",
        "l'enregistrement est coupé jusqu'à ce que vous le rétablissiez",
        "de opname is uitgezet totdat u haar weer aanzet")
    case .off:
      language.said(
        "nothing can be recorded", "rien ne peut être enregistré", "er kan niets worden opgenomen")
    }
  }
}

extension OffReason {
  /// Why nothing can be recorded, as a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch self {
    case .starting:
      language.said(
        "the agent has just started", "l'agent vient de démarrer", "de agent is net gestart")
    case .wayland:
      language.said(
        "this is a Wayland session; only X11 sessions can be recorded",
        "cette session est sous Wayland ; seules les sessions X11 peuvent être enregistrées",
        "dit is een Wayland-sessie; alleen X11-sessies kunnen worden opgenomen")
    case .display:
      language.said(
        "there is no X display to record", "il n'y a pas d'écran X à enregistrer",
        "er is geen X-scherm om op te nemen")
    case .remoteDisplay:
      language.said(
        "the display is on another machine", "l'écran est sur une autre machine",
        "het scherm is op een andere machine")
    case .severalScreens:
      language.said(
        "the display has several X screens; only one can be recorded",
        "il y a plusieurs écrans X ; un seul peut être enregistré",
        "er zijn meerdere X-schermen; er kan er maar één worden opgenomen")
    case .depth:
      language.said(
        "the display shows its colours in a form that cannot be recorded",
        "l'écran rend ses couleurs sous une forme qui ne peut pas être enregistrée",
        "het scherm toont zijn kleuren in een vorm die niet kan worden opgenomen")
    case .monitorSize:
      language.said(
        "every monitor is larger than a recording can be",
        "chaque moniteur est plus grand qu'un enregistrement peut l'être",
        "elke monitor is groter dan een opname kan zijn")
    case .sessionUnknown: HeldReason.sessionUnknown.sentence(in: language)
    case .noPolicy:
      language.said(
        "there is no policy on this machine", "il n'y a pas de politique sur ce poste",
        "er is geen beleid op dit werkstation")
    case .policyInvalid:
      language.said(
        "the policy is not valid: callreel policy check says why",
        "la politique n'est pas valable : callreel policy check dit pourquoi",
        "het beleid is niet geldig: callreel policy check zegt waarom")
    case .notEnrolled:
      language.said(
        "you are not enrolled for a training", "vous n'êtes inscrit à aucune formation",
        "u bent niet voor een opleiding ingeschreven")
    case .noCampaign:
      language.said(
        "no campaign is running", "aucune campagne n'est en cours", "er loopt geen campagne")
    case .spoolFull:
      language.said(
        "there is no room left for recordings", "il n'y a plus de place pour des enregistrements",
        "er is geen ruimte meer voor opnamen")
    case .spoolLimit: SpoolSentences.limit(in: language)
    case .spoolUnwritable:
      language.said(
        "the place for recordings cannot be written",
        "l'emplacement des enregistrements n'est pas accessible en écriture",
        "de plaats voor opnamen kan niet worden beschreven")
    case .indicator:
      language.said(
        "no indicator can be shown to you", "aucun témoin ne peut vous être montré",
        "er kan u geen aanduiding worden getoond")
    case .recorder:
      language.said(
        "the recorder could not be started", "l'enregistreur n'a pas pu être démarré",
        "de recorder kon niet worden gestart")
    }
  }
}

extension HeldReason {
  /// Why a recording is paused, as a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch self {
    case .hold:
      language.said(
        "the caller is on hold", "l'appelant est en attente", "de beller staat in de wacht")
    case .otherCall:
      language.said(
        "another call is up", "un autre appel est en cours", "er is een ander gesprek")
    case .locked:
      language.said(
        "the screen is locked", "l'écran est verrouillé", "het scherm is vergrendeld")
    case .switchedAway:
      language.said(
        "another session is on the screen", "une autre session est à l'écran",
        "een andere sessie is op het scherm")
    case .suspended:
      language.said(
        "the machine was asleep", "la machine était en veille", "de computer stond in de slaapstand"
      )
    case .sessionUnknown:
      language.said(
        "it is not known whether this session is locked or on the screen",
        "on ne sait pas si cette session est verrouillée ou à l'écran",
        "het is niet bekend of deze sessie vergrendeld of op het scherm is")
    case .indicatorLost:
      language.said(
        "the indicator cannot be seen", "le témoin n'est pas visible",
        "de aanduiding is niet zichtbaar")
    case .sourceLost:
      language.said(
        "the telephone does not answer", "le téléphone ne répond pas",
        "de telefoon antwoordt niet")
    }
  }
}
