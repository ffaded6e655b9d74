package import CallPolicy
package import JournalFormat
internal import Timeline

extension DrawDifference {
  /// Where the list differs, as a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch self {
    case .notALine(let line):
      language.said(
        "line \(line) is no line of a list of draws",
        "la ligne \(line) n'est pas celle d'une liste de tirages",
        "regel \(line) hoort niet in een lijst van lotingen")
    case .chain(let line):
      language.said(
        "line \(line) does not follow from the line before: one was changed, moved or taken out",
        "la ligne \(line) ne suit pas de la précédente : une ligne a été modifiée, déplacée ou ôtée",
        "regel \(line) volgt niet uit de vorige: er is een regel gewijzigd, verplaatst of "
          + "weggehaald")
    case .signature:
      language.said(
        "the list is not signed by the workstation that it names",
        "la liste n'est pas signée par le poste qu'elle nomme",
        "de lijst is niet ondertekend door het werkstation dat zij noemt")
    case .campaign:
      language.said(
        "the list is of another campaign than the policy",
        "la liste est d'une autre campagne que la politique",
        "de lijst is van een andere campagne dan het beleid")
    case .workstationSeed:
      language.said(
        "the workstation's seed is not the one that it promised",
        "la graine du poste n'est pas celle qu'il avait promise",
        "het getal van het werkstation is niet het beloofde")
    case .seed(let party):
      language.said(
        "the seed of party \(party) is not the one that was promised",
        "la graine de la partie \(party) n'est pas celle qui était promise",
        "het getal van partij \(party) is niet het beloofde")
    case .commitment(let party, let draws):
      language.said(
        "after \(draws) draws party \(party) had promised another seed",
        "après \(draws) tirages, la partie \(party) avait promis une autre graine",
        "na \(draws) lotingen had partij \(party) een ander getal beloofd")
    case .parties(let draws):
      language.said(
        "after \(draws) draws there was another number of parties",
        "après \(draws) tirages, le nombre des parties était autre",
        "na \(draws) lotingen was er een ander aantal partijen")
    case .share(let share, let draws):
      language.said(
        "after \(draws) draws the share was \(share)",
        "après \(draws) tirages, la part était de \(share)",
        "na \(draws) lotingen was het aandeel \(share)")
    case .cap(let cap, let draws):
      language.said(
        "after \(draws) draws the week's limit was \(cap)",
        "après \(draws) tirages, la limite par semaine était de \(cap)",
        "na \(draws) lotingen was de grens per week \(cap)")
    case .ends(let day, let draws):
      language.said(
        "after \(draws) draws the campaign's end was \(day.text)",
        "après \(draws) tirages, la fin de la campagne était le \(day.text)",
        "na \(draws) lotingen was het einde van de campagne \(day.text)")
    case .ordinal(let ordinal, let expected):
      language.said(
        "draw \(ordinal) stands where \(expected) is due",
        "le tirage \(ordinal) se trouve à la place du \(expected)",
        "loting \(ordinal) staat waar \(expected) hoort")
    case .digest(let ordinal):
      language.said(
        "draw \(ordinal) is not what the seeds give",
        "le tirage \(ordinal) n'est pas ce que donnent les graines",
        "loting \(ordinal) is niet wat de getallen geven")
    case .decision(let ordinal):
      language.said(
        "draw \(ordinal) was decided against the share",
        "le tirage \(ordinal) a été décidé contre la part",
        "loting \(ordinal) is tegen het aandeel in beslist")
    case .week(let ordinal):
      language.said(
        "the week of draw \(ordinal) is outside the campaign or before the draw before it",
        "la semaine du tirage \(ordinal) est hors de la campagne ou avant celle du précédent",
        "de week van loting \(ordinal) valt buiten de campagne of voor die van de vorige")
    case .overCap(let week, let count):
      language.said(
        "in the week of \(week.text) \(count) calls were selected, more than the limit",
        "dans la semaine du \(week.text), \(count) appels ont été retenus, plus que la limite",
        "in de week van \(week.text) zijn \(count) gesprekken gekozen, meer dan de grens")
    }
  }
}

/// What an audit of draws says besides differences.
package enum AuditSentences {
  package static func whole(
    draws: UInt64, of person: String, in language: Language
  ) -> String {
    language.said(
      "\(draws) draws of \(person): each is what the seeds give",
      "\(draws) tirages de \(person) : chacun est ce que donnent les graines",
      "\(draws) lotingen van \(person): elk is wat de getallen geven")
  }

  package static func freshExport(in language: Language) -> String {
    language.said(
      "ask the employee for a fresh export", "demandez un nouvel export au salarié",
      "vraag de werknemer om een nieuwe export")
  }
}
