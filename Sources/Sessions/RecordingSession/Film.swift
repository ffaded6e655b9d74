import ClipFormat
import ClipSealing
import FilmTiming
import ProcessMessages
import Redaction
import Spool
import Timeline
import VideoEncoding

/// The film of one call: from redacted frames to sealed fragments in the spool.
///
/// Straight on: delay line, encoder, fragment, seal, disk. One thread.
struct Film: ~Copyable {
  private var line: DelayLine
  private var reel: Reel
  private var sealer: ClipSealer
  private var spooled: SpooledClip
  private let segmentMilliseconds: Int64

  /// Nil while there is a gap.
  private var cutting: FilmCutting?
  private var muxer: FragmentMuxer?
  private var gaps = GapLedger()
  private var ticks = TickRecord()
  private var events: [TimedEvent] = []

  init(
    line: consuming DelayLine, encoder: consuming VideoEncoder, sealer: consuming ClipSealer,
    spooled: consuming SpooledClip, segmentSeconds: Int
  ) {
    self.line = line
    reel = Reel(encoder: encoder)
    self.sealer = sealer
    self.spooled = spooled
    segmentMilliseconds = Int64(segmentSeconds) * 1000
    events = [TimedEvent(time: .answered, kind: .answered)]
  }

  var location: ClipLocation { sealer.location }
  var isRunning: Bool { cutting != nil }
  /// Where the gap that runs now began; nil before the film has begun.
  var gapStart: CallTime? { gaps.start }
  var lastTick: CallTime? { ticks.last }
  var sealedMilliseconds: Int64 { sealer.filmedMilliseconds }

  /// The film starts, or starts again, at `time`; a gap up to there must have been begun.
  mutating func start(at time: CallTime) {
    cutting = FilmCutting(from: time, segmentMilliseconds: segmentMilliseconds)
    muxer = nil
    reel.restart()
    ticks.restart(at: time)
  }

  /// The film starts at `answered` with an empty picture: nothing was fetched yet.
  mutating func startBlank() throws(FilmFailure) {
    start(at: .answered)
    try reel.repeatFrame(of: &line, at: .answered)
    // The first real picture refers to nothing in an empty one.
    reel.needKeyFrame()
  }

  /// What one tick saw, or that it saw no change.
  mutating func observe(_ observation: Observation?, at time: CallTime) -> LineRoom {
    ticks.note(time)
    return observation.map { line.append($0) } ?? .free
  }

  mutating func forget(_ window: WindowID, at time: CallTime) {
    line.forget(window, at: time)
  }

  mutating func learn(_ hidden: HiddenRegions, of window: WindowID, at time: CallTime) {
    line.learn(hidden, of: window, at: time)
  }

  /// Encodes and seals what the delay line lets go.
  mutating func release(until now: CallTime) throws(FilmFailure) {
    while let boundary = cutting?.boundary, now - line.lookback >= boundary {
      try reel.release(from: &line, through: boundary - 1)
      try sealFragment(end: boundary)
      try startFragment()
      try reel.release(from: &line, through: boundary)
      try reel.repeatFrame(of: &line, at: boundary)
    }
    guard isRunning else { return }
    try reel.release(from: &line, through: now - line.lookback)
  }

  /// Film ends at `time`, or before what is sealed already; from there on there is a gap.
  mutating func pause(_ reason: GapReason, at time: CallTime) throws(FilmFailure) {
    guard isRunning else {
      try cutBeforeGap(to: time)
      return beginGap(reason, at: time)
    }
    gaps.begin(reason, at: try end(at: time))
  }

  /// Before the film has begun a gap starts at `answered`: no time may be left without a name.
  private mutating func beginGap(_ reason: GapReason, at time: CallTime) {
    gaps.begin(reason, at: gaps.start == nil ? sealer.end : max(time, sealer.end))
  }

  mutating func note(_ kind: CallEventKind, at time: CallTime) {
    // An event may be told late, but not out of order.
    let earliest = max(sealer.end, events.last?.time ?? .answered)
    events.append(TimedEvent(time: max(time, earliest), kind: kind))
  }

  /// Ends the clip; the outcome says whether it was kept.
  consuming func close(
    _ reason: ClosingReason, at time: CallTime
  ) throws(FilmFailure) -> (outcome: ClipOutcome, filmed: Int64) {
    do throws(SpoolError) {
      if reason == .erased || reason == .objection {
        try spooled.destroy()
        return (.erased, 0)
      }
    } catch {
      throw .spool(error)
    }
    let end = try endTimeline(at: time)
    let trailing = gaps.take(until: end)
    let final = reason.eventKind.map { [TimedEvent(time: end, kind: $0)] } ?? []
    let last = events.filter { $0.time <= end } + final
    let closing: SealedClosing
    do throws(SealingError) {
      closing = try sealer.close(
        reason: reason, end: end, trailingGaps: trailing, events: last)
    } catch {
      throw .sealing(error)
    }
    do throws(SpoolError) {
      if closing.isTooShort { try spooled.destroy() } else { try spooled.close(closing) }
    } catch {
      throw .spool(error)
    }
    return (closing.isTooShort ? .tooShort : .kept, closing.filmedMilliseconds)
  }

