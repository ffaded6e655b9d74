package import CallPolicy

/// What the employee is told of a key to their own recordings, once the notice is confirmed.
package enum OwnKeyText {
  package static func offer(in language: Language) -> String {
    language.said(
      "With a key of your own you can open the recordings of your calls yourself. Only your "
        + "passphrase opens that key, and nobody can restore it. You need not have one.\n"
        + "Type \"key\" to make it now, or only press Enter:",
      "Avec une clé à vous, vous pouvez ouvrir vous-même les enregistrements de vos appels. Seule "
        + "votre phrase secrète ouvre cette clé, et personne ne peut la rétablir. Rien ne vous y "
        + "oblige.\nTapez « key » pour la créer maintenant, ou seulement Entrée :",
      "Met een eigen sleutel kunt u de opnamen van uw gesprekken zelf openen. Alleen uw "
        + "wachtwoordzin opent die sleutel, en niemand kan die herstellen. U hoeft er geen te "
        + "hebben.\nTyp \"key\" om hem nu te maken, of druk alleen op Enter:")
  }

  package static func later(in language: Language) -> String {
    language.said(
      "\"callreel key own new\" makes one whenever you like.",
      "« callreel key own new » en crée une quand vous voulez.",
      "\"callreel key own new\" maakt er een wanneer u wilt.")
  }
}
