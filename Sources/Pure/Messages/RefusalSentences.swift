package import CallPolicy

extension Refusal {
  /// Why the call is not recorded, as a sentence without its full stop; names no person or number.
  package func sentence(in language: Language = .english) -> String {
    switch self {
    case .notEnrolled:
      language.said(
        "this person is not enrolled for a training",
        "cette personne n'est inscrite à aucune formation",
        "deze persoon is niet voor een opleiding ingeschreven")
    case .otherApplication:
      language.said(
        "the enrolment is for another application than the campaign's",
        "l'inscription vaut pour une autre application que celle de la campagne",
        "de inschrijving geldt voor een andere toepassing dan die van de campagne")
    case .enrolmentEnded:
      language.said(
        "the enrolment has ended",
        "l'inscription a pris fin",
        "de inschrijving is afgelopen")
    case .otherWorkstation:
      language.said(
        "this person is recorded on other workstations only",
        "cette personne n'est enregistrée que sur d'autres postes",
        "deze persoon wordt alleen op andere werkstations opgenomen")
    case .notJustified:
      language.said(
        "the balancing test or the impact assessment is not dated before the start",
        "la mise en balance ou l'analyse d'impact n'est pas datée d'avant le début",
        "de belangenafweging of de effectbeoordeling is niet van voor het begin")
    case .worksCouncil:
      language.said(
        "the works council's decision is not dated before the start",
        "la décision du comité social et économique n'est pas datée d'avant le début",
        "het besluit van de ondernemingsraad is niet van voor het begin")
    case .noWindow:
      language.said(
        "the policy lists no window of the campaign's application",
        "la politique ne cite aucune fenêtre de l'application de la campagne",
        "het beleid noemt geen venster van de toepassing van de campagne")
    case .share:
      language.said(
        "the share of calls is not more than 0 and at most a fifth",
        "la part des appels n'est pas supérieure à 0 et d'un cinquième au plus",
        "het deel van de gesprekken is niet meer dan 0 en ten hoogste een vijfde")
    case .campaignNotStarted:
      language.said(
        "the campaign has not started",
        "la campagne n'a pas commencé",
        "de campagne is niet begonnen")
    case .campaignEnded:
      language.said(
        "the campaign has ended",
        "la campagne est terminée",
        "de campagne is afgelopen")
    case .noTrainer:
      language.said(
        "no trainer of this person can open recordings today",
        "aucun formateur de cette personne ne peut ouvrir d'enregistrements aujourd'hui",
        "geen opleider van deze persoon kan vandaag opnamen openen")
    case .noticeNotConfirmed:
      language.said(
        "the notice has not been read and confirmed: callreel notice --confirm",
        "la notice n'a pas été lue et confirmée : callreel notice --confirm",
        "de kennisgeving is niet gelezen en bevestigd: callreel notice --confirm")
    case .employeeObjected:
      language.said(
        "an objection waits for its answer",
        "une opposition attend sa réponse",
        "een bezwaar wacht op antwoord")
    case .privateOn:
      language.said(
        "recording is switched off",
        "l'enregistrement est coupé",
        "de opname is uitgezet")
    case .noIndicator:
      language.said(
        "no sign of the recording can be shown",
        "aucun signe de l'enregistrement ne peut être montré",
        "er kan geen teken van de opname worden getoond")
    case .weeklyCap:
      language.said(
        "this week has its recordings already",
        "le nombre d'enregistrements de cette semaine est atteint",
        "het aantal opnamen van deze week is bereikt")
    case .evidence:
      language.said(
        "the call is kept as evidence, or its queue is not known",
        "l'appel est conservé comme preuve, ou sa file n'est pas connue",
        "het gesprek wordt als bewijs bewaard, of zijn wachtrij is niet bekend")
    case .notFlagged:
      language.said(
        "the call is not flagged for training",
        "l'appel n'est pas signalé pour la formation",
        "het gesprek is niet voor opleiding aangemerkt")
    case .callerObjected:
      language.said(
        "the caller objected",
        "l'appelant s'est opposé",
        "de beller heeft bezwaar gemaakt")
    case .numberWithheld:
      language.said(
        "the caller's number is not known",
        "le numéro de l'appelant n'est pas connu",
        "het nummer van de beller is niet bekend")
    case .notCustomer:
      language.said(
        "the call is not with a customer",
        "l'appel n'est pas avec un client",
        "het gesprek is niet met een klant")
    case .neverList:
      language.said(
        "the number is never recorded",
        "ce numéro n'est jamais enregistré",
        "dit nummer wordt nooit opgenomen")
    case .callerNotInformed:
      language.said(
        "the caller has not been told",
        "l'appelant n'a pas été prévenu",
        "de beller is niet ingelicht")
    }
  }
}
