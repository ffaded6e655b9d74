package import CallPolicy

/// What `callreel doctor` says of what waits on this machine for the store.
extension DoctorFinding {
  /// Where nothing was ever recorded there is no room to be looked at.
  package static let emptySpool = fine(.spool, .said("empty", "rien", "niets"))

  package static func unreadableSpool(_ path: String) -> DoctorFinding {
    error(
      .spool, .said("cannot be read", "ne peut pas être lu", "kan niet worden gelezen"),
      .said("see who owns \(path)", "voyez à qui est \(path)", "kijk van wie \(path) is"))
  }

  /// How much waits, and whether a film may begin; how many recordings that are is nobody's to
  /// count.
  package static func spool(_ room: SpoolRoom, of store: Policy.Store?) -> DoctorFinding {
    let waiting = room.usedBytes == 0 ? emptySpool.found : waiting(room, of: store)
    guard let store, let refusal = room.refusal(under: store) else {
      return fine(.spool, waiting)
    }
    return error(
      .spool, refusal == .spoolLimit ? waiting : lacksSpace(room, of: store),
      LocalizedText { refusal.remedy(in: $0) })
  }

  private static func waiting(_ room: SpoolRoom, of store: Policy.Store?) -> LocalizedText {
    let used = megabytes(room.usedBytes)
    guard let store else {
      return .said(
        "\(used) MB wait for the store", "\(used) Mo attendent le dépôt",
        "\(used) MB wachten op de opslag")
    }
    return .said(
      "\(used) MB wait for the store, of \(store.spoolMegabytes) that may",
      "\(used) Mo attendent le dépôt, sur \(store.spoolMegabytes) permis",
      "\(used) MB wachten op de opslag, van de \(store.spoolMegabytes) die mogen")
  }

  private static func lacksSpace(_ room: SpoolRoom, of store: Policy.Store) -> LocalizedText {
    let free = megabytes(room.freeBytes)
    return .said(
      "its disk has \(free) MB left, of \(store.freeMegabytes) that a recording needs",
      "son disque a encore \(free) Mo, sur \(store.freeMegabytes) qu'il faut pour enregistrer",
      "zijn schijf heeft nog \(free) MB, van de \(store.freeMegabytes) die een opname nodig heeft")
  }

  private static func megabytes(_ bytes: Int) -> Int { (bytes + 999_999) / 1_000_000 }
}
