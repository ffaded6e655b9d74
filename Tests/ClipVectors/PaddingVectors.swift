import ClipFormat

/// Padding of another length or value than the rule gives.
enum PaddingVectors {
  static let all = [
    NamedVector("paddingLonger", paddingLonger),
    NamedVector("paddingMuchLonger", paddingMuchLonger),
    NamedVector("paddingShorter", paddingShorter),
    NamedVector("paddingDirty", paddingDirty),
    NamedVector("paddingClosing", paddingClosing),
  ]

  private static func paddingLonger() -> Vector {
    drafted { draft in
      draft.fragments[2].film += SketchedFilm.box("free", [7])
      draft.fragments[2].changePlaintext = { $0.append(0) }
    }.opened(.padding, in: "00001.segment", released: 2, "A zero too many.")
  }

  private static func paddingMuchLonger() -> Vector {
    drafted { draft in
      draft.fragments[2].film += SketchedFilm.box("free", [7])
      draft.fragments[2].changePlaintext = { $0 += [UInt8](repeating: 0, count: 4_096) }
    }.opened(.padding, in: "00001.segment", released: 2, "4096 zeros too many.")
  }

  private static func paddingShorter() -> Vector {
    drafted { draft in
      draft.fragments[2].film += SketchedFilm.box("free", [7])
      draft.fragments[2].changePlaintext = { $0.removeLast() }
    }.opened(.padding, in: "00001.segment", released: 2, "A zero too few.")
  }

  private static func paddingDirty() -> Vector {
    drafted { draft in
      draft.fragments[2].film += SketchedFilm.box("free", [7])
      draft.fragments[2].changePlaintext = { $0[$0.count - 1] = 1 }
    }.opened(.padding, in: "00001.segment", released: 2, "Zeros that are not zero.")
  }

  private static func paddingClosing() -> Vector {
    drafted { draft in
      draft.changeDetail = { $0?.append(contentsOf: [UInt8](repeating: 0, count: 256)) }
    }.opened(.padding, in: "closing", released: 4, "A closing detail with 256 zeros too many.")
  }
}
