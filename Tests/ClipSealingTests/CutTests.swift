import ClipFormat
import ClipSealing
import Testing
import Timeline

@Suite("Cutting and closing") struct CutTests {
  private let keys = Keys()

  @Test("a cut inside a segment goes on in the next one") func insideSegment() throws {
    var sealer = try keys.sealer(keys.location())
    var clip = StoredClip(sealer)
    clip.append(try sealer.seal(fragment(0, 1_000, starts: true)))
    clip.append(try sealer.seal(fragment(1_000, 2_000)))
    clip.append(try sealer.seal(fragment(2_000, 3_000)))
    let untouched = sealer.cut(to: at(3_000))
    #expect(untouched?.index == 2)
    clip.append(try sealer.seal(fragment(3_000, 4_000)))
    let reference = sealer.cut(to: at(2_999))
    clip.cut(to: reference)
    #expect(reference?.index == 1 && reference?.segmentBytes == clip.segments[0].count)
    #expect(sealer.end == at(2_000))
    let hold = Gap(span: span(2_000, 7_000), reason: .hold)
    #expect(throws: SealingError.segmentMustStart) {
      try sealer.seal(fragment(7_000, 8_000, gaps: [hold]))
    }
    let next = try sealer.seal(fragment(7_000, 8_000, starts: true, gaps: [hold]))
    #expect(next.segment == 1 && next.index == 2)
    clip.append(next)
    clip.closing = try sealer.close(reason: .ended, end: at(8_000), trailingGaps: []).bytes
    #expect(try clip.verify().filmedMilliseconds == 3_000)
    #expect(try clip.open(with: keys.trainer).count == 3)
  }

  @Test("a segment that is cut away whole leaves its number free, never its key stream")
  func wholeSegment() throws {
    var sealer = try keys.sealer(keys.location())
    var clip = StoredClip(sealer)
    clip.append(try sealer.seal(fragment(0, 1_000, starts: true)))
    let cut = try sealer.seal(fragment(1_000, 2_000, starts: true))
    clip.append(cut)
    let reference = sealer.cut(to: at(1_500))
    clip.cut(to: reference)
    #expect(reference?.segment == 0)
    let again = try sealer.seal(fragment(1_000, 2_000, starts: true))
    #expect(again.segment == 1 && again.index == 1)
    let payload = 10 + 138 + 64
    #expect(again.bytes[payload..<payload + 24] != cut.bytes[payload..<payload + 24])
    #expect(again.bytes[(payload + 24)...] != cut.bytes[(payload + 24)...])
    clip.append(again)
    #expect(try clip.withoutKeys.verify().fragments == 2)
    var stale = clip
    stale.segments[1] = cut.bytes
    stale.append(try sealer.seal(fragment(2_000, 3_000)))
    #expect(throws: ClipFault.self) { try stale.withoutKeys.verify() }
  }

  @Test("a cut of everything leaves an empty clip") func everything() throws {
    var sealer = try keys.sealer(keys.location(), minimumSeconds: 0)
    var clip = StoredClip(sealer)
    clip.append(try sealer.seal(fragment(0, 1_000, starts: true)))
    #expect(sealer.cut(to: at(500)) == nil)
    clip.cut(to: nil)
    let closing = try sealer.close(
      reason: .ended, end: at(500), trailingGaps: [Gap(span: span(0, 500), reason: .disk)])
    clip.closing = closing.bytes
    #expect(closing.filmedMilliseconds == 0)
    #expect(try clip.verify().gaps.map(\.kind) == [.fault])
  }

  @Test("a silent hole is not sealed") func silentHole() throws {
    var sealer = try keys.sealer(keys.location())
    func layer(_ body: () throws(SealingError) -> Void) -> FaultLayer? {
      do throws(SealingError) {
        try body()
        return nil
      } catch {
        guard case .refused(let error) = error else { return nil }
        return error.layer
      }
    }
    #expect(
      layer { () throws(SealingError) in
        _ = try sealer.seal(fragment(100, 1_000, starts: true))
      } == .continuity)
    _ = try sealer.seal(fragment(0, 1_000, starts: true))
    #expect(
      layer { () throws(SealingError) in _ = try sealer.seal(fragment(1_001, 2_000)) }
        == .continuity)
    #expect(
      layer { () throws(SealingError) in _ = try sealer.seal(fragment(999, 2_000)) }
        == .continuity)
    _ = try sealer.seal(fragment(1_000, 2_000))
    do throws(SealingError) {
      _ = try sealer.close(reason: .ended, end: at(2_001), trailingGaps: [])
      Issue.record("a closing record with a hole was sealed")
    } catch {
      #expect(error != .segmentMustStart)
    }
  }

  @Test("private moments that adjoin leave no seam") func seams() throws {
    var sealer = try keys.sealer(keys.location())
    var clip = StoredClip(sealer)
    let gaps = [(0, 100), (100, 300)].map { Gap(span: span($0, $1), reason: .paused) }
    let hold = Gap(span: span(300, 500), reason: .hold)
    clip.append(try sealer.seal(fragment(500, 1_500, starts: true, gaps: gaps + [hold])))
    #expect(
      try clip.withoutKeys.verify().gaps == [ClearGap(span: span(0, 500), kind: .paused)])
    let opened = try clip.open(with: keys.trainer)
    #expect(
      opened[0].fragment.gaps == [Gap(span: span(0, 300), reason: .paused), hold])
  }

  @Test("after a crash at any byte, what was whole is closed and opens") func crash() throws {
    var sealer = try keys.sealer(keys.location())
    var clip = StoredClip(sealer)
    var whole: [Int] = [0]
    for (index, starts) in [true, false, true, false].enumerated() {
      let start = Int64(index) * 1_000
      clip.append(try sealer.seal(fragment(start, start + 1_000, starts: starts)))
      whole.append(clip.segments.reduce(0) { $0 + $1.count })
    }
    let seed = sealer.signingSeed
    let objects = clip.segments
    for written in stride(from: 0, through: whole[4], by: 3) {
      let first = Array(objects[0].prefix(written))
      let second = Array(objects[1].prefix(max(0, written - objects[0].count)))
      var closer = try ClipCloser(
        opening: clip.opening, location: clip.location, signingSeed: seed)
      clip.segments = []
      for (index, bytes) in [first, second].enumerated() {
        let kept = closer.accept(segment: UInt32(index), bytes: bytes)
        if kept > 0 { clip.segments.append(Array(bytes.prefix(kept))) }
      }
      let closing = closer.close()
      let fragments = whole.lastIndex { $0 <= written } ?? 0
      #expect(closing.filmedMilliseconds == Int64(fragments) * 1_000)
      #expect(closing.isTooShort == (fragments == 0))
      clip.closing = closing.bytes
      guard !closing.isTooShort else { continue }
      let report = try clip.verify()
      #expect(report.closing == .closed(.crash) && report.fragments == fragments)
      #expect(try clip.open(with: keys.trainer).count == fragments)
    }
  }

  @Test("what follows a lost fragment is not kept") func lostFragment() throws {
    var sealer = try keys.sealer(keys.location())
    let clip = StoredClip(sealer)
    let first = try sealer.seal(fragment(0, 1_000, starts: true)).bytes
    let lost = try sealer.seal(fragment(1_000, 2_000)).bytes
    let third = try sealer.seal(fragment(2_000, 3_000, starts: true)).bytes
    var closer = try ClipCloser(
      opening: clip.opening, location: clip.location, signingSeed: sealer.signingSeed)
    let kept = [
      closer.accept(segment: 0, bytes: first), closer.accept(segment: 1, bytes: third),
      closer.accept(segment: 2, bytes: lost),
    ]
    #expect(kept == [first.count, 0, 0])
    #expect(closer.filmedMilliseconds == 1_000)
  }

  @Test("only the clip's own signing key closes it") func wrongSeed() throws {
    let clip = StoredClip(try keys.sealer(keys.location()))
    let fault = #expect(throws: ClipFault.self) {
      _ = try ClipCloser(
        opening: clip.opening, location: clip.location, signingSeed: .random(count: 32))
    }
    #expect(fault?.layer == .signature)
  }
}
