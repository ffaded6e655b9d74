import ClipFormat
import Timeline

/// Timelines with a hole or an overlap.
enum ContinuityVectors {
  static let all = [
    NamedVector("continuityHole", continuityHole),
    NamedVector("continuityOverlap", continuityOverlap),
    NamedVector("continuityStart", continuityStart),
    NamedVector("continuityGapLost", continuityGapLost),
    NamedVector("continuityGapShort", continuityGapShort),
    NamedVector("continuityGapLong", continuityGapLong),
    NamedVector("continuityGapEarly", continuityGapEarly),
    NamedVector("continuityGapsTurned", continuityGapsTurned),
    NamedVector("continuityGapsApart", continuityGapsApart),
    NamedVector("continuityGapInFilm", continuityGapInFilm),
    NamedVector("continuityClosingHole", continuityClosingHole),
    NamedVector("continuityClosingEnd", continuityClosingEnd),
    NamedVector("continuityClosingEarly", continuityClosingEarly),
  ]

  private static func continuityHole() -> Vector {
    drafted { draft in draft.fragments[1] = FragmentDraft(1_001, 2_000) }.opened(
      .continuity, in: "00000.segment", released: 1, "A hole of a millisecond.")
  }

  private static func continuityOverlap() -> Vector {
    drafted { draft in draft.fragments[1] = FragmentDraft(999, 2_000) }.opened(
      .continuity, in: "00000.segment", released: 1, "An overlap of a millisecond.")
  }

  private static func continuityStart() -> Vector {
    drafted { draft in draft.fragments[0] = FragmentDraft(100, 1_000, starts: true) }.opened(
      .continuity, in: "00000.segment", "No film and no gap after the call was answered.")
  }

  private static func continuityGapLost() -> Vector {
    drafted { draft in
      draft.fragments[3].changeHeader = {
        $0.gaps = []
      }
    }.opened(.continuity, in: "00002.segment", released: 3, "A gap that is not declared.")
  }

  private static func continuityGapShort() -> Vector {
    drafted { draft in
      draft.fragments[3].changeHeader = {
        $0.gaps = [ClearGap(span: draftSpan(3_000, 5_999), kind: .paused)]
      }
    }.opened(.continuity, in: "00002.segment", released: 3, "A gap that ends early.")
  }

  private static func continuityGapLong() -> Vector {
    drafted { draft in
      draft.fragments[3].changeHeader = {
        $0.gaps = [ClearGap(span: draftSpan(3_000, 6_001), kind: .paused)]
      }
    }.opened(.continuity, in: "00002.segment", released: 3, "A gap that reaches into the film.")
  }

  private static func continuityGapEarly() -> Vector {
    drafted { draft in
      draft.fragments[3].changeHeader = {
        $0.gaps = [ClearGap(span: draftSpan(2_999, 6_000), kind: .paused)]
      }
    }.opened(.continuity, in: "00002.segment", released: 3, "A gap that begins in the film.")
  }

  private static func continuityGapsTurned() -> Vector {
    drafted { draft in
      draft.fragments[3].changeHeader = {
        $0.gaps = [
          ClearGap(span: draftSpan(5_000, 6_000), kind: .fault),
          ClearGap(span: draftSpan(3_000, 5_000), kind: .paused),
        ]
      }
    }.opened(.continuity, in: "00002.segment", released: 3, "Gaps out of order.")
  }

  private static func continuityGapInFilm() -> Vector {
    drafted { draft in
      draft.fragments[1].changeHeader = { header in
        header.gaps = [ClearGap(span: draftSpan(1_000, 1_001), kind: .paused)]
      }
    }.opened(.continuity, in: "00000.segment", released: 1, "A gap where there is film.")
  }

  private static func continuityClosingHole() -> Vector {
    drafted { draft in draft.changeClosing = { $0.gaps = [] } }.opened(
      .continuity, in: "closing", released: 4, "No gap between the last film and the end.")
  }

  private static func continuityClosingEnd() -> Vector {
    drafted { draft in draft.changeClosing = { $0.end = secondsAfterAnswer(8) } }.opened(
      .continuity, in: "closing", released: 4, "An end after the last gap.")
  }

  private static func continuityClosingEarly() -> Vector {
    drafted { draft in
      draft.changeClosing = {
        $0.end = secondsAfterAnswer(6); $0.gaps = []
      }
    }.opened(
      .continuity, in: "closing", released: 4, "An end before the last film.")
  }

  private static func continuityGapsApart() -> Vector {
    drafted { draft in
      draft.fragments[3].changeHeader = {
        $0.gaps = [
          ClearGap(span: draftSpan(3_000, 4_000), kind: .paused),
          ClearGap(span: draftSpan(5_000, 6_000), kind: .paused),
        ]
      }
    }.opened(
      .continuity, in: "00002.segment", released: 3, "A hole between two gaps of one kind.")
  }
}
