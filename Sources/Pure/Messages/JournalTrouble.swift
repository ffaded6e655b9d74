package import CallPolicy
package import JournalFormat

/// Of `callreel journal`.
extension CommandTrouble {
  package static func journal(_ fault: JournalFault) -> CommandTrouble {
    CommandTrouble(
      LocalizedText { JournalPage.sentence(fault, language: $0) },
      .said(
        "the heads in your clips tell what it was: callreel journal --head",
        "les têtes dans vos enregistrements disent ce qu'il était : callreel journal --head",
        "de koppen in uw opnamen zeggen wat het was: callreel journal --head"))
  }

  /// `reason`: as the system says it.
  package static func unreadableJournal(_ reason: String) -> CommandTrouble {
    CommandTrouble(
      .said(
        "the journal cannot be read: \(reason)", "le journal ne peut pas être lu : \(reason)",
        "het dagboek kan niet worden gelezen: \(reason)"), lookAtState)
  }

  package static let damagedKey = CommandTrouble(
    .said(
      "the workstation's key is damaged", "la clé du poste est endommagée",
      "de sleutel van het werkstation is beschadigd"), lookAtState)

  package static func unreadNotes(_ count: Int, in folder: String) -> CommandTrouble {
    CommandTrouble(
      count == 1
        ? .said(
          "a note of the inbox is not genuine",
          "un message de la boîte de réception n'est pas authentique",
          "een bericht in het postvak is niet echt")
        : .said(
          "\(count) notes are not genuine", "\(count) messages ne sont pas authentiques",
          "\(count) berichten zijn niet echt"),
      .said(
        "tell the controller; they lie in \(folder)",
        "dites-le au responsable ; ils se trouvent dans \(folder)",
        "zeg het de verantwoordelijke; ze liggen in \(folder)"))
  }

  package static let unknownHead = CommandTrouble(
    .said(
      "the journal never had this head, or its entries were older than they are kept",
      "le journal n'a jamais eu cette tête, ou ses entrées avaient dépassé leur délai",
      "het dagboek heeft deze kop nooit gehad, of de regels waren ouder dan ze worden bewaard"),
    .said(
      "compare it with another clip of this workstation",
      "comparez-la avec un autre enregistrement de ce poste",
      "vergelijk hem met een andere opname van dit werkstation"))

  private static let lookAtState = LocalizedText.said(
    "look at your state directory", "voyez votre dossier ~/.local/state/callreel",
    "kijk naar uw map ~/.local/state/callreel")
}

extension JournalPage {
  /// What a head says of the journal that had it.
  package static func known(
    _ count: some BinaryInteger, of all: some BinaryInteger, in language: Language
  ) -> String {
    language.said(
      "the journal had \(count) of its \(all) entries then",
      "le journal avait alors \(count) de ses \(all) entrées",
      "het dagboek had toen \(count) van zijn \(all) regels")
  }
}
