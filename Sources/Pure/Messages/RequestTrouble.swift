package import CallPolicy

/// Of `callreel request`.
extension CommandTrouble {
  /// `contact`: whom the policy names.
  package static func longMessage(limit: Int, contact: String) -> CommandTrouble {
    CommandTrouble(
      .said(
        "the message is longer than \(limit) bytes", "le message dépasse \(limit) octets",
        "het bericht is langer dan \(limit) bytes"),
      .said(
        "say the rest to \(contact)", "dites le reste à \(contact)",
        "zeg de rest tegen \(contact)"))
  }

  package static let controllerKey = CommandTrouble(
    .said(
      "the controller's key cannot be sealed to",
      "rien ne peut être scellé pour la clé du responsable",
      "voor de sleutel van de verantwoordelijke kan niets worden verzegeld"))

  package static func requestNotKept(_ directory: String) -> CommandTrouble {
    CommandTrouble(
      .said(
        "the request cannot be kept, and is not sent",
        "la demande ne peut pas être conservée, et n'est pas envoyée",
        "het verzoek kan niet worden bewaard, en wordt niet verzonden"),
      .said(
        "see that \(directory) is yours to write, and has room",
        "voyez si vous pouvez écrire dans \(directory), et s'il y reste de la place",
        "kijk of u in \(directory) mag schrijven, en of daar ruimte is"))
  }

  /// `count`: how many clips of the journal begin as the one that was named.
  package static func unclearClip(_ count: Int) -> CommandTrouble {
    CommandTrouble(
      count == 0
        ? .said(
          "your journal has no such clip", "votre journal n'a pas cet enregistrement",
          "uw dagboek heeft die opname niet")
        : .said(
          "\(count) clips of your journal begin so",
          "\(count) enregistrements de votre journal commencent ainsi",
          "\(count) opnamen in uw dagboek beginnen zo"),
      .said(
        "callreel journal shows them", "callreel journal les montre",
        "callreel journal laat ze zien"))
  }
}

extension RequestSentences {
  /// That a request is on its way; `due` is the day of the answer.
  package static func sent(due: String, in language: Language) -> String {
    language.said(
      "your request goes to the controller with the next upload; it is to be answered by \(due)",
      "votre demande part chez le responsable avec le prochain dépôt ; réponse due le \(due) au "
        + "plus tard",
      "uw verzoek gaat met de volgende verzending naar de verantwoordelijke; antwoord uiterlijk "
        + "op \(due)")
  }

  /// That a request to put something right names no clip, or does not say what.
  package static func unattachable(in language: Language) -> String {
    language.said(
      "nothing of it can stand beside a film: that needs the clip, and what you say with --message -",
      "rien n'en peut figurer à côté d'un film : il y faut l'enregistrement, et ce que vous dites "
        + "avec --message -",
      "niets ervan kan naast een film staan: daarvoor zijn de opname nodig, en wat u zegt met "
        + "--message -")
  }

  /// What is asked at a terminal.
  package static func message(in language: Language) -> String {
    language.said("message", "message", "bericht")
  }
}
