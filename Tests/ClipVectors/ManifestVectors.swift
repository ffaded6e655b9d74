import ClipFormat
import Timeline

/// Manifests that contradict their header or themselves.
enum ManifestVectors {
  static let all = [
    NamedVector("manifestVersion", manifestVersion),
    NamedVector("manifestLength", manifestLength),
    NamedVector("manifestFilmLength", manifestFilmLength),
    NamedVector("manifestEmpty", manifestEmpty),
    NamedVector("manifestTrailing", manifestTrailing),
    NamedVector("manifestGapLost", manifestGapLost),
    NamedVector("manifestGapSplit", manifestGapSplit),
    NamedVector("manifestGapSeam", manifestGapSeam),
    NamedVector("manifestGapsMany", manifestGapsMany),
    NamedVector("manifestEventEarly", manifestEventEarly),
    NamedVector("manifestEventLate", manifestEventLate),
    NamedVector("manifestEventsTurned", manifestEventsTurned),
    NamedVector("manifestHidden", manifestHidden),
    NamedVector("manifestMasked", manifestMasked),
    NamedVector("manifestObservations", manifestObservations),
    NamedVector("manifestHiddenReason", manifestHiddenReason),
    NamedVector("manifestMaskSource", manifestMaskSource),
    NamedVector("manifestEventKind", manifestEventKind),
    NamedVector("manifestClosingGaps", manifestClosingGaps),
    NamedVector("manifestClosingEvent", manifestClosingEvent),
    NamedVector("manifestClosingVersion", manifestClosingVersion),
    NamedVector("manifestClosingZeros", manifestClosingZeros),
  ]

  private static func manifestVersion() -> Vector {
    drafted { draft in draft.fragments[2].changePlaintext = { $0[4] = 2 } }.opened(
      .manifest, in: "00001.segment", released: 2, "A manifest of version 2.")
  }

  private static func manifestLength() -> Vector {
    drafted { draft in
      draft.fragments[2].changePlaintext = { $0.replaceSubrange(0..<4, with: [0, 0, 1, 0]) }
    }.opened(
      .manifest, in: "00001.segment", released: 2, "A manifest that is longer than the plaintext.")
  }

  private static func manifestFilmLength() -> Vector {
    drafted { draft in
      draft.fragments[2].changePlaintext = { $0.replaceSubrange(21..<25, with: [0, 1, 0, 0]) }
    }.opened(
      .manifest, in: "00001.segment", released: 2, "Film that is longer than the plaintext.")
  }

  private static func manifestEmpty() -> Vector {
    drafted { draft in draft.fragments[2].changePlaintext = { $0 = [] } }.opened(
      .manifest, in: "00001.segment", released: 2, "A message without a plaintext.")
  }

  private static func manifestTrailing() -> Vector {
    drafted { draft in
      draft.fragments[2].changePlaintext = { plaintext in
        plaintext[3] += 1
        plaintext.insert(0, at: 21)
        plaintext.removeLast()
      }
    }.opened(.manifest, in: "00001.segment", released: 2, "A byte after the manifest.")
  }

  private static func manifestGapLost() -> Vector {
    drafted { draft in
      draft.fragments[3].changeHeader = { header in
        header.gaps = [ClearGap(span: draftSpan(3_000, 6_000), kind: .fault)]
      }
    }.opened(.manifest, in: "00002.segment", released: 3, "A hold that the header calls a fault.")
  }

  private static func manifestGapSplit() -> Vector {
    drafted { draft in
      draft.fragments[3].changeHeader = { header in
        header.gaps = [
          ClearGap(span: draftSpan(3_000, 5_000), kind: .paused),
          ClearGap(span: draftSpan(5_000, 6_000), kind: .fault),
        ]
      }
    }.opened(
      .manifest, in: "00002.segment", released: 3, "A hold that the header makes two gaps of.")
  }

  private static func manifestGapSeam() -> Vector {
    drafted { draft in
      draft.fragments[3].gaps = [
        Gap(span: draftSpan(3_000, 4_000), reason: .hold),
        Gap(span: draftSpan(4_000, 6_000), reason: .hold),
      ]
    }.opened(.manifest, in: "00002.segment", released: 3, "Two holds that adjoin.")
  }

  private static func manifestEventEarly() -> Vector {
    drafted { draft in
      draft.fragments[2].manifest.events = [
        TimedEvent(time: CallTime(milliseconds: 1_999), kind: .held)
      ]
    }.opened(.manifest, in: "00001.segment", released: 2, "An event before the fragment.")
  }

