internal import CallPolicy
internal import ClipFormat
internal import JournalFormat
internal import Timeline

/// How each language says what a journal holds.
struct JournalWords {
  private let language: Language

  init(_ language: Language) {
    self.language = language
  }

  var noCalls: String {
    said("no call was recorded", "aucun appel enregistré", "geen gesprek opgenomen")
  }

  var access: String {
    said(
      "Who opened a film is told here once the store has been asked: when the session begins, and "
        + "after each recording.",
      "Qui a ouvert un film se lit ici une fois le dépôt consulté : au début de la session et "
        + "après chaque enregistrement.",
      "Wie een film heeft geopend staat hier zodra de opslag is geraadpleegd: bij het begin van de "
        + "sessie en na elke opname.")
  }

  /// What concerns all recordings, or such as the journal no longer has.
  var otherAccesses: String {
    said(
      "All recordings, or older ones", "Tous les enregistrements, ou de plus anciens",
      "Alle opnamen, of oudere")
  }

  /// What stands between a name and what is said of it.
  var colon: String { said(":", " :", ":") }

  var requests: String {
    said("Your requests:", "Vos demandes :", "Uw verzoeken:")
  }

  func reader(_ reader: JournalAccess.Reader) -> String {
    switch reader {
    case .known(let name): name
    case .unknown(let fingerprint):
      said(
        "somebody whom the policy does not name (key \(fingerprint))",
        "quelqu'un que la politique ne nomme pas (clé \(fingerprint))",
        "iemand die het beleid niet noemt (sleutel \(fingerprint))")
    }
  }

  func day(_ day: CalendarDay, today: CalendarDay) -> String {
    switch today - day {
    case 0: said("Today", "Aujourd'hui", "Vandaag") + ", " + day.text
    case 1: said("Yesterday", "Hier", "Gisteren") + ", " + day.text
    default: day.text
    }
  }

  func state(_ call: RecordedCall, _ today: CalendarDay) -> String {
    switch call.state {
    case .running:
      said("is being recorded", "enregistrement en cours", "wordt opgenomen")
    case .kept(let seconds?):
      said("recorded, ", "enregistré, ", "opgenomen, ") + length(seconds)
    case .kept(nil):
      said(
        "recorded; a crash ended the film", "enregistré ; une panne a mis fin au film",
        "opgenomen; een storing heeft de film beëindigd")
    case .nothingKept:
      said(
        "drawn, but nothing was kept", "tiré au sort, mais rien n'a été conservé",
        "geloot, maar er is niets bewaard")
    case .destroyed:
      said("recorded, and destroyed", "enregistré, puis détruit", "opgenomen en vernietigd")
    case .unknown:
      said(
        "recorded; after a crash it is not known whether the film was kept",
        "enregistré ; après une panne on ne sait pas si le film a été conservé",
        "opgenomen; na een storing is niet bekend of de film is bewaard")
    }
  }

  func choice(_ call: RecordedCall) -> String {
    let draw = call.choice.draw
    let share = TextLayout.percent(
      call.choice.share, decimalMark: language == .english ? "." : ",")
    return said(
      "why: the draw chose it, number \(draw) of your calls that may be recorded; \(share) are chosen",
      "pourquoi : le tirage l'a choisi, le numéro \(draw) de vos appels enregistrables ; "
        + "\(share) sont retenus",
      "waarom: de loting koos het, nummer \(draw) van uw gesprekken die mogen worden opgenomen; daarvan "
        + "wordt \(share) gekozen")
  }

  var unknownFields: String {
    said(
      "windows that may show passwords were hidden: the session had no accessibility bus",
      "les fenêtres qui peuvent montrer des mots de passe étaient masquées : la session n'avait "
        + "pas de bus d'accessibilité",
      "vensters die wachtwoorden kunnen tonen waren verborgen: de sessie had geen "
        + "toegankelijkheidsbus")
  }

  func clip(_ call: RecordedCall) -> String {
    let place = "\(call.location.campaign), clip \(call.location.clip.text)"
    switch call.state {
    case .nothingKept, .destroyed: return place
    case .running, .kept, .unknown:
      let day = call.choice.expires.text
      return place
        + said("; erased on \(day)", " ; effacé le \(day)", "; gewist op \(day)")
    }
  }

  /// What happened to the journal itself; nil for what happened to a call.
  func incident(_ event: JournalEvent) -> String? {
    switch event {
    case .repaired:
      said(
        "A crash once cut a line of this journal; it lies in journal.torn.",
        "Une panne a coupé une ligne de ce journal ; elle se trouve dans journal.torn.",
        "Een storing heeft een regel van dit dagboek afgekapt; die staat in journal.torn.")
    case .replaced:
      said(
        "The journal before this one was changed or damaged; it lies in journal.damaged.",
        "Le journal précédent a été modifié ou endommagé ; il se trouve dans journal.damaged.",
        "Het vorige dagboek is gewijzigd of beschadigd; het staat in journal.damaged.")
    case .recorded, .fieldsUnknown, .kept, .nothingKept, .destroyed, .unknown: nil
    }
  }

  func fault(_ fault: JournalFault) -> String {
    switch fault {
    case .notAJournal:
      said(
        "the journal does not begin as one does", "le journal ne commence pas comme il le doit",
        "het dagboek begint niet zoals het hoort")
    case .checkpoint:
      said(
        "the journal's first line is not signed by this workstation",
        "la première ligne du journal n'est pas signée par ce poste",
        "de eerste regel van het dagboek is niet door dit werkstation ondertekend")
    case .notAnEntry(let line):
      said(
        "line \(line) of the journal is no entry",
        "la ligne \(line) du journal n'est pas une entrée",
        "regel \(line) hoort niet in het dagboek")
    case .changed(let number):
      said(
        "entry \(number) of the journal was changed",
        "l'entrée \(number) du journal a été modifiée",
        "regel \(number) van het dagboek is gewijzigd")
    case .missing(let number):
      said(
        "entry \(number) of the journal is missing", "l'entrée \(number) du journal manque",
        "regel \(number) van het dagboek ontbreekt")
    case .moved(let number):
      said(
        "entry \(number) of the journal was moved", "l'entrée \(number) du journal a été déplacée",
        "regel \(number) van het dagboek is verplaatst")
    case .cut(let count, let written):
      said(
        "the journal was cut: it holds \(count) of \(written) entries",
        "le journal a été coupé : il contient \(count) entrées sur \(written)",
        "het dagboek is ingekort: het bevat \(count) van \(written) regels")
    }
  }

  private func length(_ seconds: Int) -> String {
    let minutes = seconds / 60
    return (minutes > 0 ? "\(minutes) min " : "") + "\(seconds % 60) s"
  }

  private func said(_ english: String, _ french: String, _ dutch: String) -> String {
    language.said(english, french, dutch)
  }
}
