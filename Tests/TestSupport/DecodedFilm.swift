import ClipFormat
import ClipSealing
package import Geometry
import LinuxSystem
import Timeline

/// A clip verified, opened with its trainer's key, and decoded by the ffmpeg command.
package struct DecodedFilm {
  package let report: ClipReport
  package let opened: CallRecord
  /// With their exact reasons, in order.
  package var gaps: [Gap] = []
  package var events: [TimedEvent] = []
  package var fragments: [Fragment] = []
  /// The frames of each track by its number.
  package var tracks: [Int: [FilmFrame]] = [:]
  /// Where each segment lies and which tracks it has.
  package var segments: [(span: CallSpan, tracks: [Int])] = []

  /// `directory`: where the segments are laid down for ffmpeg.
  package init(
    _ clip: SealedClip, key: consuming PrivateKey, directory: String,
    keys: KeyPresence = .required
  ) throws {
    report = try clip.verify(keys: keys)
    let opener = try clip.open(key)
    opened = opener.callRecord
    for number in clip.segments {
      let fragments = try opener.open(
        segment: number, bytes: clip.objects[.segment(number)] ?? []
      ).map(\.fragment)
      self.fragments += fragments
      gaps += fragments.flatMap(\.gaps)
      events += fragments.flatMap(\.manifest.events)
      let path = directory + "/segment.mp4"
      try Files.replace(path: path, fragments.flatMap(\.media))
      let segment = try DecodedSegment(path)
      guard let first = fragments.first?.span.start, let end = fragments.last?.span.end else {
        continue
      }
      segments.append((CallSpan(start: first, end: end), segment.tracks.map(\.number)))
      for track in segment.tracks { tracks[track.number, default: []] += track.frames }
    }
    if let bytes = clip.objects[.closing], let detail = try opener.open(closing: bytes) {
      gaps += detail.gaps
      events += detail.events
    }
  }

  /// Those of the first track, which is the only one where one monitor was filmed.
  package var frames: [FilmFrame] { tracks.min { $0.key < $1.key }?.value ?? [] }

  /// Those of all tracks, one track after another.
  package var allFrames: [FilmFrame] { tracks.sorted { $0.key < $1.key }.flatMap(\.value) }

  /// The last size of the first track.
  package var size: PixelSize { frames.last?.size ?? PixelSize(width: 0, height: 0) }

  package func gaps(_ reason: GapReason) -> [Gap] { gaps.filter { $0.reason == reason } }

  /// The frame that shows at a moment on a track, the first where none is named; nil before the
  /// film, within a gap, and where a segment lacks the track.
  package func frame(at time: CallTime, track: Int? = nil) -> FilmFrame? {
    guard fragments.contains(where: { $0.span.start <= time && time < $0.span.end }),
      let number = track ?? tracks.keys.min(),
      segments.contains(where: {
        $0.tracks.contains(number) && $0.span.start <= time && time < $0.span.end
      })
    else { return nil }
    return tracks[number]?.last { $0.time <= time }
  }
}
