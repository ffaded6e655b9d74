internal import CallPolicy
internal import Timeline

/// The parts of the Dutch notice that say what becomes of the recordings.
enum DutchDuties {
  private static let language = Language.dutch

  static func data(_ policy: Policy) -> NoticeSection {
    let last = policy.campaign.ends + Limits.clipDaysAfterCampaign
    let draws = policy.campaign.ends + Limits.drawDaysAfterCampaign
    return NoticeSection(
      "Welke gegevens, en hoe lang",
      [
        .item(
          "de film, met uw naam, de tijden van het gesprek en zijn kenmerk: "
            + "\(policy.retention.clipDays) dagen, en nooit na \(last.text)"),
        .item("het nummer van de beller en de wachtrij: even lang als de film"),
        .item(
          "het dagboek van uw opgenomen gesprekken, op uw werkstation: "
            + "\(Limits.journalDays) dagen"),
        .item(
          "wie een film heeft geopend, en uw verzoeken met hun antwoorden: "
            + "\(Limits.accessLogDays) dagen"),
        .item("de lijst van lotingen, zonder nummers of namen van bellers: tot \(draws.text)"),
        .item(
          "uw bevestigingen van deze kennisgeving en haar tekst, op uw werkstation: tot u ze "
            + "verwijdert"),
        .item("de sleutel van uw eigen films, als u er een maakt: even lang, en op die plaats"),
      ])
  }

  static func access(_ policy: Policy) -> NoticeSection {
    let people = policy.recipients.map { person -> NoticeSection.Block in
      switch person.role {
      case .trainer:
        .item(
          "\(person.name), opleider, tot en met \(person.until.text): films van mensen die zij "
            + "opleiden")
      case .recovery:
        .item(
          "\(person.name), tot en met \(person.until.text): alleen als de sleutel van een "
            + "opleider verloren is")
      }
    }
    return NoticeSection(
      "Wie wat ziet, en wanneer",
      [
        .paragraph(
          "U, op elk moment: op verzoek, of met een eigen sleutel. \"callreel key own new\" maakt "
            + "die; hij opent uw gesprekken vanaf dan, en alleen uw wachtwoordzin opent de "
            + "sleutel. Van de mensen hieronder alleen de opleiders met wie u bent ingeschreven, "
            + "nadat het gesprek is geëindigd:")
      ] + people + [
        .paragraph(
          "\(policy.controller.name), om verzoeken te beantwoorden: het nummer van de beller en de "
            + "wachtrij, niet de film. Telkens als iemand een film opnoemt, opent of bewaart wordt "
            + "dat vastgelegd, en u kunt dat lezen.")
      ])
  }

  static func basis(_ policy: Policy) -> NoticeSection {
    let basis =
      switch policy.notice.legalBasis {
      case .legitimateInterest: "het gerechtvaardigd belang van \(policy.controller.name)"
      case .legalObligation: "een wettelijke plicht van \(policy.controller.name)"
      case .publicTask: "een taak van algemeen belang"
      }
    return NoticeSection(
      "Grondslag",
      [.paragraph("AVG, artikel 6: \(basis). Het is niet uw toestemming.")])
  }

  static func council(_ policy: Policy) -> NoticeSection {
    let text =
      switch policy.notice.worksCouncil {
      case .agreed(let decision, _):
        "De ondernemingsraad heeft ingestemd: \(decision.reference) van \(decision.date.text)."
      case .none(let reason):
        "Geen ondernemingsraad heeft ingestemd, om deze reden: "
          + TextLayout.stopped(reason.text(in: language))
      }
    let opening =
      policy.notice.worksCouncil.key == nil
      ? ""
      : " Na de campagne kunnen de ondernemingsraad en \(policy.controller.name) samen de "
        + "lijst van uw lotingen openen, geen van beide alleen."
    return NoticeSection("Ondernemingsraad", [.paragraph(text + opening)])
  }

  static func security() -> NoticeSection {
    NoticeSection(
      "Hoe het is beveiligd",
      [
        .paragraph(
          "De film wordt op uw werkstation versleuteld voor de mensen hierboven. Servers en hun "
            + "beheerders kunnen hem niet openen. Hij is ondertekend, zodat wijzigingen, knippen "
            + "en ontbrekende delen opvallen. Als zijn tijd voorbij is worden zijn sleutels "
            + "vernietigd.")
      ])
  }

  static func rights(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Uw rechten",
      [
        .paragraph(TextLayout.stopped(policy.notice.rights.text(in: language))),
        .paragraph(
          "\"callreel request\" stuurt een verzoek vanaf uw werkstation; u hebt binnen "
            + "\(Limits.answerDays) dagen antwoord. Zolang een bezwaar op antwoord wacht, wordt u "
            + "niet opgenomen. U kunt ook een klacht indienen bij de toezichthouder voor "
            + "gegevensbescherming."),
      ])
  }

  static func appraisal() -> NoticeSection {
    NoticeSection(
      "Niet voor beoordeling",
      [
        .paragraph(
          "Een opname en wat erover wordt gezegd dienen uw opleiding. Zij worden niet tegen u "
            + "gebruikt: niet in een beoordeling, niet voor loon, niet voor een maatregel.")
      ])
  }
}
