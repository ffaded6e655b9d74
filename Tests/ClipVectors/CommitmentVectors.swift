import ClipFormat

/// Keys that are not the one that the clip was sealed with.
enum CommitmentVectors {
  static let all = [
    NamedVector("commitmentKey", commitmentKey),
    NamedVector("commitmentPair", commitmentPair),
    NamedVector("commitmentRecord", commitmentRecord),
  ]

  private static func commitmentKey() -> Vector {
    let clip = drafted { draft in
      draft.changeGrant = { $0.replaceSubrange(49..<81, with: LooseCipher.random(32)) }
    }
    return clip.opened(.commitment, in: clip.trainerKey, "A key object with another clip key.")
  }

  private static func commitmentPair() -> Vector {
    let clip = drafted { draft in
      draft.changeGrant = { $0.flip(80) }
    }
    return clip.opened(
      by: clip.draft.keys.recovery, with: .recovery, .commitment, in: clip.pairName,
      "A recovery pair's key object with another clip key.")
  }

  private static func commitmentRecord() -> Vector {
    let clip = drafted { draft in draft.changeRecord = { $0.commitment.flip(0) } }
    return clip.opened(.commitment, in: clip.trainerKey, "An opening record of another clip key.")
  }
}
