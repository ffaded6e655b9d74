import ClipFormat
import FilmTiming
import ProcessMessages
import Redaction
import Timeline

/// The film of one call: from redacted frames to sealed fragments in the spool.
///
/// Straight on: delay line, encoders, fragment, seal, disk. One thread.
struct Film: ~Copyable {
  private var line: DelayLine
  private var reel: Reel
  private var writer: ClipWriter
  private let segmentMilliseconds: Int64
  private let heavyBytes: Int

  /// Nil while there is a gap.
  private var cutting: FilmCutting?
  /// Up to where frames of the fragment that runs now were encoded.
  private var encoded = CallTime.answered
  /// Film of the segment that runs now, in bytes.
  private var segmentBytes = 0
  private var gaps = GapLedger()
  private var ticks = TickRecord()
  private var events = [TimedEvent(time: .answered, kind: .answered)]

  /// `track` shows the monitor that `line` begins with.
  ///
  /// A fragment of more than `heavyBytes` ends early, and so does a segment of eight times as
  /// much, far from what the format allows: motion on several large monitors is no reason to lose
  /// a film.
  init(
    line: consuming DelayLine, track: ReelTrack, writer: consuming ClipWriter,
    segmentSeconds: Int, heavyBytes: Int = 8 << 20
  ) {
    self.line = line
    reel = Reel(track)
    self.writer = writer
    segmentMilliseconds = Int64(segmentSeconds) * 1000
    self.heavyBytes = heavyBytes
  }

  var location: ClipLocation { writer.location }
  var isRunning: Bool { cutting != nil }
  /// Where the gap that runs now began; nil before the film has begun.
  var gapStart: CallTime? { gaps.start }
  var lastTick: CallTime? { ticks.last }
  var sealedEnd: CallTime { writer.end }
  var sealedMilliseconds: Int64 { writer.filmedMilliseconds }

  /// The film starts, or starts again, at `time`, and shows the monitors that `observation` needs.
  ///
  /// A gap up to there must have been begun; the observation is still to be told.
  mutating func start(at time: CallTime, for observation: Observation?) throws(FilmFailure) {
    if let observation { line.chooseLayout(for: observation) }
    cutting = FilmCutting(from: time, segmentMilliseconds: segmentMilliseconds)
    ticks.restart(at: time)
    encoded = time - 1
    try reel.startSegment(of: line.layout)
  }

  /// The film starts at `answered` with an empty picture: nothing was fetched yet.
  mutating func startBlank(for observation: Observation?) throws(FilmFailure) {
    try start(at: .answered, for: observation)
    try reel.repeatFrames(of: &line, at: .answered)
    // The first real picture refers to nothing in an empty one.
    reel.needKeyFrames()
  }

  /// What one tick saw, or that it saw no change.
  mutating func observe(_ observation: Observation?, at time: CallTime) -> LineRoom {
    ticks.note(time)
    return observation.map { line.append($0) } ?? .free
  }

  mutating func forget(_ window: WindowID, at time: CallTime) {
    line.forget(window, at: time)
  }

  /// The least time that pixels under a new mask would still have waited, in milliseconds.
  var smallestReserve: Int64? { line.smallestReserve }

  mutating func measure(_ hidden: HiddenRegions, of window: WindowID, now: CallTime) {
    line.measure(hidden, of: window, now: now)
  }

  mutating func learn(_ hidden: HiddenRegions, of window: WindowID, at time: CallTime) {
    line.learn(hidden, of: window, at: time)
  }

  mutating func vouch(for window: WindowID, _ vouching: Vouching) {
    line.vouch(for: window, vouching)
  }

  /// Encodes and seals what the delay line lets go.
  mutating func release(until now: CallTime) throws(FilmFailure) {
    guard isRunning else { return }
    try run(through: now - line.lookback)
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
    gaps.begin(reason, at: gaps.start == nil ? writer.end : max(time, writer.end))
  }

  mutating func note(_ kind: CallEventKind, at time: CallTime) {
    // An event may be told late, but not out of order.
    let earliest = max(writer.end, events.last?.time ?? .answered)
    events.append(TimedEvent(time: max(time, earliest), kind: kind))
  }

