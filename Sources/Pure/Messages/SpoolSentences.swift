import CallPolicy

/// Too much waits on a workstation for the store, in words without a full stop.
enum SpoolSentences {
  /// Why no call is recorded where too much waits.
  static func limit(in language: Language) -> String {
    language.said(
      "too much of what was recorded still waits here for the store",
      "trop d'enregistrements attendent encore ici d'être transmis",
      "er wachten hier nog te veel opnamen op verzending")
  }

  static func limitRemedy(in language: Language) -> String {
    language.said(
      "see that the store is reached, or raise store.spool_megabytes; nothing sealed is dropped",
      "vérifiez que le dépôt est joignable, ou augmentez store.spool_megabytes ; rien de scellé "
        + "n'est supprimé",
      "zorg dat de opslag bereikbaar is, of verhoog store.spool_megabytes; niets wat verzegeld is "
        + "wordt verwijderd")
  }
}
