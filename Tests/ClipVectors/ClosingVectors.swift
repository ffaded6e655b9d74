import ClipFormat
import Timeline

/// Closing objects that count other than what is there.
enum ClosingVectors {
  static let all = [
    NamedVector("closingFragments", closingFragments),
    NamedVector("closingSegments", closingSegments),
    NamedVector("closingLast", closingLast),
    NamedVector("closingMilliseconds", closingMilliseconds),
    NamedVector("closingCut", closingCut),
    NamedVector("closingUnsealed", closingUnsealed),
    NamedVector("closingUnsealedGap", closingUnsealedGap),
    NamedVector("closingUnsealedEnd", closingUnsealedEnd),
  ]

  private static func closingFragments() -> Vector {
    drafted { draft in draft.changeClosing = { $0.fragments += 1 } }.opened(
      .closing, in: "closing", released: 4, "One fragment more.")
  }

  private static func closingSegments() -> Vector {
    drafted { draft in draft.changeClosing = { $0.segments -= 1 } }.opened(
      .closing, in: "closing", released: 4, "One segment less.")
  }

  private static func closingLast() -> Vector {
    drafted { draft in draft.changeClosing = { $0.lastHash.flip(0) } }.opened(
      .closing, in: "closing", released: 4, "Another last fragment.")
  }

  private static func closingMilliseconds() -> Vector {
    drafted { draft in draft.changeClosing = { $0.filmedMilliseconds -= 1 } }.opened(
      .closing, in: "closing", released: 4, "A millisecond less of film.")
  }

  private static func closingCut() -> Vector {
    let clip = drafted { draft in
      draft.fragments.append(FragmentDraft(7_000, 8_000))
      draft.end = 8_000
      draft.closingGaps = []
      draft.closingEvents = []
    }
    return clip.with("00002.segment") { $0.removeLast(clip.fragment(1, of: "00002.segment").count) }
      .opened(.closing, in: "closing", released: 4, "The last fragment was cut off.")
  }

  private static func closingUnsealed() -> Vector {
    drafted { draft in
      draft.changeDetail = { $0 = nil }
    }.opened(.closing, in: "closing", released: 4, "No sealed part, and the reason is not a crash.")
  }

  private static func closingUnsealedGap() -> Vector {
    drafted { draft in
      draft.changeClosing = { $0.reason = .crash }
      draft.changeDetail = { $0 = nil }
    }.shown(.closing, in: "closing", "No sealed part after a crash, but a gap.")
  }

  private static func closingUnsealedEnd() -> Vector {
    drafted { draft in
      draft.changeClosing = {
        $0.reason = .crash
        $0.gaps = []
      }
      draft.changeDetail = { $0 = nil }
    }.shown(.closing, in: "closing", "No sealed part after a crash, and an end after the film.")
  }
}
