package import CallPolicy
package import ClipFormat
internal import Timeline

/// What access records say, in plain words (F10).
package enum AccessSentences {
  /// What a key was used for, such as `opened it`; of a refusal, what was tried and why it ended.
  package static func act(
    _ act: AccessRecord.Act, language: Language = .english
  ) -> String {
    guard act.outcome.isRefusal else { return done(act.use, language) }
    return language.said("refused: ", "refusé : ", "geweigerd: ")
      + refusal(act.outcome, language)
  }

  /// One use of a key: when, who, what for.
  static func line(
    _ access: JournalAccess, language: Language, zoneOffset: (Int64) -> Int
  ) -> String {
    moment(access.unixSeconds, zoneOffset: zoneOffset) + "  "
      + JournalWords(language).reader(access.reader) + " " + act(access.act, language: language)
  }

  /// Day and minute where the employee sits.
  static func moment(_ unixSeconds: Int64, zoneOffset: (Int64) -> Int) -> String {
    let local = unixSeconds + Int64(zoneOffset(unixSeconds))
    let day = CalendarDay(unixSeconds: local)
    return day.text + " " + TimestampText.clock(local - Int64(day.number) * 86_400).prefix(5)
  }

  private static func done(_ use: AccessUse, _ language: Language) -> String {
    switch use {
    case .list:
      language.said(
        "listed the recordings", "a listé les enregistrements",
        "bekeek de lijst van opnamen")
    case .inspect:
      language.said(
        "looked what is in it, without the film",
        "a regardé ce qu'il contient, sans le film", "bekeek wat erin staat, zonder de film")
    case .open: language.said("opened it", "l'a ouvert", "opende hem")
    case .export: language.said("exported it", "l'a exporté", "exporteerde hem")
    case .fetch:
      language.said(
        "fetched a sealed copy", "en a emporté une copie scellée",
        "haalde een verzegelde kopie op")
    case .done:
      language.said(
        "held the talk: it may be erased", "a mené l'entretien : il peut être effacé",
        "hield het nagesprek: hij mag worden gewist")
    case .rewrap:
      language.said(
        "let one more person open it, on the controller's order",
        "a permis à une personne de plus de l'ouvrir, sur ordre du responsable",
        "liet nog iemand hem openen, in opdracht van de verantwoordelijke")
    case .exportForRequest:
      language.said(
        "exported it to answer a request for access, on the controller's order",
        "l'a exporté pour répondre à une demande d'accès, sur ordre du responsable",
        "exporteerde hem om een verzoek om inzage te beantwoorden, in opdracht van de "
          + "verantwoordelijke")
    }
  }

  private static func refusal(_ outcome: AccessOutcome, _ language: Language) -> String {
    switch outcome {
    case .begun: ""
    case .anotherTrainee:
      language.said(
        "it was asked for as somebody else's", "il a été demandé comme celui d'un autre",
        "hij werd gevraagd als die van iemand anders")
    case .anotherKey:
      language.said(
        "the key is not one of this recording",
        "la clé n'est pas une clé de cet enregistrement",
        "de sleutel hoort niet bij deze opname")
    case .keyAbsent:
      language.said(
        "it is restricted, or not uploaded yet", "il est limité, ou pas encore déposé",
        "hij is beperkt, of nog niet geüpload")
    case .expired: language.said("its days are over", "son délai est passé", "de termijn is om")
    case .exportRefused:
      language.said(
        "the policy allows no export", "la politique n'autorise pas l'export",
        "het beleid staat geen export toe")
    case .faulty:
      language.said(
        "it is not whole or not genuine", "il n'est pas entier ou pas authentique",
        "hij is niet volledig of niet echt")
    case .orderRefused:
      language.said(
        "no order of the controller allows it", "aucun ordre du responsable ne l'autorise",
        "geen opdracht van de verantwoordelijke staat het toe")
    }
  }

  /// What is wrong with a chain of records, without a full stop.
  package static func fault(_ fault: AccessFault) -> String {
    switch fault {
    case .missing(let numbers) where numbers.count == 1:
      "record \(numbers.lowerBound) is missing"
    case .missing(let numbers):
      "records \(numbers.lowerBound) to \(numbers.upperBound) are missing"
    case .changed(let number): "record \(number) was changed, moved or damaged"
    case .forked(let number):
      "record \(number) does not follow the record before it, which was exchanged or written over"
    case .backdated(let number):
      "record \(number) is dated before its clip, or before the record before it"
    case .cut(let last, let seen):
      "the end is cut: there were \(seen) records, and the last one is \(last) now"
    }
  }
}
