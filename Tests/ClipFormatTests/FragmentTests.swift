import ByteCoding
import ClipFormat
import Testing
import Timeline

@Suite("A fragment's plaintext") struct FragmentTests {
  private let busy = FragmentManifest(
    frames: 3, ticks: 30,
    events: [
      TimedEvent(time: .answered, kind: .answered),
      TimedEvent(time: CallTime(milliseconds: 900), kind: .resumed),
    ],
    hidden: [HiddenSpan(span: Sample.span(1_000, 1_500), reason: .noAnswer)],
    masked: [MaskSpan(span: Sample.span(1_200, 2_000), count: 2, source: .policyRegion)])

  private func header(_ fragment: Fragment) throws -> FragmentHeader {
    try Sample.header(
      span: fragment.span, longestObservation: UInt16(fragment.longestObservation),
      gaps: GapTiling.clear(fragment.gaps))
  }

  @Test("media of every length around a padding step comes back", arguments: 0...260)
  func roundTrip(length: Int) throws {
    let fragment = Sample.fragment(
      span: Sample.span(1_000, 2_000),
      gaps: [
        Gap(span: Sample.span(0, 400), reason: .hold),
        Gap(span: Sample.span(400, 1_000), reason: .paused),
      ], manifest: busy, media: (0..<length).map { UInt8(truncatingIfNeeded: $0) })
    try fragment.check(after: .answered)
    let plaintext = fragment.plaintext
    #expect(Padme.length(plaintext.count) == plaintext.count)
    #expect(
      try Fragment(plaintext: plaintext, header: header(fragment), after: .answered) == fragment)
  }

  private func fault(
    plaintext: [UInt8], header: FragmentHeader
  ) -> FaultLayer? {
    do throws(FormatError) {
      _ = try Fragment(plaintext: plaintext, header: header, after: .answered)
      return nil
    } catch {
      return error.layer
    }
  }

  @Test("padding is zeros of the rule's length") func padding() throws {
    let fragment = Sample.fragment(media: [UInt8](repeating: 5, count: 1_000))
    let header = try header(fragment)
    let plaintext = fragment.plaintext
    #expect(fault(plaintext: plaintext, header: header) == nil)
    #expect(fault(plaintext: plaintext.dropLast(), header: header) == .padding)
    #expect(fault(plaintext: plaintext + [0], header: header) == .padding)
    var dirty = plaintext
    dirty[dirty.count - 1] = 1
    #expect(fault(plaintext: dirty, header: header) == .padding)
    for length in 0..<1_000 {
      #expect(fault(plaintext: Array(plaintext.prefix(length)), header: header) == .manifest)
    }
  }

  @Test("a manifest that contradicts its header is refused") func contradictions() throws {
    let fragment = Sample.fragment(
      span: Sample.span(1_000, 2_000), gaps: [Gap(span: Sample.span(0, 1_000), reason: .hold)],
      manifest: busy)
    var header = try header(fragment)
    header.gaps[0].kind = .fault
    #expect(fault(plaintext: fragment.plaintext, header: header) == .manifest)
    header.gaps = []
    #expect(fault(plaintext: fragment.plaintext, header: header) == .manifest)
  }

  @Test("who seals is refused what a reader would refuse") func sealing() throws {
    func layer(_ fragment: Fragment) -> FaultLayer? {
      do throws(FormatError) {
        try fragment.check(after: .answered)
        return nil
      } catch {
        return error.layer
      }
    }
    let one = TimedEvent(time: CallTime(milliseconds: 10), kind: .held)
    let late = TimedEvent(time: CallTime(milliseconds: 2_001), kind: .held)
    let outside = HiddenSpan(span: Sample.span(1_000, 2_001), reason: .scope)
    let empty = MaskSpan(span: Sample.span(1_000, 1_000), count: 1, source: .terminal)
    #expect(layer(Sample.fragment()) == nil)
    let cases: [(FaultLayer, Fragment)] = [
      (.limits, Sample.fragment(longestObservation: 1_001)),
      (.limits, Sample.fragment(longestObservation: -1)),
      (.limits, Sample.fragment(span: Sample.span(-1, 1_000))),
      (.limits, Sample.fragment(span: Sample.span(86_399_000, 86_400_001))),
      (.limits, Sample.fragment(media: [UInt8](repeating: 0, count: 31 << 20 | 1))),
      (.manifest, Sample.fragment(manifest: FragmentManifest(frames: 1, ticks: 0))),
      (.manifest, Sample.fragment(manifest: .init(frames: 1, ticks: 9, events: [late]))),
      (
        .manifest,
        Sample.fragment(
          manifest: .init(
            frames: 1, ticks: 9, events: [one, TimedEvent(time: .answered, kind: .held)]))
      ),
      (.manifest, Sample.fragment(manifest: .init(frames: 1, ticks: 9, hidden: [outside]))),
      (.manifest, Sample.fragment(manifest: .init(frames: 1, ticks: 9, masked: [empty]))),
    ]
    for (expected, fragment) in cases {
      #expect(layer(fragment) == expected)
    }
  }
}

@Suite("Gaps in their one form") struct GapTilingTests {
  private let gaps = [
    Gap(span: Sample.span(0, 10), reason: .paused), Gap(span: Sample.span(10, 20), reason: .paused),
    Gap(span: Sample.span(20, 30), reason: .hold), Gap(span: Sample.span(30, 40), reason: .disk),
    Gap(span: Sample.span(40, 50), reason: .sourceLost),
  ]

  @Test("gaps of one reason show no seam") func merged() {
    #expect(
      GapTiling.merged(gaps).map(\.reason) == [.paused, .hold, .disk, .sourceLost])
    #expect(GapTiling.merged(gaps).first?.span == Sample.span(0, 20))
  }

  @Test("hold and private show no seam in clear") func clear() {
    #expect(
      GapTiling.clear(gaps) == [
        ClearGap(span: Sample.span(0, 30), kind: .paused),
        ClearGap(span: Sample.span(30, 50), kind: .fault),
      ])
  }

  @Test("a header with a seam is not read") func seam() throws {
    let seam = [
      ClearGap(span: Sample.span(0, 10), kind: .paused),
      ClearGap(span: Sample.span(10, 20), kind: .paused),
    ]
    let header = try Sample.header(span: Sample.span(20, 30), gaps: seam)
    var reader = ByteReader(header.bytes)
    #expect(throws: ByteError.malformed) { try FragmentHeader(from: &reader) }
  }
}
