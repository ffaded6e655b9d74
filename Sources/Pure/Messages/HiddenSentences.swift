package import CallPolicy
package import Timeline

extension HiddenReason {
  /// Why a window would be hidden, and what to do about it; `isReachable`: its program is on the
  /// accessibility bus.
  package func sentence(isReachable: Bool, in language: Language = .english) -> String {
    switch self {
    case .noAnswer where !isReachable:
      language.said(
        "its program is not on the accessibility bus: start it again while accessibility is on, "
          + "Chromium with --force-renderer-accessibility; see callreel-redaction(7)",
        "son programme n'est pas sur le bus d'accessibilité : relancez-le quand l'accessibilité "
          + "est activée, Chromium avec --force-renderer-accessibility ; voir "
          + "callreel-redaction(7)",
        "het programma is niet op de toegankelijkheidsbus: start het opnieuw terwijl "
          + "toegankelijkheid aanstaat, Chromium met --force-renderer-accessibility; zie "
          + "callreel-redaction(7)")
    case .noAnswer:
      language.said(
        "its program has not said where its fields are: wait a moment; if it stays so, the program "
          + "cannot be filmed but with accessibility = \"none-needed\"",
        "son programme n'a pas dit où sont ses champs : attendez un moment ; si cela dure, il ne "
          + "peut être filmé qu'avec accessibility = \"none-needed\"",
        "het programma heeft niet gezegd waar zijn velden zijn: wacht even; blijft dat zo, dan kan "
          + "het alleen met accessibility = \"none-needed\" worden gefilmd")
    case .unknownWindow:
      language.said(
        "the policy needs to know of its fields and does not have its program asked: take "
          + "accessibility = \"none-needed\" or [[sensitive]] out",
        "la politique doit connaître ses champs et ne fait pas interroger son programme : ôtez "
          + "accessibility = \"none-needed\" ou [[sensitive]]",
        "het beleid moet de velden kennen en laat het programma niet bevragen: haal "
          + "accessibility = \"none-needed\" of [[sensitive]] weg")
    case .scope:
      language.said(
        "it asks for a secret or keeps secrets, is a menu over a field or a page, or shows another "
          + "page than the policy's url",
        "elle demande un secret ou en garde, est un menu au-dessus d'un champ ou d'une page, ou "
          + "montre une autre page que l'url de la politique",
        "het venster vraagt om een geheim of bewaart er een, is een menu boven een veld of een "
          + "pagina, of toont een andere pagina dan de url van het beleid")
    case .overload:
      language.said(
        "it changes faster than can be filmed", "elle change plus vite qu'on ne peut filmer",
        "het venster verandert sneller dan kan worden gefilmd")
    }
  }
}
