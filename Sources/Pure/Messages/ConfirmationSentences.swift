package import CallPolicy

/// How the employee confirms having read the notice (F4).
package enum ConfirmationSentences {
  /// The word that is asked for.
  package static func word(in language: Language) -> String {
    language.said("read", "lu", "gelezen")
  }

  /// Whether somebody typed the word, in the language that they were asked in or in English.
  package static func confirms(_ typed: String, in language: Language) -> Bool {
    typed == word(in: language) || typed == word(in: .english)
  }

  package static func question(in language: Language) -> String {
    let word = word(in: language)
    return language.said(
      "Type \"\(word)\" to confirm that you have read this notice; it is not consent: ",
      "Tapez « \(word) » pour confirmer que vous avez lu cette notice ; ce n'est pas un "
        + "consentement : ",
      "Typ \"\(word)\" om te bevestigen dat u deze kennisgeving hebt gelezen; het is geen "
        + "toestemming: ")
  }

  package static func confirmed(in language: Language) -> String {
    language.said("Confirmed.", "C'est confirmé.", "Bevestigd.")
  }
}

/// Of `callreel notice`.
extension CommandTrouble {
  package static let noTerminal = CommandTrouble(
    .said(
      "a notice is confirmed at a terminal by the person who has read it",
      "une notice se confirme dans un terminal, par la personne qui l'a lue",
      "een kennisgeving wordt in een terminal bevestigd, door wie haar heeft gelezen"),
    .said(
      "run callreel notice --confirm in a terminal window",
      "lancez callreel notice --confirm dans une fenêtre de terminal",
      "voer callreel notice --confirm uit in een terminalvenster"))

  package static let callIsUp = CommandTrouble(
    .said("a call is up", "un appel est en cours", "er is een gesprek"),
    .said(
      "confirm after the call", "confirmez après l'appel", "bevestig na het gesprek"))

  package static let notConfirmed = CommandTrouble(
    .said("not confirmed", "pas confirmée", "niet bevestigd"),
    .said(
      "nothing is recorded until you confirm",
      "rien n'est enregistré tant que vous n'avez pas confirmé",
      "er wordt niets opgenomen totdat u bevestigt"))

  package static func confirmationNotKept(_ directory: String) -> CommandTrouble {
    CommandTrouble(
      .said(
        "the confirmation could not be kept", "la confirmation n'a pas pu être conservée",
        "de bevestiging kon niet worden bewaard"),
      .said("look at \(directory)", "voyez \(directory)", "kijk naar \(directory)"))
  }

  package static let noConfirmation = CommandTrouble(
    .said(
      "no notice has been confirmed here", "aucune notice n'a été confirmée ici",
      "hier is geen kennisgeving bevestigd"))
}
