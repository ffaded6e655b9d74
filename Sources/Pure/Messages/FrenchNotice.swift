internal import CallPolicy
internal import Patterns
internal import Timeline

/// The notice in French.
struct FrenchNotice: NoticeWords {
  private let language = Language.french

  func title(_ policy: Policy) -> String {
    "Enregistrement de votre écran pendant des appels de clients, pour la formation"
  }

  func section(_ part: NoticePart, _ policy: Policy) -> NoticeSection {
    switch part {
    case .controller: controller(policy)
    case .purpose: purpose(policy)
    case .filmed: filmed(policy)
    case .neverFilmed: neverFilmed(policy)
    case .choice: choice(policy)
    case .means: means(policy)
    case .data: FrenchDuties.data(policy)
    case .access: FrenchDuties.access(policy)
    case .basis: FrenchDuties.basis(policy)
    case .council: FrenchDuties.council(policy)
    case .security: FrenchDuties.security()
    case .rights: FrenchDuties.rights(policy)
    case .expected: expected(policy)
    case .indicator: indicator(policy)
    case .stopping: stopping(policy)
    case .appraisal: FrenchDuties.appraisal()
    }
  }

  private func controller(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Qui est responsable",
      [
        .paragraph(
          "\(TextLayout.stopped(policy.controller.name)) Écrivez à : \(policy.controller.contact). "
            + "Ceci est la version \(policy.notice.version) de la notice. Le protocole écrit se "
            + "trouve à \(policy.notice.protocolAddress)."),
        .paragraph(
          "Elle vaut où que vous travailliez : au bureau, chez vous ou ailleurs. Vous confirmez "
            + "l'avoir lue ; ce n'est pas un consentement, et personne n'apprend qui n'a pas "
            + "confirmé. Tant que vous n'avez pas confirmé, rien n'est enregistré."),
      ])
  }

  private func purpose(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "À quoi cela sert",
      [
        .paragraph(
          "À la formation à l'application \(policy.campaign.application), et à rien d'autre : ni "
            + "évaluation, ni note de qualité, ni surveillance."),
        .paragraph(
          "Pourquoi : " + TextLayout.stopped(policy.justification.necessity.text(in: language))),
        .paragraph(
          "Essayé ou envisagé auparavant : "
            + TextLayout.stopped(policy.justification.alternatives.text(in: language))
            + " Mise en balance des intérêts : \(dated(policy.justification.balancing)). Analyse "
            + "d'impact : \(dated(policy.justification.impactAssessment))."),
        .paragraph(
          "La campagne \(policy.campaign.id) va du \(policy.campaign.starts.text) au "
            + "\(policy.campaign.ends.text). Seules y participent les personnes qui ont besoin de "
            + "cette formation, chacune avec un motif, une date de fin et des formateurs nommés."),
      ])
  }

  private func filmed(_ policy: Policy) -> NoticeSection {
    let windows = policy.filmedWindows.map { NoticeSection.Block.item(described($0)) }
    return NoticeSection(
      "Ce qui est filmé",
      [.paragraph("Une vidéo continue de ces fenêtres seulement, et du pointeur au-dessus :")]
        + windows
        + [
          .paragraph(
            "Du moment où un appel est décroché jusqu'à sa fin. Pas pendant la sonnerie, pas "
              + "après, pas pendant que l'appelant est en attente. Au plus "
              + "\(policy.calls.longestMinutes) minutes d'un appel.")
        ])
  }

  private func described(_ window: WindowRule) -> String {
    let title = window.title.map { ", titre \($0.text)" } ?? ""
    switch (window.area, window.url) {
    case (.document, let url?):
      return "la page \(url.text) dans \(window.windowClass.text)\(title), sans onglets ni barre "
        + "d'adresse"
    case (.window, let url?):
      return "les fenêtres de \(window.windowClass.text)\(title) qui montrent \(url.text)"
    case (.document, nil):
      return "la page dans les fenêtres de \(window.windowClass.text)\(title)"
    case (.window, nil): return "les fenêtres de \(window.windowClass.text)\(title)"
    }
  }

  private func neverFilmed(_ policy: Policy) -> NoticeSection {
    let masked = policy.maskedFields.count
    let fields =
      masked == 0
      ? ""
      : " \(masked) sorte\(masked == 1 ? "" : "s") d'autres champs dont la formation n'a pas "
        + "besoin \(masked == 1 ? "est noircie" : "sont noircies") de même."
    return NoticeSection(
      "Ce qui n'est jamais filmé",
      [
        .paragraph(
          "Les autres fenêtres, le bureau, le courrier, la messagerie, les notifications. Caméra, "
            + "micro, clavier, presse-papiers et historique de navigation ne sont pas lus. Aucune "
            + "image fixe n'est jamais faite."),
        .paragraph("Les mots de passe sont noircis avant que le film ne soit fait." + fields),
        .paragraph(
          "Les appels avec quelqu'un qui n'est pas client, avec un numéro masqué, avec un numéro "
            + "protégé, et ceux qui sont conservés comme preuve ne sont pas enregistrés et ne "
            + "laissent aucune trace."),
      ])
  }

  private func choice(_ policy: Policy) -> NoticeSection {
    let share = TextLayout.percent(policy.sampling.share, decimalMark: ",")
    return NoticeSection(
      "Comment les appels sont choisis",
      [
        .paragraph(
          "Par un tirage au sort que personne ne peut diriger : environ \(share) de vos appels "
            + "enregistrables, et au plus \(policy.sampling.perPersonPerWeek) par semaine. Le "
            + "tirage a lieu quand vous décrochez, à partir de \(policy.sampling.seeds.count + 1) "
            + "nombres secrets que des parties différentes ont promis avant la campagne. Chacun "
            + "peut le recalculer plus tard, une fois ces nombres révélés."),
        .paragraph(
          "Après un appel on vous dit s'il a été enregistré. « callreel journal » liste vos appels "
            + "enregistrés."),
      ])
  }

  private func means(_ policy: Policy) -> NoticeSection {
    let export =
      policy.access.export
      ? "Les formateurs peuvent enregistrer un film dans un fichier."
      : "Les films ne peuvent pas être enregistrés dans un fichier."
    return NoticeSection(
      "Comment cela fonctionne",
      [
        .paragraph(
          "Le programme Callreel de votre poste regarde les fenêtres \(policy.video.rate) fois "
            + "par seconde, cache ce qui ne doit pas être vu, et scelle le film de sorte que seuls "
            + "les formateurs peuvent l'ouvrir. Il n'a pas de son. Les films de moins de "
            + "\(policy.video.shortestClipSeconds) secondes sont détruits. \(export)")
      ])
  }

  private func expected(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Ce qu'on attend de vous pendant ces appels",
      [
        .paragraph(
          "Travaillez comme toujours. Les appelants sont prévenus : "
            + "« \(policy.notice.callerMessage.text(in: language)) » Si un appelant s'oppose, "
            + "dites-le par votre téléphone ou par « callreel call caller-objected » : "
            + "l'enregistrement est détruit.")
      ])
  }

  private func indicator(_ policy: Policy) -> NoticeSection {
    let banner =
      policy.indicator.banner == .always
      ? "Un bandeau se montre à côté de l'icône."
      : "Là où il n'est pas certain que vous voyez l'icône, un bandeau le montre."
    return NoticeSection(
      "Ce que veulent dire icône et bandeau",
      [
        .item("point rouge, « \(BannerText.recording(in: language)) » : votre écran est filmé"),
        .item(
          "deux barres, « \(BannerText.paused(in: language)) » : l'enregistrement est suspendu"),
        .item("un anneau, avec ou sans point, ou un cadenas : rien n'est enregistré"),
        .paragraph(
          "Rien n'est filmé si vous ne pouvez pas le voir. \(banner) Il n'y a pas de son : "
            + "l'image est le signe."),
      ])
  }

  private func stopping(_ policy: Policy) -> NoticeSection {
    let hotkey = policy.privateSwitch.hotkey.map { " ou les touches \($0)" } ?? ""
    return NoticeSection(
      "Comment l'arrêter",
      [
        .paragraph(
          "« callreel private on », l'icône\(hotkey), à tout moment, sans motif. Entre les appels "
            + "cela dure jusqu'à ce que vous le rétablissiez ; pendant un appel, jusqu'à sa fin. "
            + "« callreel private erase » détruit l'enregistrement de l'appel en cours ou qui "
            + "vient de finir. Personne ne le compte, et dans le film cela ressemble à toute autre "
            + "pause.")
      ])
  }

  private func dated(_ document: DocumentReference) -> String {
    "\(document.reference) du \(document.date.text)"
  }
}
