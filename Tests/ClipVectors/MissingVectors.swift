import ClipFormat

/// Objects that the others call for.
enum MissingVectors {
  static let all = [
    NamedVector("missingAll", missingAll),
    NamedVector("missingOpening", missingOpening),
    NamedVector("missingFirstSegment", missingFirstSegment),
    NamedVector("missingMiddleSegment", missingMiddleSegment),
    NamedVector("missingLastSegment", missingLastSegment),
    NamedVector("missingSegments", missingSegments),
    NamedVector("missingClosing", missingClosing),
    NamedVector("missingKey", missingKey),
    NamedVector("missingOwnKey", missingOwnKey),
    NamedVector("missingPairKey", missingPairKey),
    NamedVector("missingStrangersKey", missingStrangersKey),
    NamedVector("missingOtherPairKey", missingOtherPairKey),
    NamedVector("missingAddedKey", missingAddedKey),
  ]

  private static func missingAll() -> Vector {
    var clip = drafted()
    clip.objects = [:]
    return clip.shown(.missing, in: "opening", "Nothing is there.")
  }

  private static func missingOpening() -> Vector {
    drafted().without("opening").opened(.missing, in: "opening", "No opening object.")
  }

  private static func missingFirstSegment() -> Vector {
    drafted().without("00000.segment").opened(
      .missing, in: "00000.segment", "The first segment was removed.")
  }

  private static func missingMiddleSegment() -> Vector {
    drafted().without("00001.segment").opened(
      .missing, in: "00001.segment", released: 2, "A segment in the middle was removed.")
  }

  private static func missingLastSegment() -> Vector {
    drafted().without("00002.segment").opened(
      .missing, in: "00002.segment", released: 3, "The last segment was removed.")
  }

  private static func missingSegments() -> Vector {
    drafted().without("00000.segment", "00001.segment", "00002.segment").shown(
      .missing, in: "00000.segment", "All segments were removed.")
  }

  private static func missingClosing() -> Vector {
    drafted().without("closing").opened(
      .missing, in: "closing", released: 4, "Keys without a closing object.")
  }

  private static func missingKey() -> Vector {
    let clip = drafted()
    let name = clip.keyName(clip.draft.keys.employee)
    return clip.without(name).opened(
      .missing, in: name, released: 4, "A listed recipient's key object was removed.")
  }

  private static func missingOwnKey() -> Vector {
    let clip = drafted()
    return clip.without(clip.trainerKey).opened(
      .missing, in: clip.trainerKey, "The reader's own key object was removed.")
  }

  private static func missingPairKey() -> Vector {
    let clip = drafted()
    return clip.without(clip.pairName).opened(
      by: clip.draft.keys.recovery, with: .recovery, .missing, in: clip.pairName,
      "The recovery pair's key object was removed.")
  }

  private static func missingStrangersKey() -> Vector {
    let clip = drafted()
    let stranger = VectorKey(.trainer)
    return clip.opened(
      by: [stranger], with: .key, .missing, in: clip.keyName(stranger),
      "A trainer for whom the clip was not sealed.")
  }

  private static func missingOtherPairKey() -> Vector {
    let clip = drafted()
    let keys = [clip.draft.keys.recovery[0], VectorKey(.recovery)]
    let shown = sortedByFingerprint(keys.map(\.publicKey))
    return clip.opened(
      by: keys, with: .recovery, .missing,
      in: "key." + fingerprintText(shown[0].bytes + shown[1].bytes),
      "One holder of the pair with another's recovery key.")
  }

  private static func missingAddedKey() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.without(rewrap.keyName).shown(
      .missing, in: rewrap.keyName, "A rewrap object without the key object that it is about.")
  }
}
