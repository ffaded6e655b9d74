package import CallPolicy

/// The pages that the tray opens besides the notice, each complete in itself.
package enum TrayPage {
  /// What the signs mean and what the employee can do.
  package static func help(in language: Language) -> String {
    Document(
      title: language.said(
        "Callreel: what the signs mean", "Callreel : ce que signifient les témoins",
        "Callreel: wat de tekens betekenen"),
      language: language,
      sections: [
        NoticeSection(
          language.said("The icon", "L'icône", "Het pictogram"),
          AgentState.allCases.map { state in
            .item(
              sign(state, language) + ": " + TextLayout.stopped(state.sentence(in: language)))
          }),
        NoticeSection(
          language.said("What you can do", "Ce que vous pouvez faire", "Wat u kunt doen"),
          actions(language)),
      ]
    ).rendered(as: .html)
  }

  /// The journal as a page (N4).
  package static func journal(_ text: String, in language: Language) -> String {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
      .split(separator: "").map(Array.init)
    return Document(
      title: TrayText.journal(in: language), language: language,
      sections: parts.map { lines in
        NoticeSection(
          String(lines.first ?? ""),
          lines.dropFirst().isEmpty
            ? [] : [.paragraph(lines.dropFirst().joined(separator: "\n"))])
      }
    ).rendered(as: .html)
  }

  /// The form of the icon in words, for those who see no colours.
  static func sign(_ state: AgentState, _ language: Language) -> String {
    switch state {
    case .idle: language.said("a ring", "un anneau", "een ring")
    case .armed:
      language.said("a ring with a dot", "un anneau avec un point", "een ring met een punt")
    case .recording: language.said("a red disc", "un disque rouge", "een rode schijf")
    case .held: language.said("two bars", "deux barres", "twee strepen")
    case .privateOn: language.said("a padlock", "un cadenas", "een hangslot")
    case .off: language.said("a struck ring", "un anneau barré", "een doorgestreepte ring")
    }
  }

  private static func actions(_ language: Language) -> [NoticeSection.Block] {
    [
      language.said(
        "Switch recording off: tick \"\(TrayText.privateSwitch(in: language))\", or run callreel "
          + "private on. Between calls this holds until you switch it on again, in a call until "
          + "the call ends. Nobody asks why, and nobody is told.",
        "Couper l'enregistrement : cochez « \(TrayText.privateSwitch(in: language)) », ou lancez "
          + "callreel private on. Entre les appels, cela vaut jusqu'à ce que vous le "
          + "rétablissiez ; pendant un appel, jusqu'à sa fin. Personne ne demande pourquoi, et "
          + "personne ne l'apprend.",
        "De opname uitzetten: vink \"\(TrayText.privateSwitch(in: language))\" aan, of voer "
          + "callreel private on uit. Tussen gesprekken geldt dat totdat u haar weer aanzet, in "
          + "een gesprek totdat het eindigt. Niemand vraagt waarom, en niemand hoort ervan."),
      language.said(
        "Have the film of a call destroyed: choose the line of the menu, or run callreel private "
          + "erase, while it is still on this machine.",
        "Faire détruire le film d'un appel : choisissez la ligne du menu, ou lancez callreel "
          + "private erase, tant qu'il est encore sur ce poste.",
        "De film van een gesprek laten vernietigen: kies de regel van het menu, of voer callreel "
          + "private erase uit, zolang die nog op dit werkstation is."),
      language.said(
        "Read the notice: callreel notice. See what was recorded: callreel journal.",
        "Lire la notice : callreel notice. Voir ce qui a été enregistré : callreel journal.",
        "De kennisgeving lezen: callreel notice. Zien wat is opgenomen: callreel journal."),
      language.said(
        "See your own films: callreel key own new makes the key for the calls that come, and "
          + "callreel clip open CLIP --own shows one, where the store lets it be read.",
        "Voir vos propres films : callreel key own new crée la clé pour les appels à venir, et "
          + "callreel clip open CLIP --own en montre un, là où le dépôt permet de le lire.",
        "Uw eigen films zien: callreel key own new maakt de sleutel voor de gesprekken die komen, "
          + "en callreel clip open CLIP --own toont er een, waar de opslag lezen toestaat."),
      language.said(
        "Ask for access, correction, erasure or restriction, or object: "
          + "\"\(TrayText.requests(in: language))\" says how.",
        "Demander l'accès, une correction, l'effacement ou la limitation, ou vous opposer : "
          + "« \(TrayText.requests(in: language)) » dit comment.",
        "Om inzage, correctie, wissen of beperking vragen, of bezwaar maken: "
          + "\"\(TrayText.requests(in: language))\" zegt hoe."),
    ].map { .item($0) }
  }
}
