package import CallPolicy
package import Timeline

/// What `callreel doctor` says of the policy, and of this person in it.
extension DoctorFinding {
  /// `fault` as callreel policy check says it, in English as the keys are.
  package static func faultyPolicy(_ fault: String, directory: String) -> DoctorFinding {
    error(
      .policy, LocalizedText(fault),
      .said(
        "mend it; callreel policy check \(directory) names everything",
        "corrigez-le ; callreel policy check \(directory) nomme tout",
        "verbeter het; callreel policy check \(directory) noemt alles"))
  }

  package static func policy(noticeVersion: String, hash: String) -> DoctorFinding {
    fine(
      .policy,
      .said(
        "notice version \(noticeVersion), hash \(hash)",
        "notice version \(noticeVersion), empreinte \(hash)",
        "kennisgeving versie \(noticeVersion), hash \(hash)"))
  }

  package static func otherDays(_ campaign: Policy.Campaign) -> DoctorFinding {
    let (starts, ends) = (campaign.starts.text, campaign.ends.text)
    return warning(
      .campaign,
      .said(
        "\(campaign.id) runs from \(starts) to \(ends)",
        "\(campaign.id) va du \(starts) au \(ends)",
        "\(campaign.id) loopt van \(starts) tot en met \(ends)"),
      .said(
        "nothing is recorded on other days; set campaign.starts and ends",
        "rien n'est enregistré les autres jours ; réglez campaign.starts et ends",
        "op andere dagen wordt niets opgenomen; stel campaign.starts en ends in"))
  }

  package static let notEnrolled = warning(
    .enrolment,
    .said(
      "this person is not enrolled, so that nothing is recorded",
      "cette personne n'est pas inscrite, rien n'est donc enregistré",
      "deze persoon is niet ingeschreven, dus er wordt niets opgenomen"),
    .said(
      "an administrator adds people/LOGIN.toml; see callreel-policy(5)",
      "un administrateur ajoute people/LOGIN.toml ; voir callreel-policy(5)",
      "een beheerder voegt people/LOGIN.toml toe; zie callreel-policy(5)"))

  package static func enrolmentEnded(_ day: CalendarDay) -> DoctorFinding {
    warning(
      .enrolment,
      .said(
        "it ended on \(day.text)", "elle a pris fin le \(day.text)",
        "zij is op \(day.text) afgelopen"),
      .said(
        "an administrator sets until in people/LOGIN.toml",
        "un administrateur règle until dans people/LOGIN.toml",
        "een beheerder stelt until in people/LOGIN.toml in"))
  }

  /// `fingerprint`: this workstation's.
  package static func otherWorkstation(_ fingerprint: String) -> DoctorFinding {
    warning(
      .enrolment,
      .said(
        "it names other workstations, so that nothing is recorded on this one",
        "elle nomme d'autres postes, rien n'est donc enregistré sur celui-ci",
        "zij noemt andere werkstations, dus op dit wordt niets opgenomen"),
      .said(
        "an administrator adds \"\(fingerprint)\" to workstations in people/LOGIN.toml, or puts it "
          + "in the place of one that is no more",
        "un administrateur ajoute \"\(fingerprint)\" à workstations dans people/LOGIN.toml, ou le "
          + "met à la place d'un poste qui n'est plus",
        "een beheerder voegt \"\(fingerprint)\" toe aan workstations in people/LOGIN.toml, of zet "
          + "die op de plaats van een werkstation dat er niet meer is"))
  }

  /// Recorded here, and wherever else these files are (F8).
  package static func unnamedWorkstation(_ fingerprint: String) -> DoctorFinding {
    warning(
      .enrolment,
      .said(
        "it names no workstation: a second one with the same files would not be noticed",
        "elle ne nomme aucun poste : un second, avec les mêmes fichiers, ne serait pas remarqué",
        "zij noemt geen werkstation: een tweede met dezelfde bestanden zou niet worden opgemerkt"),
      .said(
        "an administrator writes workstations = [\"\(fingerprint)\"] in people/LOGIN.toml",
        "un administrateur écrit workstations = [\"\(fingerprint)\"] dans people/LOGIN.toml",
        "een beheerder schrijft workstations = [\"\(fingerprint)\"] in people/LOGIN.toml"))
  }

  package static func enrolled(until day: CalendarDay) -> DoctorFinding {
    fine(
      .enrolment, .said("until \(day.text)", "jusqu'au \(day.text)", "tot en met \(day.text)"))
  }

  package static let noTrainerKey = error(
    .keys,
    .said(
      "no trainer's key is valid today", "aucune clé de formateur n'est valable aujourd'hui",
      "geen sleutel van een opleider is vandaag geldig"),
    .said(
      "add a [[recipient]] or set its until; callreel key new makes a key",
      "ajoutez un [[recipient]] ou réglez son until ; callreel key new fait une clé",
      "voeg een [[recipient]] toe of stel zijn until in; callreel key new maakt een sleutel"))

  package static func keys(valid: Int, of all: Int) -> DoctorFinding {
    fine(
      .keys,
      .said(
        "\(valid) of \(all) recipients can open clips",
        "destinataires qui peuvent ouvrir les enregistrements : \(valid) sur \(all)",
        "ontvangers die opnamen kunnen openen: \(valid) van de \(all)"))
  }
}
