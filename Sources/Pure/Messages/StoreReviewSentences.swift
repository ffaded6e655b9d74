package import CallPolicy

/// What `callreel doctor --store` says of a store, in words without a full stop.
package enum StoreReviewSentence: Equatable, Sendable {
  /// What a bucket can be asked for.
  package enum Subject: CaseIterable, Sendable {
    case versioning, lock, replication, lifecycle
  }

  case refusesOthers
  case overwrites
  case untried
  case left(String)
  case noVersions
  case oldVersions
  /// Nil: for ever.
  case versions(days: Int?)
  case noLock
  case lockPossible
  case locks(days: Int)
  case noReplication
  case replicates
  case noRule
  case rule(days: Int)
  /// Before the clips' own days are over.
  case clipsEarly(days: Int, kept: Int)
  case recordsEarly(days: Int, kept: Int)
  case notAllowed(Subject)
  case unknown(Subject)
  case folder
  case unseen

  package func text(in language: Language = .english) -> String {
    switch self {
    case .refusesOthers:
      language.said(
        "a second object of a name is refused", "un second objet du même nom est refusé",
        "een tweede object met dezelfde naam wordt geweigerd")
    case .overwrites:
      language.said(
        "the server does not keep to If-None-Match: whoever may create objects can overwrite them",
        "le serveur ne respecte pas If-None-Match : qui peut créer des objets peut les écraser",
        "de server houdt zich niet aan If-None-Match: wie objecten mag maken, kan ze overschrijven")
    case .untried:
      language.said(
        "whether objects can be overwritten was not tried: the trial's object could not be removed",
        "l'écrasement d'objets n'a pas été essayé : l'objet d'essai ne pourrait pas être supprimé",
        "of objecten te overschrijven zijn is niet geprobeerd: het proefobject zou blijven staan")
    case .left(let name):
      language.said(
        "the trial's object could not be removed: \(name)",
        "l'objet d'essai n'a pas pu être supprimé : \(name)",
        "het proefobject kon niet worden verwijderd: \(name)")
    case .noVersions:
      language.said(
        "no older versions are kept", "aucune ancienne version n'est conservée",
        "er worden geen oudere versies bewaard")
    case .oldVersions:
      language.said(
        "versioning is suspended: versions from before are still kept",
        "la gestion des versions est suspendue : les anciennes versions sont encore conservées",
        "versiebeheer is opgeschort: oudere versies worden nog bewaard")
    case .versions(nil):
      language.said(
        "versioning keeps for ever what is erased",
        "la gestion des versions conserve indéfiniment ce qui est effacé",
        "versiebeheer bewaart voor altijd wat gewist is")
    case .versions(let days?):
      language.said(
        "versioning keeps what is erased for \(days) days more",
        "la gestion des versions conserve ce qui est effacé pendant encore \(days) jours",
        "versiebeheer bewaart wat gewist is nog \(days) dagen")
    case .noLock:
      language.said(
        "no object is locked", "aucun objet n'est verrouillé", "geen object is vergrendeld")
    case .lockPossible:
      language.said(
        "objects can be locked, and then not be erased",
        "des objets peuvent être verrouillés, et alors ne plus être effacés",
        "objecten kunnen worden vergrendeld, en zijn dan niet te wissen")
    case .locks(let days):
      language.said(
        "each object is locked for \(days) days, and cannot be erased before",
        "chaque objet est verrouillé \(days) jours, et ne peut pas être effacé avant",
        "elk object is \(days) dagen vergrendeld, en is eerder niet te wissen")
    case .noReplication:
      language.said(
        "nothing is copied to another bucket", "rien n'est copié vers un autre bucket",
        "er wordt niets naar een andere bucket gekopieerd")
    case .replicates:
      language.said(
        "objects are copied to another bucket, where nothing erases them",
        "les objets sont copiés vers un autre bucket, où rien ne les efface",
        "objecten worden naar een andere bucket gekopieerd, waar niets ze wist")
    case .noRule:
      language.said(
        "no lifecycle rule removes what a sweep would miss",
        "aucune règle de cycle de vie ne supprime ce qu'un balayage oublierait",
        "geen levenscyclusregel verwijdert wat bij het opruimen zou blijven liggen")
    case .rule(let days):
      language.said(
        "a lifecycle rule removes everything after \(days) days",
        "une règle de cycle de vie supprime tout après \(days) jours",
        "een levenscyclusregel verwijdert alles na \(days) dagen")
    case .clipsEarly(let days, let kept):
      language.said(
        "a lifecycle rule removes objects after \(days) days; clips are kept for \(kept)",
        "une règle de cycle de vie supprime des objets après \(days) jours ; les "
          + "enregistrements sont conservés \(kept)",
        "een levenscyclusregel verwijdert objecten na \(days) dagen; opnamen worden \(kept) bewaard"
      )
    case .recordsEarly(let days, let kept):
      language.said(
        "a lifecycle rule removes access records after \(days) days, not \(kept)",
        "une règle de cycle de vie supprime le journal des accès après \(days) jours, et non "
          + "\(kept)",
        "een levenscyclusregel verwijdert het toegangslogboek na \(days) dagen, niet na \(kept)")
    case .notAllowed(let subject):
      language.said(
        "\(subject.name(in: language)): cannot be asked with these credentials",
        "\(subject.name(in: language)) : ces identifiants ne permettent pas de le demander",
        "\(subject.name(in: language)): met deze toegangsgegevens niet op te vragen")
    case .unknown(let subject):
      language.said(
        "\(subject.name(in: language)): the server knows no such thing",
        "\(subject.name(in: language)) : le serveur ne connaît pas cela",
        "\(subject.name(in: language)): kent de server niet")
    case .folder:
      language.said(
        "a folder: what it is set to is for its file server to say",
        "un dossier : ses réglages sont l'affaire de son serveur de fichiers",
        "een map: hoe die is ingesteld, weet de bestandsserver")
    case .unseen:
      language.said(
        "backups and snapshots cannot be seen from here; none may outlive the retention",
        "les sauvegardes et instantanés ne se voient pas d'ici ; aucun ne doit survivre à la "
          + "durée de conservation",
        "back-ups en snapshots zijn van hieruit niet te zien; geen mag de bewaartermijn overleven")
    }
  }

  /// What to do about it; nil where all is well.
  package func remedy(in language: Language = .english) -> String? {
    switch self {
    case .refusesOthers, .noVersions, .noLock, .noReplication, .rule, .unknown, .folder, .unseen:
      nil
    case .overwrites:
      language.said(
        "take a server that knows it, or see callreel-fleet(7) for what protects clips without",
        "prenez un serveur qui le connaît, ou voyez dans callreel-fleet(7) ce qui protège sans cela",
        "neem een server die het kent, of lees in callreel-fleet(7) wat opnamen anders beschermt")
    case .untried, .notAllowed:
      language.said(
        "run this with the credentials of the bucket's administrator",
        "lancez ceci avec les identifiants de l'administrateur du bucket",
        "voer dit uit met de toegangsgegevens van de beheerder van de bucket")
    case .left:
      language.said("remove it by hand", "supprimez-le à la main", "verwijder het met de hand")
    case .oldVersions, .versions:
      language.said(
        "turn versioning off, and remove the older versions by a lifecycle rule",
        "désactivez la gestion des versions, et supprimez les anciennes par une règle de cycle de "
          + "vie",
        "zet versiebeheer uit, en verwijder de oudere versies met een levenscyclusregel")
    case .lockPossible, .locks:
      language.said(
        "take a bucket without object lock: people have a right to erasure",
        "prenez un bucket sans verrouillage d'objets : l'effacement est un droit",
        "neem een bucket zonder objectvergrendeling: wissen is een recht")
    case .replicates:
      language.said(
        "end the replication, and erase what was copied",
        "arrêtez la réplication, et effacez ce qui a été copié",
        "stop de replicatie, en wis wat gekopieerd is")
    case .noRule:
      language.said(
        "one that removes everything after a year and a week is a good second net",
        "une règle qui supprime tout après un an et une semaine est un bon second filet",
        "een regel die alles na een jaar en een week verwijdert is een goed tweede vangnet")
    case .clipsEarly, .recordsEarly:
      language.said(
        "let the rule wait longer: sweep removes what has expired",
        "laissez la règle attendre davantage : sweep supprime ce qui a expiré",
        "laat de regel langer wachten: sweep verwijdert wat verlopen is")
    }
  }
}

extension StoreReviewSentence.Subject {
  fileprivate func name(in language: Language) -> String {
    switch self {
    case .versioning: language.said("versioning", "gestion des versions", "versiebeheer")
    case .lock: language.said("object lock", "verrouillage d'objets", "objectvergrendeling")
    case .replication: language.said("replication", "réplication", "replicatie")
    case .lifecycle: language.said("lifecycle", "cycle de vie", "levenscyclus")
    }
  }
}
