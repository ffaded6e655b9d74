package import CallPolicy
internal import ClipFormat
package import JournalFormat

extension TrayPage {
  /// What the employee asked of the controller, with the answers, and how to ask (N9).
  ///
  /// The commands name the latest recording that was kept, so that they can be used as they stand.
  package static func requests(
    _ requests: [JournalRequest], calls: [RecordedCall], in language: Language
  ) -> String {
    let kept = calls.last { if case .kept = $0.state { true } else { false } }
    let clip = kept.map { String($0.location.clip.text.prefix(8)) } ?? "CLIP"
    let none = language.said(
      "You have asked nothing.", "Vous n'avez rien demandé.", "U hebt niets gevraagd.")
    let asked: [NoticeSection.Block] =
      requests.isEmpty
      ? [.paragraph(none)]
      : requests.reversed().map { .item(RequestSentences.line($0, language: language)) }
    return Document(
      title: TrayText.requests(in: language), language: language,
      sections: [
        NoticeSection(
          language.said(
            "Asked and answered", "Demandes et réponses", "Gevraagd en beantwoord"), asked),
        NoticeSection(
          language.said("How to ask", "Comment demander", "Hoe u vraagt"),
          [.paragraph(way(clip, isKnown: kept != nil, language))]
            + RequestKind.allCases.map { kind in
              // An objection is to all recording.
              .item(
                "callreel request \(kind.name)" + (kind == .object ? "" : " " + clip)
                  + JournalWords(language).colon + " " + meaning(kind, language))
            }),
        NoticeSection(
          language.said("What happens then", "Ce qui se passe ensuite", "Wat er dan gebeurt"),
          [.paragraph(consequence(language))]),
      ]
    ).rendered(as: .html)
  }

  private static func way(_ clip: String, isKnown: Bool, _ language: Language) -> String {
    let which =
      isKnown
      ? language.said(
        "\(clip) is your latest recording; My recordings names the others. ",
        "\(clip) est votre dernier enregistrement ; Mes enregistrements nomme les autres. ",
        "\(clip) is uw laatste opname; Mijn opnamen noemt de andere. ")
      : language.said(
        "CLIP is the name of a recording, as My recordings has it. ",
        "CLIP est le nom d'un enregistrement, tel que Mes enregistrements le donne. ",
        "CLIP is de naam van een opname, zoals Mijn opnamen die noemt. ")
    return language.said(
      "Run one of these in a terminal. ", "Lancez l'une de ces commandes dans un terminal. ",
      "Voer een hiervan uit in een terminal. ") + which
      + language.said(
        "Without it the request is about all of your recordings. With --message - you can say "
          + "more, in one line.",
        "Sans lui, la demande porte sur tous vos enregistrements. Avec --message - vous pouvez en "
          + "dire plus, en une ligne.",
        "Zonder die naam gaat het verzoek over al uw opnamen. Met --message - kunt u meer zeggen, "
          + "in één regel.")
  }

  private static func meaning(_ kind: RequestKind, _ language: Language) -> String {
    switch kind {
    case .access:
      language.said(
        "to be told what is kept of you, and to see it",
        "savoir ce qui est conservé de vous, et le voir",
        "horen wat van u wordt bewaard, en het zien")
    case .rectify:
      language.said(
        "to have what you say with --message - put beside the film, where trainers read it first",
        "faire placer ce que vous dites avec --message - à côté du film, où les formateurs le lisent "
          + "d'abord",
        "wat u met --message - zegt naast de film laten zetten, waar trainers het eerst lezen")
    case .erase:
      language.said("to have it erased", "le faire effacer", "het laten wissen")
    case .restrict:
      language.said(
        "to have it kept, and opened by nobody meanwhile",
        "le faire conserver sans que personne ne l'ouvre entre-temps",
        "het laten bewaren zonder dat iemand het intussen opent")
    case .object:
      language.said(
        "to object: nothing of you is recorded until you have an answer",
        "vous opposer : rien de vous n'est enregistré avant la réponse",
        "bezwaar maken: van u wordt niets opgenomen totdat u antwoord hebt")
    }
  }

  private static func consequence(_ language: Language) -> String {
    language.said(
      "The request is sealed to the controller and goes with the next upload. You have an answer "
        + "within \(Limits.answerDays) days, and find it here. Nobody else is told that you asked, but "
        + "for what is put beside a film.",
      "La demande est scellée pour le responsable et part avec le prochain dépôt. Vous avez une "
        + "réponse dans les \(Limits.answerDays) jours, et la trouvez ici. Personne d'autre "
        + "n'apprend que vous avez demandé, sauf par ce qui est placé à côté d'un film.",
      "Het verzoek wordt voor de verantwoordelijke verzegeld en gaat mee met de volgende upload. "
        + "U hebt binnen \(Limits.answerDays) dagen antwoord, en vindt het hier. Niemand anders "
        + "hoort dat u iets hebt gevraagd, behalve door wat naast een film wordt gezet.")
  }
}