  /// Ends the clip; the outcome says whether it was kept.
  consuming func close(
    _ reason: ClosingReason, at time: CallTime
  ) throws(FilmFailure) -> (outcome: ClipOutcome, filmed: Int64) {
    if reason == .erased || reason == .objection {
      try writer.destroy()
      return (.erased, 0)
    }
    let end = try endTimeline(at: time)
    let trailing = gaps.take(until: end)
    let final = reason.eventKind.map { [TimedEvent(time: end, kind: $0)] } ?? []
    let last = events.filter { $0.time <= end } + final
    let closed = try writer.close(reason, end: end, trailingGaps: trailing, events: last)
    return (closed.isKept ? .kept : .tooShort, closed.filmedMilliseconds)
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
    return max(time, writer.end, gaps.start ?? time)
  }

  /// What was sealed before the gap that runs now goes where it is later than `time` (F6, N6).
  private mutating func cutBeforeGap(to time: CallTime) throws(FilmFailure) {
    guard writer.end > time else { return }
    try writer.cut(to: time)
    gaps = GapLedger()
    gaps.begin(.sourceLost, at: writer.end)
  }

  /// Brings the film to its end at `time` and returns where it really ended.
  ///
  /// An event that is earlier than what is sealed takes the fragments beyond it away.
  private mutating func end(at time: CallTime) throws(FilmFailure) -> CallTime {
    guard let start = cutting?.fragmentStart else { return time }
    line.discard(from: time)
    ticks.discard(from: time)
    reel.discard(from: time)
    if time <= start {
      try writer.cut(to: time)
    } else {
      // Nothing more will be learned of what is left.
      try run(through: time - 1)
      try sealFragment(end: time)
    }
    cutting = nil
    return writer.end
  }

  /// Encodes what the line holds up to and with `horizon`, and seals the fragments that end there
  /// or before.
  private mutating func run(through horizon: CallTime) throws(FilmFailure) {
    while encoded < horizon {
      // In small steps, so that a heavy fragment is seen soon.
      let step = min(horizon, encoded + Self.step)
      guard let end = fragmentEnd, end <= step else {
        try encode(through: step)
        continue
      }
      try encode(through: end - 1)
      try sealFragment(end: end)
      try startFragment(at: end)
      // An observation at the boundary itself makes these frames; else the pictures are repeated.
      try encode(through: end)
      try reel.repeatFrames(of: &line, at: end)
    }
  }

  /// In milliseconds.
  private static let step: Int64 = 100

  private mutating func encode(through time: CallTime) throws(FilmFailure) {
    try reel.release(from: &line, through: time)
    encoded = time
  }

  /// Where the fragment that runs now ends, as far as is known.
  private var fragmentEnd: CallTime? {
    guard let cutting else { return nil }
    let end = min(cutting.boundary, line.layoutChange ?? cutting.boundary)
    return reel.byteCount > heavyBytes ? min(end, encoded + 1) : end
  }

  private mutating func startFragment(at time: CallTime) throws(FilmFailure) {
    if cutting?.boundary == time {
      cutting?.advance()
    } else if segmentBytes > 8 * heavyBytes {
      cutting?.startSegment(at: time)
    } else {
      cutting?.startFragment(at: time)
    }
    if cutting?.startsSegment == true { line.narrowLayout() }
    if line.layoutChange == time {
      line.changeLayout()
      cutting?.startSegment(at: time)
    }
    if cutting?.startsSegment == true { try reel.startSegment(of: line.layout) }
  }

  private mutating func sealFragment(end: CallTime) throws(FilmFailure) {
    guard let cutting, end > cutting.fragmentStart else { return }
    let span = CallSpan(start: cutting.fragmentStart, end: end)
    let (media, frames) = try reel.takeMedia(startsSegment: cutting.startsSegment, end: end)
    segmentBytes = (cutting.startsSegment ? 0 : segmentBytes) + media.count
    let (count, longest) = ticks.summary(of: span)
    let (hidden, masked) = reel.takeNotes(of: span)
    let due = events.filter { $0.time <= end }
    events.removeAll { $0.time <= end }
    try writer.append(
      Fragment(
        span: span, gaps: gaps.take(until: span.start),
        startsSegment: cutting.startsSegment, longestObservation: longest,
        manifest: FragmentManifest(
          frames: UInt32(frames), ticks: UInt32(count), events: due, hidden: hidden,
          masked: masked),
        media: media))
    ticks.prune(before: end)
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
