import Geometry
import Timeline

/// Joins segments to one film on the call's timeline, with a blank card wherever there is no film.
///
/// The film has a track for each that any segment has, all of one length; where a segment lacks
/// one, this shows the card. Frames are copied as they are; only what differs from the film's form
/// is encoded again. Used by one thread at a time.
package struct FilmExporter: ~Copyable {
  /// How often a stream repeats the card beside a track that moves, in milliseconds: a player that
  /// shows both waits for each.
  private static let cardRepeat: Int64 = 1000

  private let plan: FilmPlan
  private let descriptor: Int32
  private let settings: VideoSettings
  private var writer: FilmWriter?
  /// By rising number; empty before the first segment.
  private var tracks: [ExportTrack] = []
  /// Stretches without film that lie after the last segment, in order.
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
  /// Throws ``VideoError/damaged`` also for a segment that starts before the last one ended, that
  /// has frames in a gap or after the end, or a track that the plan does not name.
  package mutating func append(_ bytes: [UInt8]) throws(VideoError) {
    let segment = try FilmSegment(reading: bytes)
    guard segment.start >= reached, segment.lastFrame < plan.end else { throw .damaged }
    if tracks.isEmpty { try open(with: segment) }
    let known = tracks.map(\.number)
    guard segment.tracks.allSatisfy({ known.contains($0.track.number) }) else { throw .damaged }
    try passGaps(before: segment)
    if segment.start > reached { try addCards(at: reached) }
    for (index, frame, isCard) in try frames(of: segment) {
      // One card after another is needed only where a player waits for it.
      if isCard, tracks[index].showsCard, plan.container == .mp4 { continue }
      try add(frame, toTrackAt: index)
      tracks[index].showsCard = isCard
    }
    reached = segment.end
    try writer?.flush()
  }

  /// Writes the film's end; a film without a segment is damaged.
  package consuming func finish() throws(VideoError) {
    guard !tracks.isEmpty, gaps.allSatisfy({ $0.start >= reached }) else { throw .damaged }
    if reached < plan.end { try addCards(at: reached) }
    for (index, track) in tracks.enumerated() {
      switch plan.container {
      case .mp4:
        guard let held = track.held else { throw .damaged }
        try writer?.write(held, duration: plan.end - held.time, track: index)
      // The last frame of a stream has no length: a card keeps the work from standing still.
      case .matroska:
        try writer?.write(track.format.card(at: plan.end), duration: 1, track: index)
      }
    }
    try writer.take()?.finish()
  }

  private mutating func open(with segment: FilmSegment) throws(VideoError) {
    var sizes = plan.sizes
    if sizes.isEmpty {
      for track in segment.tracks { sizes[track.track.number] = track.track.parameters.size }
    }
    for (number, size) in sizes.sorted(by: { $0.key < $1.key }) {
      let format = try FilmFormat(size: size.padded, settings: settings)
      tracks.append(ExportTrack(number: number, format: format))
    }
    writer = try FilmWriter(plan: plan, tracks: tracks.map(\.track), descriptor: descriptor)
  }

  /// The frames of all tracks in the order of time, with cards where the segment lacks a track.
  private func frames(
    of segment: FilmSegment
  ) throws(VideoError) -> [(index: Int, frame: EncodedFrame, isCard: Bool)] {
    var frames: [(index: Int, frame: EncodedFrame, isCard: Bool)] = []
    for (index, track) in tracks.enumerated() {
      if let own = try track.frames(of: segment) {
        frames += own.map { (index, $0, false) }
      } else {
        let length = segment.end - segment.start
        frames += stride(from: 0, to: length, by: Int(Self.cardRepeat)).map {
          (index, track.format.card(at: segment.start + $0), true)
        }
      }
    }
    return frames.sorted { ($0.frame.time, $0.index) < ($1.frame.time, $1.index) }
  }

  /// Holds the gaps against the film: none may lie where there is some.
  private mutating func passGaps(before segment: FilmSegment) throws(VideoError) {
    while let gap = gaps.first, gap.start < segment.end {
      guard gap.start >= reached, gap.end <= segment.start else { throw .damaged }
      gaps.removeFirst()
    }
  }

  /// Shows the card from `time` on, on each track where it does not show already.
  private mutating func addCards(at time: CallTime) throws(VideoError) {
    for index in tracks.indices where !tracks[index].showsCard {
      try add(tracks[index].format.card(at: time), toTrackAt: index)
      tracks[index].showsCard = true
    }
  }

  private mutating func add(
    _ frame: EncodedFrame, toTrackAt index: Int
  ) throws(VideoError) {
    guard tracks[index].newest.map({ frame.time > $0 }) ?? true else { throw .damaged }
    tracks[index].newest = frame.time
    switch plan.container {
    case .mp4:
      if let held = tracks[index].held {
        try writer?.write(held, duration: frame.time - held.time, track: index)
      }
      tracks[index].held = frame
    // A stream is read while it is written: each frame goes as soon as it is its turn.
    case .matroska: try writer?.write(frame, duration: 0, track: index)
    }
  }
}
