import ClipFormat
import FilmTiming
import Redaction
import Timeline
import VideoEncoding

/// The encoded frames of the fragment that runs now, on all tracks.
struct Reel: ~Copyable {
  private var tracks: [ReelTrack]
  private var muxer: FragmentMuxer?
  private(set) var notes = ManifestNotes()

  init(_ track: ReelTrack) {
    tracks = [track]
  }

  /// A segment starts and shows these monitors; encoders that fit are kept, others opened.
  mutating func startSegment(of layout: [Monitor]) throws(FilmFailure) {
    var rest = tracks
    var started: [ReelTrack] = []
    for monitor in layout {
      if let index = rest.firstIndex(where: { $0.fits(monitor) }) {
        let track = rest.remove(at: index)
        track.monitor = monitor
        started.append(track)
      } else {
        started.append(try Self.open(monitor))
      }
    }
    tracks = started
    muxer = nil
    restart()
  }

  /// How much film the fragment that runs now is on all tracks.
  var byteCount: Int { tracks.reduce(0) { $0 + $1.byteCount } }

  /// Drops what was encoded; what follows needs nothing from before.
  mutating func restart() {
    for track in tracks {
      _ = track.takeFrames()
      track.needKeyFrame()
    }
  }

  mutating func needKeyFrames() {
    for track in tracks { track.needKeyFrame() }
  }

  mutating func discard(from time: CallTime) {
    notes.discard(from: time)
    for track in tracks { track.discard(from: time) }
  }

  /// Encodes what the line lets go up to and with `time`.
  mutating func release(
    from line: inout DelayLine, through time: CallTime
  ) throws(FilmFailure) {
    try line.release(until: time + line.lookback) { track, frame, time, note throws(FilmFailure) in
      try encode(frame, on: track, at: time, note: note)
    }
  }

  /// Makes sure that a fragment starts with a frame on each track: the picture that shows then.
  mutating func repeatFrames(of line: inout DelayLine, at time: CallTime) throws(FilmFailure) {
    let wanted = tracks.filter(\.frames.isEmpty).map(\.monitor.track)
    guard !wanted.isEmpty else { return }
    try line.repeatFrame(at: time, on: wanted) { track, frame, time, note throws(FilmFailure) in
      try encode(frame, on: track, at: time, note: note)
    }
  }

  /// The film of the fragment that ends here, and how many frames it has on all tracks.
  mutating func takeMedia(
    startsSegment: Bool, end: CallTime
  ) throws(FilmFailure) -> (media: [UInt8], frames: Int) {
    do throws(VideoError) {
      var media: [UInt8] = []
      if startsSegment || muxer == nil {
        let fresh = try FragmentMuxer(tracks: tracks.map(\.filmTrack))
        media = fresh.initialisation
        muxer = consume fresh
      }
      guard var current = muxer.take() else { return (media, 0) }
      let frames = tracks.map { $0.takeFrames() }
      media += try current.fragment(frames, end: end)
      muxer = consume current
      return (media, frames.reduce(0) { $0 + $1.count })
    } catch {
      throw .encoding(error)
    }
  }

  /// What the frames of a fragment covered.
  mutating func takeNotes(of span: CallSpan) -> (hidden: [HiddenSpan], masked: [MaskSpan]) {
    notes.take(of: span)
  }

  private mutating func encode(
    _ frame: borrowing RedactedFrame, on number: Int, at time: CallTime, note: FrameNote
  ) throws(FilmFailure) {
    notes.note(note, at: time)
    guard let track = tracks.first(where: { $0.monitor.track == number }) else {
      preconditionFailure("a frame of a monitor that is not filmed")
    }
    do throws(VideoError) {
      try track.encode(frame, at: time)
    } catch {
      throw .encoding(error)
    }
  }

  private static func open(_ monitor: Monitor) throws(FilmFailure) -> ReelTrack {
    do throws(VideoError) { return try ReelTrack(opening: monitor) } catch {
      throw .encoding(error)
    }
  }
}

extension ReelTrack {
  fileprivate func fits(_ monitor: Monitor) -> Bool {
    filmTrack.parameters.size == monitor.pictureSize
  }
}
