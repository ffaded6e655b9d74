import ClipFormat

/// Objects that are back after the erasure.
enum ErasedVectors {
  static let all = [
    NamedVector("erasedAll", erasedAll),
    NamedVector("erasedShown", erasedShown),
    NamedVector("erasedSegment", erasedSegment),
    NamedVector("erasedKey", erasedKey),
    NamedVector("erasedClosing", erasedClosing),
    NamedVector("erasedRewrap", erasedRewrap),
  ]

  private static func erasedAll() -> Vector {
    drafted().replayed.opened(.erased, in: "opening", "A whole clip beside its tombstone.")
  }

  private static func erasedShown() -> Vector {
    drafted().replayed.shown(
      .erased, in: "opening", "A whole clip beside its tombstone, without a key.")
  }

  private static func erasedSegment() -> Vector {
    drafted().replayed.without("opening").shown(
      .erased, in: "00000.segment", "All but the opening object is back.")
  }

  private static func erasedKey() -> Vector {
    let clip = drafted().replayed
    var only = clip
    only.objects = clip.objects.filter { $0.key == "erased" || $0.key == clip.trainerKey }
    return only.opened(.erased, in: clip.trainerKey, "A key object is back.")
  }

  private static func erasedClosing() -> Vector {
    let clip = drafted().replayed
    var only = clip
    only.objects = clip.objects.filter { $0.key == "erased" || $0.key == "closing" }
    return only.shown(.erased, in: "closing", "The closing object is back.")
  }

  private static func erasedRewrap() -> Vector {
    let (clip, rewrap) = rewrapped()
    var only = clip.replayed
    only.objects = only.objects.filter { $0.key == "erased" || $0.key == rewrap.rewrapName }
    return only.shown(.erased, in: rewrap.rewrapName, "A rewrap object is back.")
  }
}
