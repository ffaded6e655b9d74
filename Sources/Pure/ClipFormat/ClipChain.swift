package import Timeline

/// A stretch of a clip's timeline: film, or a gap with what may be known of it.
package enum TimelineEntry: Hashable, Sendable {
  case film(CallSpan)
  case gap(ClearGap)
}

/// Holds one header after another against the rules of order and continuity.
///
/// It knows no cryptography: signatures and hashes are checked before a header comes here.
package struct ClipChain: Sendable {
  package let clip: ClipIdentifier
  package let openingHash: [UInt8]
  package private(set) var lastHash: [UInt8]
  package private(set) var fragments: UInt32 = 0
  package private(set) var segments: UInt32 = 0
  package private(set) var fragmentsInSegment = 0
  package private(set) var end = CallTime.answered
  package private(set) var filmedMilliseconds: Int64 = 0
  package private(set) var longestObservation: UInt16 = 0
  /// Film that adjoins is one entry.
  package private(set) var timeline: [TimelineEntry] = []
  private var gaps = 0

  package init(clip: ClipIdentifier, openingHash: [UInt8]) {
    self.clip = clip
    self.openingHash = openingHash
    lastHash = openingHash
  }

  /// Stands before a segment as its first header describes it: to open one segment alone.
  package init(clip: ClipIdentifier, openingHash: [UInt8], before header: FragmentHeader) {
    self.clip = clip
    self.openingHash = openingHash
    lastHash = header.previousHash
    fragments = header.index
    segments = header.segment
    end = header.gaps.first?.span.start ?? header.span.start
  }

  /// Whether this header may come next.
  package func check(_ header: FragmentHeader) throws(FormatError) {
    guard header.clip == clip, header.openingHash == openingHash else {
      throw FormatError(.binding, "a fragment belongs to another clip")
    }
    guard header.index == fragments else {
      throw FormatError(.chain, "fragment \(header.index) stands where \(fragments) belongs")
    }
    guard header.previousHash == lastHash else {
      throw FormatError(.chain, "fragment \(header.index) does not follow the one before it")
    }
    let starts = header.position == .starts
    guard header.segment == (starts ? segments : segments &- 1), starts || segments > 0 else {
      throw FormatError(.chain, "fragment \(header.index) is of another segment")
    }
    guard starts || fragmentsInSegment < FormatLimits.fragmentsPerSegment,
      fragments < FormatLimits.fragments, header.segment < FormatLimits.segments
    else { throw FormatError(.limits, "more fragments or segments than a clip may hold") }
    try check(gaps: header.gaps)
    try header.check(after: end)
  }

  private func check(gaps more: [ClearGap]) throws(FormatError) {
    guard gaps + more.count <= FormatLimits.clipGaps else {
      throw FormatError(.limits, "more gaps than a clip may hold")
    }
  }

  /// Takes the next fragment; `hash` is that of its header and signature.
  package mutating func accept(_ header: FragmentHeader, hash: [UInt8]) throws(FormatError) {
    try check(header)
    let starts = header.position == .starts
    fragments += 1
    segments = header.segment + 1
    fragmentsInSegment = starts ? 1 : fragmentsInSegment + 1
    lastHash = hash
    filmedMilliseconds += header.span.milliseconds
    longestObservation = max(longestObservation, header.longestObservation)
    gaps += header.gaps.count
    timeline += header.gaps.map { .gap($0) }
    if header.gaps.isEmpty, case .film(let before) = timeline.last {
      timeline[timeline.count - 1] = .film(CallSpan(start: before.start, end: header.span.end))
    } else {
      timeline.append(.film(header.span))
    }
    end = header.span.end
  }

  /// Holds the closing record against what came before it.
  package mutating func accept(_ closing: ClosingRecord) throws(FormatError) {
    guard closing.clip == clip, closing.openingHash == openingHash else {
      throw FormatError(.binding, "the closing record belongs to another clip")
    }
    guard closing.segments == segments, closing.fragments == fragments,
      closing.lastHash == lastHash, Int64(closing.filmedMilliseconds) == filmedMilliseconds
    else {
      throw FormatError(
        .closing, "\(closing.fragments) fragments were closed and \(fragments) are here")
    }
    guard
      !closing.detailBox.isEmpty
        || (closing.reason == .crash && closing.gaps.isEmpty && closing.end == end)
    else {
      throw FormatError(
        .closing, "only a closing after a crash, at the end of the film, has no sealed part")
    }
    try check(gaps: closing.gaps)
    guard GapTiling.tiles(closing.gaps.map(\.span), from: end, to: closing.end) else {
      throw FormatError(
        .continuity,
        "the gaps do not fill the time from \(end.milliseconds) to \(closing.end.milliseconds) ms"
      )
    }
    gaps += closing.gaps.count
    timeline += closing.gaps.map { .gap($0) }
    end = closing.end
  }
}
