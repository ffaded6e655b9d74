import ClipFormat
import Testing
import Timeline

@Suite("The chain of fragments") struct ClipChainTests {
  private let first = [UInt8](repeating: 1, count: 32)

  /// A chain that holds one fragment, 0 to 2 seconds.
  private func begun() throws -> ClipChain {
    var chain = ClipChain(clip: try Sample.clip(), openingHash: Sample.openingHash)
    try chain.accept(Sample.header(), hash: first)
    return chain
  }

  @Test("takes fragments in order and joins film that adjoins") func inOrder() throws {
    var chain = try begun()
    try chain.accept(
      Sample.header(
        index: 1, previous: first, position: .continues, span: Sample.span(2_000, 3_000)),
      hash: Sample.hash)
    let gap = ClearGap(span: Sample.span(3_000, 9_000), kind: .paused)
    try chain.accept(
      Sample.header(
        segment: 1, index: 2, previous: Sample.hash, span: Sample.span(9_000, 10_000),
        longestObservation: 200, gaps: [gap]),
      hash: first)
    #expect(
      chain.timeline == [
        .film(Sample.span(0, 3_000)), .gap(gap), .film(Sample.span(9_000, 10_000)),
      ])
    #expect(chain.filmedMilliseconds == 4_000)
    #expect(chain.longestObservation == 200)
    #expect(chain.segments == 2 && chain.fragments == 3)
  }

  private func fault(of header: FragmentHeader) throws -> FaultLayer? {
    var chain = try begun()
    do throws(FormatError) {
      try chain.accept(header, hash: Sample.hash)
      return nil
    } catch {
      return error.layer
    }
  }

  @Test("names what does not fit") func faults() throws {
    let next = try Sample.header(
      index: 1, previous: first, position: .continues, span: Sample.span(2_000, 4_000))
    #expect(try fault(of: next) == nil)
    let changes: [(FaultLayer, (inout FragmentHeader) -> Void)] = [
      (.binding, { $0.openingHash[0] ^= 1 }),
      (.chain, { $0.index = 2 }),
      (.chain, { $0.index = 0 }),
      (.chain, { $0.previousHash[31] ^= 1 }),
      (.chain, { $0.segment = 1 }),
      (.chain, { $0.position = .starts }),
      (.continuity, { $0.span = Sample.span(2_001, 4_000) }),
      (.continuity, { $0.span = Sample.span(1_999, 4_000) }),
      (.continuity, { $0.gaps = [ClearGap(span: Sample.span(2_000, 2_500), kind: .fault)] }),
      (.limits, { $0.span = Sample.span(2_000, 12_001) }),
      (.limits, { $0.longestObservation = 1_001 }),
    ]
    for (layer, change) in changes {
      var header = next
      change(&header)
      #expect(try fault(of: header) == layer, "\(layer)")
    }
    var other = try Sample.header(index: 1, previous: first, span: Sample.span(2_000, 4_000))
    other.clip = try Sample.clip(2)
    #expect(try fault(of: other) == .binding)
  }

  @Test("a continuing fragment cannot come first") func continuesFirst() throws {
    var chain = ClipChain(clip: try Sample.clip(), openingHash: Sample.openingHash)
    #expect(throws: FormatError.self) {
      try chain.accept(Sample.header(position: .continues), hash: first)
    }
    var last = try Sample.header(position: .continues)
    last.segment = UInt32.max
    #expect(throws: FormatError.self) { try chain.accept(last, hash: first) }
  }

  @Test("the closing record counts what was seen") func closing() throws {
    let chain = try begun()
    var right = ClosingRecord(
      clip: try Sample.clip(), openingHash: Sample.openingHash, reason: .ended,
      end: CallTime(milliseconds: 2_500), segments: 1, fragments: 1, lastHash: first,
      filmedMilliseconds: 2_000,
      gaps: [ClearGap(span: Sample.span(2_000, 2_500), kind: .fault)])
    right.detailBox = [1]
    var accepting = chain
    try accepting.accept(right)
    #expect(accepting.end == CallTime(milliseconds: 2_500))
    let changes: [(FaultLayer, (inout ClosingRecord) -> Void)] = [
      (.binding, { $0.openingHash[0] ^= 1 }), (.closing, { $0.segments = 2 }),
      (.closing, { $0.fragments = 2 }), (.closing, { $0.lastHash[3] ^= 1 }),
      (.closing, { $0.filmedMilliseconds = 1_999 }), (.continuity, { $0.gaps = [] }),
      (.continuity, { $0.end = CallTime(milliseconds: 2_400) }),
      (.closing, { $0.detailBox = [] }),
      (
        .closing,
        {
          $0.detailBox = []
          $0.reason = .crash
        }
      ),
    ]
    for (layer, change) in changes {
      var record = right
      change(&record)
      var chain = chain
      let error = #expect(throws: FormatError.self) { try chain.accept(record) }
      #expect(error?.layer == layer)
    }
  }
}
