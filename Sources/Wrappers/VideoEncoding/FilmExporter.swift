import Geometry
import Timeline

/// Joins segments to one film on the call's timeline, with a blank card wherever there is no film.
///
/// Frames are copied as they are; only segments whose parameters differ from the film's are
/// encoded again. Used by one thread at a time.
package struct FilmExporter: ~Copyable {
  private let plan: FilmPlan
  private let descriptor: Int32
  private let settings: VideoSettings
  private var writer: FilmWriter?
  private var format: FilmFormat?
  /// The newest frame, whose length is not known yet.
  private var held: EncodedFrame?
  private var holdsCard = false
  /// Stretches that no card covers yet, in order.
  private var gaps: [CallSpan]
  /// Where the film so far ends.
  private var reached = CallTime.answered

  /// Writes to `descriptor`, which stays the caller's; nothing is written before the first segment.
  package init(
    plan: FilmPlan, descriptor: Int32, settings: VideoSettings = VideoSettings()
  ) {
    self.plan = plan
    self.descriptor = descriptor
    self.settings = settings
    gaps = plan.gaps.filter { $0.milliseconds > 0 && $0.start < plan.end }
  }

  /// Adds a segment: its initialisation and its fragments, in the order of the film.
  ///
  /// Throws ``VideoError/damaged`` also for a segment that starts before the last one ended, or
  /// that has frames in a gap or after the end.
  package mutating func append(_ bytes: [UInt8]) throws(VideoError) {
    let segment = try FilmSegment(reading: bytes)
    guard let first = segment.frames.first, let last = segment.frames.last,
      first.time >= reached, last.time < plan.end
    else { throw .damaged }
    let converted = try inFilmFormat(segment)
    for frame in converted.frames {
      try coverGaps(before: frame.time)
      if frame.time == first.time, first.time > reached { try addCard(at: reached) }
      // Without a key frame the work from before the card would shine through.
      guard frame.isKey || !holdsCard else { throw .damaged }
      try add(frame)
      holdsCard = false
    }
    reached = segment.end
    try writer?.flush()
  }

  /// Writes the film's end; a film without a segment is damaged.
  package consuming func finish() throws(VideoError) {
    try coverGaps(before: plan.end)
    if reached < plan.end { try addCard(at: reached) }
    guard let last = held, let format else { throw .damaged }
    try writer?.write(last, duration: plan.end - last.time)
    // The last frame of a stream has no length: a card keeps the work from standing still.
    if plan.container == .matroska {
      try writer?.write(format.card(at: plan.end), duration: 1)
    }
    try writer.take()?.finish()
  }

  /// Opens the film with the first segment and brings each segment into its format.
  private mutating func inFilmFormat(_ segment: FilmSegment) throws(VideoError) -> FilmSegment {
    if format == nil {
      let size = (plan.size ?? segment.parameters.size).padded
      let opened = try FilmFormat(size: size, settings: settings)
      writer = try FilmWriter(plan: plan, parameters: opened.parameters, descriptor: descriptor)
      format = opened
    }
    guard let format, format.parameters != segment.parameters else { return segment }
    return try format.convert(segment)
  }

  private mutating func coverGaps(before time: CallTime) throws(VideoError) {
    while let gap = gaps.first, gap.start <= time {
      guard gap.end <= time || time == plan.end else { throw .damaged }
      gaps.removeFirst()
      try addCard(at: gap.start)
    }
  }

  /// Shows the card from `time` on, unless it is there already.
  private mutating func addCard(at time: CallTime) throws(VideoError) {
    guard !holdsCard, time < plan.end, let format else { return }
    try add(format.card(at: time))
    holdsCard = true
  }

  private mutating func add(_ frame: EncodedFrame) throws(VideoError) {
    if let held {
      guard frame.time > held.time else { throw .damaged }
      try writer?.write(held, duration: frame.time - held.time)
    }
    held = frame
  }
}
