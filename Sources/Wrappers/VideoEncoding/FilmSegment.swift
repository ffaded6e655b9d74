internal import CFFmpeg
import Geometry
import Timeline

/// One segment taken apart: each track's parameters and frames, ready for another container.
struct FilmSegment {
  struct Track {
    var track: FilmTrack
    /// Never empty; starts with a key frame.
    var frames: [EncodedFrame]
  }

  /// By rising number; never empty.
  var tracks: [Track]
  /// Where the first frame of every track starts.
  var start: CallTime
  /// Where the last frame of every track ends.
  var end: CallTime

  /// Reads an initialisation and fragments of video tracks.
  ///
  /// Throws ``VideoError/damaged`` where a box is cut short, a frame is broken or missing, the
  /// times of a track do not increase, its first frame needs another before it, or the tracks do
  /// not start and end together.
  init(reading bytes: [UInt8]) throws(VideoError) {
    guard Self.consistsOfWholeBoxes(bytes) else { throw .damaged }
    callreel_silence()
    let input = try InputContext(bytes)
    var tracks: [Track] = []
    for track in try input.tracks() { tracks.append(Track(track: track, frames: [])) }
    let packet = try Packet()
    while try input.read(into: packet) {
      let index = packet.stream
      let time = unsafe packet.pointer.pointee.pts
      guard tracks.indices.contains(index), time >= 0,
        unsafe packet.pointer.pointee.dts == time
      else { throw .damaged }
      let frame = EncodedFrame(
        bytes: packet.bytes, time: CallTime(milliseconds: time), isKey: packet.isKey)
      guard tracks[index].frames.last.map({ frame.time > $0.time }) ?? frame.isKey else {
        throw .damaged
      }
      tracks[index].frames.append(frame)
    }
    guard let first = tracks.first?.frames.first else { throw .damaged }
    start = first.time
    end = CallTime(milliseconds: input.end(ofTrackAt: 0))
    for (index, track) in tracks.enumerated() {
      guard let last = track.frames.last, track.frames.first?.time == start, end > last.time,
        input.end(ofTrackAt: index) == end.milliseconds
      else { throw .damaged }
    }
    self.tracks = tracks
  }

  /// When the last frame of any track starts.
  var lastFrame: CallTime { tracks.compactMap(\.frames.last?.time).max() ?? start }

  /// Whether top-level boxes (ISO/IEC 14496-12, 4.2) fill the bytes exactly.
  private static func consistsOfWholeBoxes(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while rest.count >= 8 {
      let size = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard size >= 8, size <= rest.count else { return false }
      rest = rest.dropFirst(size)
    }
    return rest.isEmpty && !bytes.isEmpty
  }
}
