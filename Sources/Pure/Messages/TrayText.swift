package import CallPolicy

/// Why a call was drawn, as it is told to its employee.
package struct DrawnChoice: Equatable, Sendable {
  /// Its number among the calls that may be recorded.
  package var number: UInt64
  package var share: Double

  package init(number: UInt64, share: Double) {
    self.number = number
    self.share = share
  }
}

/// What the tray item and its menu say.
package enum TrayText {
  /// The name of the item among others.
  package static let name = "Callreel"

  /// A sentence of the catalogue as one that stands alone: a capital and a full stop.
  package static func sentence(_ text: String) -> String {
    TextLayout.stopped(text.prefix(1).uppercased() + text.dropFirst())
  }

  package static func running(minutes: Int, in language: Language) -> String {
    guard minutes > 0 else {
      return language.said(
        "The call began less than a minute ago.",
        "L'appel a commencé il y a moins d'une minute.",
        "Het gesprek begon minder dan een minuut geleden.")
    }
    let isOne = minutes == 1
    return language.said(
      "The call has lasted \(minutes) minute\(isOne ? "" : "s").",
      "L'appel dure depuis \(minutes) minute\(isOne ? "" : "s").",
      "Het gesprek duurt \(minutes) \(isOne ? "minuut" : "minuten").")
  }

  package static func chosen(_ choice: DrawnChoice, in language: Language) -> String {
    let share = TextLayout.percent(
      choice.share, decimalMark: language == .english ? "." : ",")
    return language.said(
      "The draw chose it: number \(choice.number) of your calls that may be recorded; "
        + "\(share) are chosen.",
      "Le tirage l'a choisi : le numéro \(choice.number) de vos appels enregistrables ; "
        + "\(share) sont retenus.",
      "De loting koos het: nummer \(choice.number) van uw gesprekken die mogen worden opgenomen; "
        + "daarvan wordt \(share) gekozen.")
  }

  package static func uploading(in language: Language) -> String {
    language.said(
      "A sealed film is on its way to the store.",
      "Un film scellé est en route vers le dépôt.",
      "Een verzegelde film is onderweg naar de opslag.")
  }

  package static func noticeDue(in language: Language) -> String {
    language.said(
      "You have not confirmed the notice: callreel notice --confirm.",
      "Vous n'avez pas confirmé la notice : callreel notice --confirm.",
      "U hebt de kennisgeving niet bevestigd: callreel notice --confirm.")
  }

  /// The private switch in a call: it ends with the call.
  package static func privateForCall(in language: Language) -> String {
    language.said(
      "You switched recording off for this call.",
      "Vous avez coupé l'enregistrement pour cet appel.",
      "U hebt de opname voor dit gesprek uitgezet.")
  }

  package static func unread(_ count: Int, in language: Language) -> String {
    let isOne = count == 1
    return language.said(
      "\(count) recorded call\(isOne ? "" : "s") you have not seen yet: see My recordings.",
      "\(count) appel\(isOne ? "" : "s") enregistré\(isOne ? "" : "s") que vous n'avez pas encore "
        + "vu\(isOne ? "" : "s") : voir Mes enregistrements.",
      "\(count) opgenomen \(isOne ? "gesprek dat" : "gesprekken die") u nog niet hebt gezien: zie Mijn "
        + "opnamen.")
  }

  package static func privateSwitch(in language: Language) -> String {
    language.said(
      "Private: record nothing", "Privé : ne rien enregistrer", "Privé: niets opnemen")
  }

  package static func erase(last: Bool, in language: Language) -> String {
    last
      ? language.said(
        "The last call was private: erase it", "Le dernier appel était privé : l'effacer",
        "Het laatste gesprek was privé: wis het")
      : language.said(
        "This call is private: erase it", "Cet appel est privé : l'effacer",
        "Dit gesprek is privé: wis het")
  }

  package static func callerObjects(last: Bool, in language: Language) -> String {
    last
      ? language.said(
        "The last caller objected: erase it", "Le dernier appelant s'est opposé : l'effacer",
        "De laatste beller had bezwaar: wis het")
      : language.said(
        "The caller objects: erase it", "L'appelant s'oppose : l'effacer",
        "De beller heeft bezwaar: wis het")
  }

  package static func notice(in language: Language) -> String {
    language.said("Notice", "Notice d'information", "Kennisgeving")
  }

  package static func journal(in language: Language) -> String {
    language.said("My recordings", "Mes enregistrements", "Mijn opnamen")
  }

  package static func accesses(in language: Language) -> String {
    language.said("Who opened them", "Qui les a ouverts", "Wie ze heeft geopend")
  }

  package static func requests(in language: Language) -> String {
    language.said("My requests", "Mes demandes", "Mijn verzoeken")
  }

  package static func help(in language: Language) -> String {
    language.said("Help", "Aide", "Hulp")
  }
}
