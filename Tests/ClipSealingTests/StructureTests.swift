import ClipFormat
import ClipSealing
import Testing
import Timeline

@Suite("Missing, swapped and moved objects") struct StructureTests {
  private let keys = Keys()

  private func fault(of clip: StoredClip, today: CalendarDay? = nil) -> ClipFault? {
    do throws(ClipFault) {
      _ = try clip.verify(today: today)
      return nil
    } catch {
      return error
    }
  }

  private func expect(
    _ layer: FaultLayer, _ object: ObjectName, _ clip: StoredClip,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let fault = fault(of: clip)
    #expect(fault?.layer == layer, sourceLocation: sourceLocation)
    #expect(fault?.place == .object(object), sourceLocation: sourceLocation)
  }

  @Test("each missing object is named") func missing() throws {
    let clip = try closedClip(keys, at: keys.location())
    #expect(fault(of: clip) == nil)
    let removals: [(FaultLayer, ObjectName, (inout StoredClip) -> Void)] = [
      (.encoding, .opening, { $0.opening = [] }),
      (.chain, .segment(0), { $0.segments.remove(at: 0) }),
      (.chain, .segment(1), { $0.segments.remove(at: 1) }),
      (.missing, .segment(2), { $0.segments.remove(at: 2) }),
      (.missing, .segment(0), { $0.segments = [] }),
      (.missing, .closing, { $0.closing = nil }),
    ]
    for (layer, object, remove) in removals {
      var clip = clip
      remove(&clip)
      let fault = fault(of: clip)
      #expect(fault?.place == .object(object))
      #expect(fault?.layer == layer || fault?.layer == .binding)
    }
    for fingerprint in clip.keys.keys {
      var clip = clip
      clip.keys[fingerprint] = nil
      expect(.missing, .key(fingerprint: fingerprint), clip)
      #expect(try clip.verify(keys: .optional).absentKeys == [fingerprint])
    }
  }

  @Test("a segment that is skipped is named before the next is read") func skipped() throws {
    let clip = try closedClip(keys, at: keys.location())
    var verifier = ClipVerifier(location: clip.location)
    try verifier.accept(opening: clip.opening)
    let fault = #expect(throws: ClipFault.self) {
      try verifier.accept(segment: 1, bytes: clip.segments[1])
    }
    #expect(fault == ClipFault(.missing, .segment(0), "the object is missing"))
    try verifier.accept(segment: 0, bytes: clip.segments[0])
    let twice = #expect(throws: ClipFault.self) {
      try verifier.accept(segment: 0, bytes: clip.segments[0])
    }
    #expect(twice?.layer == .chain)
  }

  @Test("fragments that are dropped, doubled or swapped are refused") func fragments() throws {
    let clip = try closedClip(keys, at: keys.location())
    let segment = clip.segments[0]
    let opened = try clip.opener(keys.trainer).open(segment: 0, bytes: segment)
    let prefix = Array(segment.prefix(ObjectKind.prefixBytes))
    let length = segment.count - prefix.count
    let second = Int(opened[1].header.ciphertextLength) + opened[1].header.bytes.count + 64
    let one = Array(segment[prefix.count..<segment.count - second])
    let two = Array(segment.suffix(second))
    #expect(one.count + two.count == length)
    for parts in [[two], [one, one], [two, one], [one, two, two], [one, two, one]] {
      var clip = clip
      clip.segments[0] = prefix + parts.flatMap { $0 }
      let fault = fault(of: clip)
      #expect(fault?.place == .object(.segment(0)))
      #expect(fault?.layer == .chain || fault?.layer == .binding, "\(fault?.text ?? "taken")")
    }
    var short = clip
    short.segments[0] = prefix + one
    expect(.chain, .segment(1), short)
    short.segments[2] = Array(clip.segments[2].dropLast(second))
    short.segments[0] = segment
    expect(.closing, .closing, short)
    var merged = clip
    merged.segments = [clip.segments[0] + clip.segments[1].dropFirst(10), clip.segments[2]]
    expect(.binding, .segment(0), merged)
  }

  @Test("swapped and foreign segments are refused") func swapped() throws {
    let location = try keys.location()
    let clip = try closedClip(keys, at: location)
    var swapped = clip
    swapped.segments.swapAt(0, 1)
    expect(.binding, .segment(0), swapped)
    let twin = try closedClip(keys, at: location)
    var mixed = clip
    mixed.segments[1] = twin.segments[1]
    expect(.signature, .segment(1), mixed)
    mixed = clip
    mixed.closing = twin.closing
    expect(.signature, .closing, mixed)
    mixed = clip
    mixed.keys = twin.keys
    #expect(fault(of: mixed)?.layer == .hash)
    mixed = clip
    mixed.opening = twin.opening
    expect(.signature, .segment(0), mixed)
  }

  @Test("a clip that was moved to another name is refused") func moved() throws {
    let clip = try closedClip(keys, at: keys.location())
    let identifier = clip.location.clip
    for location in [
      try keys.location(campaign: "other", clip: identifier),
      try keys.location(day: "2026-11-22", clip: identifier), try keys.location(),
    ] {
      var moved = clip
      moved.location = location
      expect(.binding, .opening, moved)
      #expect(throws: ClipFault.self) { try moved.open(with: keys.trainer) }
    }
  }

  @Test("an expired clip is refused") func expiry() throws {
    let clip = try closedClip(keys, at: keys.location())
    #expect(fault(of: clip, today: clip.location.day + 29) == nil)
    let expired = fault(of: clip, today: clip.location.day + 30)
    #expect(expired?.layer == .expiry)
  }

  @Test("a clip that is too short is refused once it is closed") func tooShort() throws {
    var sealer = try keys.sealer(keys.location(), minimumSeconds: 2)
    var clip = StoredClip(sealer)
    clip.append(try sealer.seal(fragment(0, 1_999, starts: true)))
    #expect(try clip.withoutKeys.verify().closing == .open)
    let closing = try sealer.close(reason: .ended, end: at(1_999), trailingGaps: [])
    #expect(closing.isTooShort)
    clip.closing = closing.bytes
    expect(.limits, .closing, clip)
  }
}
