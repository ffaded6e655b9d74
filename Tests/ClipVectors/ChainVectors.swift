import ClipFormat

/// Fragments that are lost, repeated or out of order.
enum ChainVectors {
  static let all = [
    NamedVector("chainFirstLost", chainFirstLost),
    NamedVector("chainLastLost", chainLastLost),
    NamedVector("chainDoubled", chainDoubled),
    NamedVector("chainSwapped", chainSwapped),
    NamedVector("chainIndex", chainIndex),
    NamedVector("chainPrevious", chainPrevious),
    NamedVector("chainFirstPrevious", chainFirstPrevious),
    NamedVector("chainFirstIndex", chainFirstIndex),
  ]

  private static func chainFirstLost() -> Vector {
    let clip = drafted()
    return clip.with("00000.segment") {
      $0 = ObjectKind.segment.prefix + clip.fragment(1, of: "00000.segment")
    }.opened(.chain, in: "00000.segment", "The first fragment of a segment was removed.")
  }

  private static func chainLastLost() -> Vector {
    let clip = drafted()
    return clip.with("00000.segment") { $0.removeLast(clip.fragment(1, of: "00000.segment").count) }
      .opened(
        .chain, in: "00001.segment", released: 1, "The last fragment of a segment was removed.")
  }

  private static func chainDoubled() -> Vector {
    let clip = drafted()
    return clip.with("00000.segment") { $0 += clip.fragment(1, of: "00000.segment") }.opened(
      .chain, in: "00000.segment", released: 2, "A fragment that comes twice.")
  }

  private static func chainSwapped() -> Vector {
    let clip = drafted()
    return clip.with("00000.segment") {
      $0 =
        ObjectKind.segment.prefix + clip.fragment(1, of: "00000.segment")
        + clip.fragment(0, of: "00000.segment")
    }.opened(.chain, in: "00000.segment", "Two fragments that changed places.")
  }

  private static func chainIndex() -> Vector {
    drafted { draft in draft.fragments[1].changeHeader = { $0.index = 2 } }.opened(
      .chain, in: "00000.segment", released: 1, "A fragment number was left out.")
  }

  private static func chainPrevious() -> Vector {
    drafted { draft in draft.fragments[1].changeHeader = { $0.previousHash.flip(3) } }.opened(
      .chain, in: "00000.segment", released: 1, "Another fragment before.")
  }

  private static func chainFirstPrevious() -> Vector {
    drafted { draft in draft.fragments[0].changeHeader = { $0.previousHash.flip(0) } }.opened(
      .chain, in: "00000.segment", "The first fragment does not follow the opening object.")
  }

  private static func chainFirstIndex() -> Vector {
    drafted { draft in draft.fragments[0].changeHeader = { $0.index = 1 } }.opened(
      .chain, in: "00000.segment", "The first fragment is not number 0.")
  }
}
