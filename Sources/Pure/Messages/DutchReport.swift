internal import CallPolicy
internal import Patterns
internal import Timeline

/// The report in Dutch.
struct DutchReport: ReportWords {
  private let language = Language.dutch

  func title(_ policy: Policy) -> String {
    "Verslag over schermopnamen van klantgesprekken"
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
    case .rules: NoticeSection("Welke regel waardoor wordt nageleefd", ruleItems)
    case .holes: holes(policy)
    case .questions: questions()
    }
  }

  private func what(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Wat",
      [
        .paragraph(
          "\(policy.controller.name) (\(policy.controller.contact)) laat tijdens klantgesprekken "
            + "doorlopende video zonder geluid maken van vensters van de toepassing "
            + "\(policy.campaign.application), voor opleiding en voor niets anders. Versie van de "
            + "kennisgeving: \(policy.notice.version); protocol: \(policy.notice.protocolAddress).")
      ])
  }

  private func why(_ policy: Policy) -> NoticeSection {
    let basis =
      switch policy.notice.legalBasis {
      case .legitimateInterest: "gerechtvaardigd belang"
      case .legalObligation: "een wettelijke plicht"
      case .publicTask: "een taak van algemeen belang"
      }
    let council =
      switch policy.notice.worksCouncil {
      case .agreed(let decision, _): "ingestemd, \(decision.reference) van \(decision.date.text)"
      case .none(let reason): "geen: " + reason.text(in: language)
      }
    let papers = policy.justification
    return NoticeSection(
      "Waarom",
      [
        .item("grondslag: \(basis) (AVG, artikel 6); toestemming van werknemers is er geen"),
        .item("noodzaak: " + papers.necessity.text(in: language)),
        .item(
          "minder ingrijpende middelen die zijn geprobeerd: "
            + papers.alternatives.text(in: language)),
        .item(
          "afweging van belangen: \(papers.balancing.reference) van "
            + papers.balancing.date.text),
        .item(
          "effectbeoordeling: \(papers.impactAssessment.reference) van "
            + papers.impactAssessment.date.text),
        .item("ondernemingsraad: " + council),
        .item("bellers horen: " + policy.notice.callerMessage.text(in: language)),
      ])
  }

  private func when(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Wanneer",
      [
        .paragraph(
          "Campagne \(policy.campaign.id), van \(policy.campaign.starts.text) tot en met "
            + "\(policy.campaign.ends.text), "
            + "\(policy.campaign.ends - policy.campaign.starts + 1) dagen. Van een gesprek, van "
            + "opnemen tot ophangen, hoogstens \(policy.calls.longestMinutes) minuten; niet "
            + "terwijl de telefoon gaat, niet in de wacht, niet als de werknemer de opname heeft "
            + "uitgezet.")
      ])
  }

  private func who(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Wie",
      [
        .paragraph(
          "Gefilmd worden alleen mensen met een eigen inschrijving: een reden, een einddatum, "
            + "opleiders bij naam, en een kennisgeving waarvan zij hebben bevestigd haar te hebben "
            + "gelezen. Dit verslag noemt niemand van hen."),
        .item(
          "opleiders met een sleutel: \(policy.count(.trainer)), ieder voor wie zij opleiden"),
        .item("herstelsleutels: \(policy.count(.recovery)), die alleen samen openen"),
        .item("de verantwoordelijke: het nummer van de beller en de wachtrij, niet de film"),
        .item(
          "servers en beheerders: verzegelde objecten, hun groottes, dagen en tijden van opslag"),
      ])
  }

  private func choice(_ policy: Policy) -> NoticeSection {
    func percent(_ share: Double) -> String { TextLayout.percent(share, decimalMark: ",") }
    return NoticeSection(
      "Hoe gesprekken worden gekozen",
      [
        .paragraph(
          "\(percent(policy.sampling.share)) van de gesprekken die mogen worden opgenomen, "
            + "hoogstens \(policy.sampling.perPersonPerWeek) per persoon en week, door een loting "
            + "uit \(policy.sampling.seeds.count + 1) getallen van verschillende partijen die "
            + "achteraf kan worden nagerekend. Alleen steekproeven zijn toegestaan: het programma "
            + "weigert meer dan \(percent(Limits.share)) en meer dan "
            + "\(Limits.perPersonPerWeek.upperBound) per week.")
      ])
  }

  private func periods(_ policy: Policy) -> NoticeSection {
    let last = policy.campaign.ends + Limits.clipDaysAfterCampaign
    let draws = policy.campaign.ends + Limits.drawDaysAfterCampaign
    return NoticeSection(
      "Hoe lang",
      [
        .item("films: \(policy.retention.clipDays) dagen, geen na \(last.text)"),
        .item("het dagboek van de werknemer: \(Limits.journalDays) dagen"),
        .item("toegangsregels, verzoeken en antwoorden: \(Limits.accessLogDays) dagen"),
        .item("lotingen: tot \(draws.text)"),
      ])
  }

  private func filmed(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Welke vensters",
      policy.filmedWindows.map { window in
        .item(
          window.windowClass.text + (window.title.map { ", titel \($0.text)" } ?? "")
            + (window.url.map { ", pagina \($0.text)" } ?? ""))
      } + [
        .item("velden die naast wachtwoorden zwart worden: \(policy.maskedFields.count)")
      ])
  }

  private func holes(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Bekende beperkingen",
      [
        .paragraph("Wat het programma niet alleen kan naleven, wat het beleid ook zegt:"),
        .item("wie root is op een werkstation kan het programma veranderen en de getallen lezen"),
        .item("wie het scherm van een opleider met een camera filmt, heeft de film"),
        .item("een geheim in een veld dat zijn programma niet als geheim merkt, wordt gefilmd"),
        .item("een kopie van een sleutel in een back-up opent een film zolang die er is"),
        .item("een gesprek dat de telefoon verkeerd meldt, wordt verkeerd beoordeeld"),
        .item("de loting bewijst wat is geloot, niet dat elk gesprek dat mocht eraan deelnam"),
      ]
        + ReportDoor.allCases.filter(policy.openedDoors.contains).map { .item(opened($0)) })
  }

  private func opened(_ door: ReportDoor) -> String {
    switch door {
    case .export: "dit beleid laat opleiders films bewaren als bestanden, die niets wist"
    case .noAccessibility:
      "dit beleid staat ervoor in dat een venster geen wachtwoord toont: het wordt gefilmd zonder "
        + "ernaar te zoeken"
    case .noCouncil: "dit beleid doet het zonder instemming van een ondernemingsraad"
    case .noNeverList: "dit beleid heeft geen lijst van nummers die nooit worden opgenomen"
    case .noWorkstationList:
      "dit beleid heeft geen ondertekende lijst van werkstations: opleiders weten niet van wie een "
        + "film is, en wie aan twee werkstations werkt wordt niet opgemerkt"
    case .noMaskedFields: "dit beleid laat alleen wachtwoorden zwart maken"
    }
  }

  private func questions() -> NoticeSection {
    NoticeSection(
      "Vragen die mensen moeten beantwoorden",
      [
        .item("beoordeelt een opleider iemand die hij of zij opleidt (N11)?"),
        .item("hoort elke inlognaam bij één persoon (F7)?"),
        .item("werkt iemand op meer werkstations, en zegt de inschrijving dat (F8)?"),
        .item("wie bewaart de getallen, en kan één persoon ze allemaal lezen (N3)?"),
        .item("horen bellers de boodschap voordat zij verbonden zijn, op elke lijn (N5)?"),
        .item("zijn de nummers van klanten alleen die van klanten, en bijgewerkt (N2)?"),
        .item("welke beschermde mensen staan op de lijst, en wie houdt haar bij (F11)?"),
        .item("reiken back-ups van de opslag verder dan de termijnen hierboven (N10)?"),
        .item(
          "wie beantwoordt verzoeken binnen \(Limits.answerDays) dagen, ook in de vakantie (N9)?"),
      ])
  }
}
