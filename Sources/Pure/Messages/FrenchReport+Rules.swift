internal import CallPolicy

extension FrenchReport {
  func keeping(_ rule: Rule) -> String {
    switch rule {
    case .f1: "il n'existe pas d'image fixe ; un film trop court est détruit"
    case .f2: "les fenêtres sont regardées sans cesse ; chaque trou est nommé dans le film"
    case .f3: "la formation est la seule finalité que le programme connaît, et elle est signée"
    case .f4: "rien n'est filmé avant que la personne n'ait confirmé la notice actuelle"
    case .f5: "seules les fenêtres listées sont lues ; les navigateurs, par leur page seulement"
    case .f6: "rien avant le décroché ni après le raccroché"
    case .f7: "seulement des inscrits, chacun avec motif, fin et formateurs ; pas de compte partagé"
    case .f8:
      "une part, une limite par semaine et une fin, dans des bornes qu'aucune politique ne lève"
    case .f9: "un formateur voit les films de la seule personne qu'il nomme"
    case .f10: "une clé par formateur ; chaque accès est noté avant d'avoir lieu"
    case .f11: "coupure privée, liste protégée, appelant prévenu ; une opposition détruit le film"
    case .f12: "les films expirent, sont alors refusés et effacés ; de même journal et tirages"
    case .n1: "la notice est faite de la politique et n'omet rien"
    case .n2: "seulement les numéros des clients ; des autres rien n'est écrit nulle part"
    case .n3: "un tirage à partir de graines de trois parties, que chacun peut recalculer"
    case .n4: "le journal signale au salarié chaque appel enregistré"
    case .n5: "rien n'est filmé avant que l'appelant ne soit prévenu"
    case .n6: "l'attente suspend le film, et le trou le dit"
    case .n7: "la décision des représentants précède la campagne, ou son absence a un motif"
    case .n8: "la notice et ce rapport sont générés ; les versions confirmées sont gardées"
    case .n9:
      "des demandes depuis le poste du salarié, sa parole à côté du film ; une opposition arrête "
        + "l'enregistrement"
    case .n10: "scellé sur le poste ; détruire les clés rend un film illisible"
    case .n11: "ni note ni chiffre sur une personne ; chaque film dit : pas pour l'évaluation"
    case .n12: "le salarié coupe l'enregistrement ; personne ne le compte"
    case .n13: "les appels conservés comme preuve ne sont pas enregistrés"
    case .n14:
      "le numéro de l'appelant est scellé au seul responsable ; export et effacement sur demande"
    case .n15: "nécessité, autres moyens, mise en balance et analyse d'impact sont exigés et datés"
    case .n16: "les champs que la politique nomme sont noircis comme les mots de passe"
    case .n17: "ce qu'une clé ou un poste perdu expose peut être listé"
    case .n18: "courrier et messagerie ne peuvent être listés ; ni caméra, ni micro, ni clavier"
    }
  }
}
