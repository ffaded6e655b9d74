internal import CallPolicy
internal import Timeline

/// The parts of the French notice that say what becomes of the recordings.
enum FrenchDuties {
  private static let language = Language.french

  static func data(_ policy: Policy) -> NoticeSection {
    let last = policy.campaign.ends + Limits.clipDaysAfterCampaign
    let draws = policy.campaign.ends + Limits.drawDaysAfterCampaign
    return NoticeSection(
      "Quelles données, et combien de temps",
      [
        .item(
          "le film, avec votre nom, les heures de l'appel et son identifiant : "
            + "\(policy.retention.clipDays) jours, et jamais après le \(last.text)"),
        .item("le numéro de l'appelant et la file : aussi longtemps que le film"),
        .item(
          "le journal de vos appels enregistrés, sur votre poste : \(Limits.journalDays) jours"),
        .item(
          "la trace de qui a ouvert un film, et vos demandes avec leurs réponses : "
            + "\(Limits.accessLogDays) jours"),
        .item("la liste des tirages, sans numéro ni nom d'appelant : jusqu'au \(draws.text)"),
        .item(
          "vos confirmations de cette notice et son texte, sur votre poste : jusqu'à ce que vous "
            + "les supprimiez"),
        .item("la clé de vos propres films, si vous en créez une : de même, et au même endroit"),
      ])
  }

  static func access(_ policy: Policy) -> NoticeSection {
    let people = policy.recipients.map { person -> NoticeSection.Block in
      switch person.role {
      case .trainer:
        .item(
          "\(person.name), formateur ou formatrice, jusqu'au \(person.until.text) : les films des "
            + "personnes que cette personne forme")
      case .recovery:
        .item(
          "\(person.name), jusqu'au \(person.until.text) : seulement si la clé d'un formateur "
            + "est perdue")
      }
    }
    return NoticeSection(
      "Qui voit quoi, et quand",
      [
        .paragraph(
          "Vous, à tout moment : sur demande, ou avec une clé à vous. « callreel key own new » la "
            + "crée ; elle ouvre vos appels à partir de ce moment, et seule votre phrase secrète "
            + "l'ouvre. Des personnes ci-dessous, seulement les formateurs avec qui vous avez été "
            + "inscrit, après la fin de l'appel :")
      ] + people + [
        .paragraph(
          "\(policy.controller.name), pour répondre aux demandes : le numéro de l'appelant et la "
            + "file, pas le film. Chaque fois que quelqu'un liste, ouvre ou enregistre un film, "
            + "c'est noté, et vous pouvez le lire.")
      ])
  }

  static func basis(_ policy: Policy) -> NoticeSection {
    let basis =
      switch policy.notice.legalBasis {
      case .legitimateInterest: "l'intérêt légitime de \(policy.controller.name)"
      case .legalObligation: "une obligation légale de \(policy.controller.name)"
      case .publicTask: "une mission d'intérêt public"
      }
    return NoticeSection(
      "Base légale",
      [.paragraph("RGPD, article 6 : \(basis). Ce n'est pas votre consentement.")])
  }

  static func council(_ policy: Policy) -> NoticeSection {
    let text =
      switch policy.notice.worksCouncil {
      case .agreed(let decision, _):
        "Le comité social et économique a donné son avis ou son accord : \(decision.reference) du "
          + "\(decision.date.text)."
      case .none(let reason):
        "Aucune instance n'a donné son accord, pour cette raison : "
          + TextLayout.stopped(reason.text(in: language))
      }
    let opening =
      policy.notice.worksCouncil.key == nil
      ? ""
      : " Après la campagne, il peut ouvrir la liste de vos tirages avec "
        + "\(policy.controller.name), et aucun des deux seul."
    return NoticeSection("Représentants du personnel", [.paragraph(text + opening)])
  }

  static func security() -> NoticeSection {
    NoticeSection(
      "Comment c'est protégé",
      [
        .paragraph(
          "Le film est chiffré sur votre poste pour les personnes nommées ci-dessus. Les serveurs "
            + "et ceux qui les administrent ne peuvent pas l'ouvrir. Il est signé, de sorte que "
            + "changements, coupes et parties manquantes se voient. Quand son temps est passé, ses "
            + "clés sont détruites.")
      ])
  }

  static func rights(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Vos droits",
      [
        .paragraph(TextLayout.stopped(policy.notice.rights.text(in: language))),
        .paragraph(
          "« callreel request » envoie une demande depuis votre poste ; vous avez une réponse dans "
            + "les \(Limits.answerDays) jours. Tant qu'une opposition attend sa réponse, vous "
            + "n'êtes pas enregistré. Vous pouvez aussi introduire une réclamation auprès de "
            + "l'autorité de protection des données."),
      ])
  }

  static func appraisal() -> NoticeSection {
    NoticeSection(
      "Pas pour l'évaluation",
      [
        .paragraph(
          "Un enregistrement et ce qui en est dit servent à votre formation. Ils ne sont pas "
            + "utilisés contre vous : ni pour une évaluation, ni pour la paie, ni pour une "
            + "sanction.")
      ])
  }
}