  /// Ends film or gap for good; the clip's end.
  private mutating func endTimeline(at time: CallTime) throws(FilmFailure) -> CallTime {
    if isRunning {
      let filmed = try end(at: time)
      // Told late: what was filmed after the end is gone, and some of what came before it.
      if filmed < time, gaps.start == nil { gaps.begin(.sourceLost, at: filmed) }
    } else {
      try cutBeforeGap(to: time)
      if gaps.start == nil { beginGap(.indicatorLost, at: time) }
    }
    return max(time, sealer.end, gaps.start ?? time)
  }

  /// What was sealed before the gap that runs now goes where it is later than `time` (F6, N6).
  private mutating func cutBeforeGap(to time: CallTime) throws(FilmFailure) {
    guard sealer.end > time else { return }
    try cutSealed(to: time)
    gaps = GapLedger()
    gaps.begin(.sourceLost, at: sealer.end)
  }

  /// Brings the film to its end at `time` and returns where it really ended.
  private mutating func end(at time: CallTime) throws(FilmFailure) -> CallTime {
    guard let start = cutting?.fragmentStart else { return time }
    line.discard(from: time)
    ticks.discard(from: time)
    reel.discard(from: time)
    if time <= start {
      try cutSealed(to: time)
    } else {
      try drain(until: time)
    }
    cutting = nil
    muxer = nil
    return sealer.end
  }

  private mutating func drain(until end: CallTime) throws(FilmFailure) {
    while let boundary = cutting?.boundary, boundary < end {
      try reel.drain(from: &line, until: boundary)
      try sealFragment(end: boundary)
      try startFragment()
      // An observation at the boundary itself makes this frame; else the picture is repeated.
      try reel.drain(from: &line, until: boundary + 1)
      try reel.repeatFrame(of: &line, at: boundary)
    }
    try reel.drain(from: &line, until: end)
    try sealFragment(end: end)
  }

  private mutating func startFragment() throws(FilmFailure) {
    cutting?.advance()
    if cutting?.startsSegment == true { reel.needKeyFrame() }
  }

  /// An event came that is earlier than what is sealed: the fragments beyond it go.
  private mutating func cutSealed(to time: CallTime) throws(FilmFailure) {
    guard sealer.end > time else { return }
    let last = sealer.cut(to: time)
    try Self.inSpool(spooled.cut(to: last))
  }

  private mutating func sealFragment(end: CallTime) throws(FilmFailure) {
    guard let cutting else { return }
    let span = CallSpan(start: cutting.fragmentStart, end: end)
    let frames = reel.takeFrames()
    guard span.milliseconds > 0, !frames.isEmpty else { return }
    let media = try makeMedia(frames, startsSegment: cutting.startsSegment, end: end)
    let (count, longest) = ticks.summary(of: span)
    let (hidden, masked) = reel.notes.take(of: span)
    let due = events.filter { $0.time <= end }
    events.removeAll { $0.time <= end }
    let fragment = Fragment(
      span: span, gaps: gaps.take(until: span.start),
      startsSegment: cutting.startsSegment, longestObservation: longest,
      manifest: FragmentManifest(
        frames: UInt32(frames.count), ticks: UInt32(count), events: due, hidden: hidden,
        masked: masked),
      media: media)
    let sealed: SealedFragment
    do throws(SealingError) {
      sealed = try sealer.seal(fragment)
    } catch {
      throw .sealing(error)
    }
    try Self.inSpool(spooled.append(sealed))
    ticks.prune(before: end)
  }

  private mutating func makeMedia(
    _ frames: [EncodedFrame], startsSegment: Bool, end: CallTime
  ) throws(FilmFailure) -> [UInt8] {
    do throws(VideoError) {
      var media: [UInt8] = []
      if startsSegment || muxer == nil {
        let fresh = try FragmentMuxer(parameters: [reel.parameters])
        media = fresh.initialisation
        muxer = consume fresh
      }
      guard var current = muxer.take() else { return media }
      media += try current.fragment(frames, end: end)
      muxer = consume current
      return media
    } catch {
      throw .encoding(error)
    }
  }

  private static func inSpool<Result: ~Copyable>(
    _ body: @autoclosure () throws(SpoolError) -> Result
  ) throws(FilmFailure) -> Result {
    do throws(SpoolError) {
      return try body()
    } catch {
      throw .spool(error)
    }
  }
}

extension ClosingReason {
  /// What the telephone said, where it was the telephone that ended the film.
  fileprivate var eventKind: CallEventKind? {
    switch self {
    case .ended: .ended
    case .transferred: .transferred
    case .objection, .erased, .longest, .displayLost, .crash, .policyWithdrawn: nil
    }
  }
}
