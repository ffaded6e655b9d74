import ClipFormat

/// Objects of another version.
enum VersionVectors {
  static let all = [
    NamedVector("versionOpening", versionOpening),
    NamedVector("versionSegment", versionSegment),
    NamedVector("versionClosing", versionClosing),
    NamedVector("versionKey", versionKey),
    NamedVector("versionRewrap", versionRewrap),
    NamedVector("versionOrder", versionOrder),
    NamedVector("versionTombstone", versionTombstone),
    NamedVector("versionList", versionList),
  ]

  private static func versionOpening() -> Vector {
    drafted().with("opening") { $0[9] = 2 }.opened(
      .version, in: "opening", "An opening object of version 2.")
  }

  private static func versionSegment() -> Vector {
    drafted().with("00001.segment") { $0[9] = 2 }.opened(
      .version, in: "00001.segment", released: 2, "A segment of version 2.")
  }

  private static func versionClosing() -> Vector {
    drafted().with("closing") { $0[9] = 0 }.opened(
      .version, in: "closing", released: 4, "A closing object of version 0.")
  }

  private static func versionKey() -> Vector {
    let clip = drafted()
    return clip.with(clip.trainerKey) { $0[9] = 2 }.opened(
      .version, in: clip.trainerKey, "A key object of version 2.")
  }

  private static func versionRewrap() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.with(rewrap.rewrapName) { $0[9] = 2 }.shown(
      .version, in: rewrap.rewrapName, "A rewrap object of version 2.")
  }

  private static func versionOrder() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.changeOrder = { $0[0] = 2 } }
    return clip.shown(.version, in: rewrap.rewrapName, "An order of version 2.")
  }

  private static func versionTombstone() -> Vector {
    drafted().erased { $0[9] = 2 }.shown(.version, in: "erased", "A tombstone of version 2.")
  }

  private static func versionList() -> Vector {
    let clip = drafted()
    return clip.listed(
      stationList(
        [clip.draft.keys.workstation.publicKey], controller: clip.draft.keys.controller, version: 2),
      .version, in: "workstations", "A list of version 2.")
  }
}
