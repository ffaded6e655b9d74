internal import CallPolicy

/// What `callreel doctor` says of the store.
extension DoctorFinding {
  package static let absentStore = error(
    .store,
    .said("the store is not there", "le dépôt n'est pas là", "de opslag is er niet"),
    waiting(
      .said(
        "see that its folder is mounted, or that its server is up",
        "vérifiez que son dossier est monté, ou que son serveur répond",
        "kijk of de map is aangekoppeld, of de server draait")))

  /// Of an address, or of a file that it needs; `problem` and `hint` as the commands of the store
  /// say them, in English.
  package static func unusableStore(_ problem: String, hint: String?) -> DoctorFinding {
    error(
      .store,
      .said(
        problem, "le dépôt ne peut pas être utilisé : \(problem)",
        "de opslag kan niet worden gebruikt: \(problem)"),
      waiting(hint.map { LocalizedText($0) }))
  }

  package static let bucket = fine(
    .store,
    .said(
      "a bucket; what it has not acknowledged waits in the spool",
      "un bucket ; ce dont il n'a pas accusé réception attend sur ce poste",
      "een bucket; wat die niet heeft bevestigd wacht op dit werkstation"))

  /// Of the bucket that a workstation uploads to.
  package static let storeOfService = fine(
    .store,
    .said(
      "a bucket, whose credentials only the agent's service is given",
      "un bucket, dont seul le service de l'agent reçoit les identifiants",
      "een bucket, waarvan alleen de dienst van de agent de toegangsgegevens krijgt"))

  package static func forbiddenStore(_ folder: String) -> DoctorFinding {
    error(
      .store,
      .said(
        "this person may not make files in \(folder)",
        "cette personne ne peut pas créer de fichiers dans \(folder)",
        "deze persoon mag geen bestanden maken in \(folder)"),
      waiting(
        .said(
          "give it mode 3753, as callreel-fleet(7) says",
          "donnez-lui le mode 3753, comme le dit callreel-fleet(7)",
          "geef de map modus 3753, zoals callreel-fleet(7) zegt")))
  }

  package static func store(_ address: String) -> DoctorFinding {
    fine(
      .store,
      .said(
        "\(address) takes clips", "\(address) accepte les enregistrements",
        "\(address) neemt opnamen aan"))
  }

  /// What to do, and that nothing is lost before it is done (P7).
  private static func waiting(_ advice: LocalizedText?) -> LocalizedText {
    LocalizedText { language in
      let wait = language.said(
        "clips wait in the spool until then",
        "d'ici là, les enregistrements attendent sur ce poste",
        "tot dan wachten opnamen op dit werkstation")
      return [advice?.text(in: language), wait].compactMap { $0 }
        .joined(separator: language.semicolon)
    }
  }
}
