internal import CallPolicy

extension DutchReport {
  func keeping(_ rule: Rule) -> String {
    switch rule {
    case .f1: "er bestaat geen stilstaand beeld; een te korte film wordt vernietigd"
    case .f2: "er wordt steeds naar de vensters gekeken; elk gat heeft in de film een naam"
    case .f3: "opleiding is het enige doel dat het programma kent, en het is ondertekend"
    case .f4: "niets wordt gefilmd voordat de huidige kennisgeving is bevestigd"
    case .f5: "alleen genoemde vensters worden opgehaald; browsers alleen met hun pagina"
    case .f6: "niets voor het opnemen en na het ophangen"
    case .f7: "alleen ingeschrevenen, ieder met reden, einde en opleiders; geen gedeelde inlognaam"
    case .f8: "een aandeel, een grens per week en een einde, binnen grenzen die vastliggen"
    case .f9: "een opleider ziet de films van de ene persoon die hij of zij noemt"
    case .f10: "een sleutel per opleider; elke toegang wordt vooraf vastgelegd"
    case .f11: "privéschakelaar, beschermde nummers, beller ingelicht; bezwaar vernietigt de film"
    case .f12: "films verlopen, worden dan geweigerd en gewist; ook dagboek en lotingen"
    case .n1: "de kennisgeving komt uit het beleid en laat niets weg"
    case .n2: "alleen nummers van klanten; van anderen wordt nergens iets geschreven"
    case .n3: "een loting uit getallen van drie partijen die iedereen kan narekenen"
    case .n4: "het dagboek meldt de werknemer elk opgenomen gesprek"
    case .n5: "niets wordt gefilmd voordat bekend is dat de beller is ingelicht"
    case .n6: "in de wacht staan onderbreekt de film, en het gat zegt dat"
    case .n7: "het besluit van de raad is van voor de campagne, of het ontbreken heeft een reden"
    case .n8: "kennisgeving en verslag worden gemaakt; bevestigde versies blijven bewaard"
    case .n9:
      "verzoeken vanaf het eigen werkstation, een weerwoord naast de film; bezwaar stopt de opname"
    case .n10: "verzegeld op het werkstation; sleutels vernietigen maakt een film onleesbaar"
    case .n11: "geen cijfer over een mens; elke film zegt: niet voor beoordeling"
    case .n12: "de werknemer zet de opname uit; niemand telt dat"
    case .n13: "gesprekken die als bewijs worden bewaard worden niet opgenomen"
    case .n14:
      "het nummer van de beller is alleen voor de verantwoordelijke verzegeld; export en wissen op "
        + "verzoek"
    case .n15: "noodzaak, alternatieven, afweging en effectbeoordeling zijn verplicht en gedateerd"
    case .n16: "velden die het beleid noemt worden zwart als wachtwoorden"
    case .n17: "wat een verloren sleutel of werkstation blootlegt kan worden opgesomd"
    case .n18: "e-mail en chat kunnen niet worden genoemd; geen camera, microfoon, toetsenbord"
    }
  }
}
