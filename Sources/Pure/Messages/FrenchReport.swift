internal import CallPolicy
internal import Patterns
internal import Timeline

/// The report in French.
struct FrenchReport: ReportWords {
  private let language = Language.french

  func title(_ policy: Policy) -> String {
    "Rapport sur les enregistrements d'écran d'appels de clients"
  }

  func section(_ part: ReportPart, _ policy: Policy) -> NoticeSection {
    switch part {
    case .what: what(policy)
    case .why: why(policy)
    case .when: when(policy)
    case .who: who(policy)
    case .choice: choice(policy)
    case .periods: periods(policy)
    case .filmed: filmed(policy)
    case .rules: NoticeSection("Ce qui assure chaque règle", ruleItems)
    case .holes: holes(policy)
    case .questions: questions()
    }
  }

  private func what(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Quoi",
      [
        .paragraph(
          "\(policy.controller.name) (\(policy.controller.contact)) fait faire une vidéo continue, "
            + "sans son, des fenêtres de l'application \(policy.campaign.application) pendant des "
            + "appels de clients, pour la formation et pour rien d'autre. Version de la notice : "
            + "\(policy.notice.version) ; protocole : \(policy.notice.protocolAddress).")
      ])
  }

  private func why(_ policy: Policy) -> NoticeSection {
    let basis =
      switch policy.notice.legalBasis {
      case .legitimateInterest: "l'intérêt légitime"
      case .legalObligation: "une obligation légale"
      case .publicTask: "une mission d'intérêt public"
      }
    let council =
      switch policy.notice.worksCouncil {
      case .agreed(let decision, _):
        "accord ou avis, \(decision.reference) du \(decision.date.text)"
      case .none(let reason): "aucun : " + reason.text(in: language)
      }
    let papers = policy.justification
    return NoticeSection(
      "Pourquoi",
      [
        .item(
          "base légale : \(basis) (RGPD, article 6) ; le consentement des salariés n'en est pas"),
        .item("nécessité : " + papers.necessity.text(in: language)),
        .item("moyens moins intrusifs essayés : " + papers.alternatives.text(in: language)),
        .item(
          "mise en balance des intérêts : \(papers.balancing.reference) du "
            + papers.balancing.date.text),
        .item(
          "analyse d'impact : \(papers.impactAssessment.reference) du "
            + papers.impactAssessment.date.text),
        .item("représentants du personnel : " + council),
        .item("les appelants entendent : " + policy.notice.callerMessage.text(in: language)),
      ])
  }

  private func when(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Quand",
      [
        .paragraph(
          "Campagne \(policy.campaign.id), du \(policy.campaign.starts.text) au "
            + "\(policy.campaign.ends.text), "
            + "\(policy.campaign.ends - policy.campaign.starts + 1) jours. D'un appel, du décroché "
            + "au raccroché, au plus \(policy.calls.longestMinutes) minutes ; pas pendant la "
            + "sonnerie, pas en attente, pas quand le salarié a coupé l'enregistrement.")
      ])
  }

  private func who(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Qui",
      [
        .paragraph(
          "Ne sont filmées que les personnes inscrites une à une, avec un motif, une date de fin, "
            + "des formateurs nommés et une notice qu'elles ont confirmé avoir lue. Ce rapport "
            + "n'en nomme aucune."),
        .item(
          "formateurs avec une clé : \(policy.count(.trainer)), chacun pour les personnes qu'il "
            + "forme"),
        .item("clés de secours : \(policy.count(.recovery)), qui n'ouvrent qu'ensemble"),
        .item("le responsable : le numéro de l'appelant et la file, pas le film"),
        .item(
          "serveurs et administrateurs : des objets scellés, leurs tailles, jours et heures de dépôt"
        ),
      ])
  }

  private func choice(_ policy: Policy) -> NoticeSection {
    func percent(_ share: Double) -> String { TextLayout.percent(share, decimalMark: ",") }
    return NoticeSection(
      "Comment les appels sont choisis",
      [
        .paragraph(
          "\(percent(policy.sampling.share)) des appels enregistrables, au plus "
            + "\(policy.sampling.perPersonPerWeek) par personne et semaine, par un tirage à partir "
            + "de \(policy.sampling.seeds.count + 1) graines de parties différentes, que l'on peut "
            + "recalculer ensuite. Seuls des échantillons sont permis : le programme refuse plus "
            + "de \(percent(Limits.share)) et plus de \(Limits.perPersonPerWeek.upperBound) par "
            + "semaine.")
      ])
  }

  private func periods(_ policy: Policy) -> NoticeSection {
    let last = policy.campaign.ends + Limits.clipDaysAfterCampaign
    let draws = policy.campaign.ends + Limits.drawDaysAfterCampaign
    return NoticeSection(
      "Combien de temps",
      [
        .item("films : \(policy.retention.clipDays) jours, aucun après le \(last.text)"),
        .item("le journal du salarié : \(Limits.journalDays) jours"),
        .item("traces d'accès, demandes et réponses : \(Limits.accessLogDays) jours"),
        .item("tirages : jusqu'au \(draws.text)"),
      ])
  }

  private func filmed(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Quelles fenêtres",
      policy.filmedWindows.map { window in
        .item(
          window.windowClass.text + (window.title.map { ", titre \($0.text)" } ?? "")
            + (window.url.map { ", page \($0.text)" } ?? ""))
      } + [
        .item("champs noircis en plus des mots de passe : \(policy.maskedFields.count)")
      ])
  }

  private func holes(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Limites connues",
      [
        .paragraph("Ce que le programme ne peut pas tenir seul, quoi que dise la politique :"),
        .item("qui est root sur un poste peut changer le programme et lire ses graines"),
        .item("qui filme l'écran d'un formateur avec une caméra a le film"),
        .item("un secret dans un champ que son programme ne marque pas comme secret est filmé"),
        .item("une copie d'une clé dans une sauvegarde ouvre un film tant qu'elle existe"),
        .item("un appel que le téléphone annonce mal est mal jugé"),
        .item("le tirage prouve ce qui a été tiré, non que chaque appel enregistrable y est passé"),
      ]
        + ReportDoor.allCases.filter(policy.openedDoors.contains).map { .item(opened($0)) })
  }

  private func opened(_ door: ReportDoor) -> String {
    switch door {
    case .export:
      "cette politique laisse les formateurs enregistrer des films en fichiers que rien n'efface"
    case .noAccessibility:
      "cette politique garantit qu'une fenêtre ne montre pas de mot de passe : elle est filmée sans "
        + "en chercher"
    case .noCouncil: "cette politique se passe de l'accord des représentants du personnel"
    case .noNeverList: "cette politique n'a pas de liste de numéros jamais enregistrés"
    case .noWorkstationList:
      "cette politique n'a pas de liste signée des postes : les formateurs ne savent pas de qui est "
        + "un film, et une personne qui a deux postes n'est pas remarquée"
    case .noMaskedFields: "cette politique ne fait noircir que les mots de passe"
    }
  }

  private func questions() -> NoticeSection {
    NoticeSection(
      "Questions laissées aux personnes",
      [
        .item("un formateur évalue-t-il une personne qu'il forme (N11) ?"),
        .item("chaque compte appartient-il à une seule personne (F7) ?"),
        .item(
          "une personne travaille-t-elle sur plusieurs postes, et son inscription le dit-elle (F8) ?"
        ),
        .item("qui détient les graines, et quelqu'un peut-il les lire toutes (N3) ?"),
        .item(
          "les appelants entendent-ils le message avant la mise en relation, sur chaque ligne "
            + "(N5) ?"),
        .item("les numéros des clients sont-ils seulement les leurs, et à jour (N2) ?"),
        .item("quelles personnes protégées sont sur la liste, et qui la tient (F11) ?"),
        .item("des sauvegardes du dépôt durent-elles plus que les délais ci-dessus (N10) ?"),
        .item("qui répond aux demandes dans les \(Limits.answerDays) jours, même en congé (N9) ?"),
      ])
  }
}
