internal import CallPolicy
internal import Patterns
internal import Timeline

/// The notice in Dutch.
struct DutchNotice: NoticeWords {
  private let language = Language.dutch

  func title(_ policy: Policy) -> String {
    "Opname van uw scherm tijdens klantgesprekken, voor opleiding"
  }

  func section(_ part: NoticePart, _ policy: Policy) -> NoticeSection {
    switch part {
    case .controller: controller(policy)
    case .purpose: purpose(policy)
    case .filmed: filmed(policy)
    case .neverFilmed: neverFilmed(policy)
    case .choice: choice(policy)
    case .means: means(policy)
    case .data: DutchDuties.data(policy)
    case .access: DutchDuties.access(policy)
    case .basis: DutchDuties.basis(policy)
    case .council: DutchDuties.council(policy)
    case .security: DutchDuties.security()
    case .rights: DutchDuties.rights(policy)
    case .expected: expected(policy)
    case .indicator: indicator(policy)
    case .stopping: stopping(policy)
    case .appraisal: DutchDuties.appraisal()
    }
  }

  private func controller(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Wie verantwoordelijk is",
      [
        .paragraph(
          "\(TextLayout.stopped(policy.controller.name)) Schrijf naar: "
            + "\(policy.controller.contact). Dit is versie \(policy.notice.version) van de "
            + "kennisgeving. Het schriftelijke protocol staat op \(policy.notice.protocolAddress)."
        ),
        .paragraph(
          "Zij geldt waar u ook werkt: op kantoor, thuis of elders. U bevestigt dat u haar hebt "
            + "gelezen; dat is geen toestemming, en niemand verneemt wie niet heeft bevestigd. "
            + "Zolang u niet bevestigt, wordt niets opgenomen."),
      ])
  }

  private func purpose(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Waarvoor het dient",
      [
        .paragraph(
          "Voor opleiding in de toepassing \(policy.campaign.application), en voor niets anders: "
            + "geen beoordeling, geen kwaliteitscijfers, geen toezicht."),
        .paragraph(
          "Waarom: " + TextLayout.stopped(policy.justification.necessity.text(in: language))),
        .paragraph(
          "Eerder geprobeerd of overwogen: "
            + TextLayout.stopped(policy.justification.alternatives.text(in: language))
            + " Afweging van belangen: \(dated(policy.justification.balancing)). "
            + "Effectbeoordeling: \(dated(policy.justification.impactAssessment))."),
        .paragraph(
          "De campagne \(policy.campaign.id) loopt van \(policy.campaign.starts.text) tot en met "
            + "\(policy.campaign.ends.text). Alleen mensen die deze opleiding nodig hebben doen "
            + "mee, ieder met een reden, een einddatum en opleiders bij naam."),
      ])
  }

  private func filmed(_ policy: Policy) -> NoticeSection {
    let windows = policy.filmedWindows.map { NoticeSection.Block.item(described($0)) }
    return NoticeSection(
      "Wat wordt gefilmd",
      [.paragraph("Doorlopende video van alleen deze vensters, en van de aanwijzer erboven:")]
        + windows
        + [
          .paragraph(
            "Vanaf het opnemen van een gesprek tot het einde. Niet terwijl de telefoon gaat, niet "
              + "daarna, niet terwijl de beller in de wacht staat. Hoogstens "
              + "\(policy.calls.longestMinutes) minuten van een gesprek.")
        ])
  }

  private func described(_ window: WindowRule) -> String {
    let title = window.title.map { ", titel \($0.text)" } ?? ""
    switch (window.area, window.url) {
    case (.document, let url?):
      return "de pagina \(url.text) in \(window.windowClass.text)\(title), zonder tabbladen en "
        + "adresbalk"
    case (.window, let url?):
      return "vensters van \(window.windowClass.text)\(title) die \(url.text) tonen"
    case (.document, nil): return "de pagina in vensters van \(window.windowClass.text)\(title)"
    case (.window, nil): return "vensters van \(window.windowClass.text)\(title)"
    }
  }

  private func neverFilmed(_ policy: Policy) -> NoticeSection {
    let masked = policy.maskedFields.count
    let fields =
      masked == 0
      ? ""
      : " \(masked) soort\(masked == 1 ? "" : "en") andere velden die de opleiding niet nodig "
        + "heeft \(masked == 1 ? "wordt" : "worden") net zo zwart gemaakt."
    return NoticeSection(
      "Wat nooit wordt gefilmd",
      [
        .paragraph(
          "Andere vensters, het bureaublad, e-mail, chat, meldingen. Camera, microfoon, "
            + "toetsenbord, klembord en browsergeschiedenis worden niet gelezen. Er wordt nooit "
            + "een stilstaand beeld gemaakt."),
        .paragraph("Wachtwoorden worden zwart gemaakt voordat de film ontstaat." + fields),
        .paragraph(
          "Gesprekken met iemand die geen klant is, met een verborgen nummer, met een beschermd "
            + "nummer, en gesprekken die als bewijs worden bewaard, worden niet opgenomen en laten "
            + "geen spoor na."),
      ])
  }

  private func choice(_ policy: Policy) -> NoticeSection {
    let share = TextLayout.percent(policy.sampling.share, decimalMark: ",")
    return NoticeSection(
      "Hoe gesprekken worden gekozen",
      [
        .paragraph(
          "Door een loting die niemand kan sturen: ongeveer \(share) van uw gesprekken die mogen "
            + "worden opgenomen, en hoogstens \(policy.sampling.perPersonPerWeek) per week. De "
            + "loting gebeurt als u opneemt, uit \(policy.sampling.seeds.count + 1) geheime "
            + "getallen die verschillende partijen voor de campagne hebben beloofd. Iedereen kan "
            + "haar later narekenen, als de getallen zijn onthuld."),
        .paragraph(
          "Na een gesprek hoort u of het is opgenomen. \"callreel journal\" noemt uw opgenomen "
            + "gesprekken."),
      ])
  }

  private func means(_ policy: Policy) -> NoticeSection {
    let export =
      policy.access.export
      ? "Opleiders mogen een opname als bestand bewaren."
      : "Opnamen kunnen niet als bestand worden bewaard."
    return NoticeSection(
      "Hoe het werkt",
      [
        .paragraph(
          "Het programma Callreel op uw werkstation kijkt \(policy.video.rate) keer per seconde "
            + "naar de vensters, verbergt wat niet gezien mag worden, en verzegelt de film zodat "
            + "alleen de opleiders hem kunnen openen. Er is geen geluid. Films korter dan "
            + "\(policy.video.shortestClipSeconds) seconden worden vernietigd. \(export)")
      ])
  }

  private func expected(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Wat in zulke gesprekken van u wordt verwacht",
      [
        .paragraph(
          "Werk zoals altijd. Bellers horen vooraf: "
            + "\"\(policy.notice.callerMessage.text(in: language))\" Maakt een beller bezwaar, "
            + "meld dat met uw telefoon of met \"callreel call caller-objected\": de opname wordt "
            + "vernietigd.")
      ])
  }

  private func indicator(_ policy: Policy) -> NoticeSection {
    let banner =
      policy.indicator.banner == .always
      ? "Naast het pictogram staat een balk."
      : "Waar niet zeker is dat u het pictogram ziet, toont een balk het."
    return NoticeSection(
      "Wat pictogram en balk betekenen",
      [
        .item("rode stip, \"\(BannerText.recording(in: language))\": uw scherm wordt gefilmd"),
        .item("twee strepen, \"\(BannerText.paused(in: language))\": de opname is onderbroken"),
        .item("een ring, met of zonder punt, of een hangslot: er wordt niets opgenomen"),
        .paragraph(
          "Er wordt niets gefilmd als u dit niet kunt zien. \(banner) Er is geen geluid: het beeld "
            + "is het teken."),
      ])
  }

  private func stopping(_ policy: Policy) -> NoticeSection {
    let hotkey = policy.privateSwitch.hotkey.map { " of de toetsen \($0)" } ?? ""
    return NoticeSection(
      "Hoe u het uitzet",
      [
        .paragraph(
          "\"callreel private on\", het pictogram\(hotkey), op elk moment, zonder reden. Tussen "
            + "gesprekken blijft het uit tot u het weer aanzet; in een gesprek tot dat gesprek "
            + "eindigt. \"callreel private erase\" vernietigt de opname van het lopende of net "
            + "beëindigde gesprek. Niemand telt dit, en in de film lijkt het op elke andere pauze.")
      ])
  }

  private func dated(_ document: DocumentReference) -> String {
    "\(document.reference) van \(document.date.text)"
  }
}