  private static func manifestEventLate() -> Vector {
    drafted { draft in
      draft.fragments[2].manifest.events = [
        TimedEvent(time: CallTime(milliseconds: 3_001), kind: .held)
      ]
    }.opened(.manifest, in: "00001.segment", released: 2, "An event after the fragment.")
  }

  private static func manifestEventsTurned() -> Vector {
    drafted { draft in
      draft.fragments[2].manifest.events = [
        TimedEvent(time: CallTime(milliseconds: 2_900), kind: .held),
        TimedEvent(time: CallTime(milliseconds: 2_800), kind: .resumed),
      ]
    }.opened(.manifest, in: "00001.segment", released: 2, "Events out of order.")
  }

  private static func manifestHidden() -> Vector {
    drafted { draft in
      draft.fragments[2].manifest.hidden = [
        HiddenSpan(span: draftSpan(2_500, 3_001), reason: .scope)
      ]
    }.opened(
      .manifest, in: "00001.segment", released: 2,
      "A hidden window that reaches out of the fragment.")
  }

  private static func manifestMasked() -> Vector {
    drafted { draft in
      draft.fragments[2].manifest.masked = [
        MaskSpan(span: draftSpan(1_999, 2_500), count: 1, source: .terminal)
      ]
    }.opened(
      .manifest, in: "00001.segment", released: 2,
      "A masked field that reaches out of the fragment.")
  }

  private static func manifestObservations() -> Vector {
    drafted { draft in
      draft.fragments[2].manifest.ticks = 0
      draft.fragments[2].film = []
      draft.fragments[2].span = draftSpan(2_000, 3_001)
      draft.fragments[3].gaps = [Gap(span: draftSpan(3_001, 6_000), reason: .hold)]
      draft.fragments[3].manifest.events = []
    }.opened(
      .manifest, in: "00001.segment", released: 2, "1001 ms of film without an observation.")
  }

  private static func manifestHiddenReason() -> Vector {
    drafted { draft in
      draft.fragments[2].manifest.hidden = [
        HiddenSpan(span: draftSpan(2_000, 3_000), reason: .scope)
      ]
      draft.fragments[2].changePlaintext = { $0[4 + 15 + 8] = 5 }
    }.opened(
      .manifest, in: "00001.segment", released: 2, "A window that was hidden for no known reason.")
  }

  private static func manifestMaskSource() -> Vector {
    drafted { draft in
      draft.fragments[2].manifest.masked = [
        MaskSpan(span: draftSpan(2_000, 3_000), count: 1, source: .terminal)
      ]
      draft.fragments[2].changePlaintext = { $0[4 + 17 + 10] = 0 }
    }.opened(.manifest, in: "00001.segment", released: 2, "A mask of no known source.")
  }

  private static func manifestEventKind() -> Vector {
    drafted { draft in
      draft.fragments[2].manifest.events = [
        TimedEvent(time: CallTime(milliseconds: 2_500), kind: .held)
      ]
      draft.fragments[2].changePlaintext = { $0[4 + 13 + 4] = 9 }
    }.opened(.manifest, in: "00001.segment", released: 2, "An event of no known kind.")
  }

  private static func manifestClosingGaps() -> Vector {
    drafted { draft in
      draft.changeClosing = { closing in
        closing.gaps = [ClearGap(span: draftSpan(7_000, 7_040), kind: .paused)]
      }
    }.opened(
      .manifest, in: "closing", released: 4, "A fault that the closing record calls a pause.")
  }

  private static func manifestClosingEvent() -> Vector {
    drafted { draft in
      draft.closingEvents = [TimedEvent(time: CallTime(milliseconds: 7_041), kind: .ended)]
    }.opened(.manifest, in: "closing", released: 4, "An event after the end.")
  }

  private static func manifestClosingVersion() -> Vector {
    drafted { draft in draft.changeDetail = { $0?[0] = 2 } }.opened(
      .manifest, in: "closing", released: 4, "A closing detail of version 2.")
  }

  private static func manifestClosingZeros() -> Vector {
    drafted { draft in draft.changeDetail = { $0?[255] = 1 } }.opened(
      .manifest, in: "closing", released: 4, "A closing detail whose zeros are not zero.")
  }

  private static func manifestGapsMany() -> Vector {
    drafted { draft in draft.beginFourth(after: .hold, .paused) }.opened(
      .manifest, in: "00002.segment", released: 3, "A sealed list of 4097 gaps.")
  }
}
