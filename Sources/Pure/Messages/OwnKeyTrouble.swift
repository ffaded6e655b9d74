package import CallPolicy

/// Of `callreel key own`, and of a clip that is opened with that key.
extension CommandTrouble {
  package static let ownKeyInCall = CommandTrouble(
    .said(
      "a call is up, and an employee's key is not used then",
      "un appel est en cours, et la clé d'un salarié ne sert pas à ce moment",
      "er is een gesprek gaande, en dan wordt de sleutel van een werknemer niet gebruikt"),
    .said("wait until it has ended", "attendez qu'il soit terminé", "wacht tot het voorbij is"))

  package static let ownKeyIsThere = CommandTrouble(
    .said(
      "you have a key of your own already", "vous avez déjà une clé à vous",
      "u hebt al een eigen sleutel"),
    .said(
      "callreel key own passphrase gives it another passphrase",
      "callreel key own passphrase lui donne une autre phrase secrète",
      "callreel key own passphrase geeft hem een andere wachtwoordzin"))

  package static let noOwnKey = CommandTrouble(
    .said(
      "you have no key of your own, or it is not as callreel made it",
      "vous n'avez pas de clé à vous, ou elle n'est pas telle que callreel l'a faite",
      "u hebt geen eigen sleutel, of hij is niet zoals callreel hem heeft gemaakt"),
    .said(
      "callreel key own new makes one, for the calls that come",
      "callreel key own new en crée une, pour les appels à venir",
      "callreel key own new maakt er een, voor de gesprekken die komen"))

  package static func ownKeyNotKept(_ directory: String) -> CommandTrouble {
    CommandTrouble(
      .said(
        "your key cannot be kept or removed", "votre clé ne peut être ni gardée ni supprimée",
        "uw sleutel kan niet worden bewaard of verwijderd"),
      .said(
        "see that \(directory) is yours to write, and has room",
        "vérifiez que \(directory) est à vous, et qu'il y a de la place",
        "kijk of \(directory) van u is, en of er ruimte is"))
  }

  package static let ownKeyNotRemoved = CommandTrouble(
    .said("not removed", "elle n'est pas supprimée", "hij is niet verwijderd"),
    .said(
      "answer \"remove\" to destroy the key", "répondez « remove » pour détruire la clé",
      "antwoord \"remove\" om de sleutel te vernietigen"))

  package static let ownKeyMade = CommandTrouble(
    .said(
      "calls that are recorded from now on are sealed to you, too: callreel clip open --own",
      "les appels enregistrés à partir de maintenant sont scellés pour vous aussi : callreel clip "
        + "open --own",
      "gesprekken die vanaf nu worden opgenomen, worden ook voor u verzegeld: callreel clip open "
        + "--own"),
    .said(
      "keep the passphrase; nobody can restore it",
      "gardez la phrase secrète ; personne ne peut la rétablir",
      "bewaar de wachtwoordzin; niemand kan die herstellen"))

  package static let ownKeyChanged = CommandTrouble(
    .said(
      "your key has the new passphrase; copies of its file keep the old one",
      "votre clé a la nouvelle phrase secrète ; les copies de son fichier gardent l'ancienne",
      "uw sleutel heeft de nieuwe wachtwoordzin; kopieën van het bestand houden de oude"))

  package static let ownKeyGone = CommandTrouble(
    .said(
      "your key is gone; clips from now on are not sealed to you",
      "votre clé n'est plus là ; les enregistrements à venir ne sont plus scellés pour vous",
      "uw sleutel is weg; opnamen worden vanaf nu niet meer voor u verzegeld"))
}

extension OwnKeyText {
  package static func removal(in language: Language) -> String {
    language.said(
      "type \"remove\" to destroy the key to your own clips for good",
      "tapez « remove » pour détruire définitivement la clé de vos enregistrements",
      "typ \"remove\" om de sleutel van uw opnamen voorgoed te vernietigen")
  }

  /// `path`: where the private half lies.
  package static func shown(_ fingerprint: String, at path: String, in language: Language) -> String
  {
    language.said(
      "fingerprint \(fingerprint), in \(path)", "empreinte \(fingerprint), dans \(path)",
      "vingerafdruk \(fingerprint), in \(path)")
  }
}
