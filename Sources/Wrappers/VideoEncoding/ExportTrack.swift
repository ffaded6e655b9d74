import Geometry
import Timeline

/// One track of a film that is being written, and what its newest frame is.
struct ExportTrack {
  let number: Int
  let format: FilmFormat
  /// The newest frame, which is not written before its length is known.
  var held: EncodedFrame?
  /// When the newest frame starts.
  var newest: CallTime?
  var showsCard = false

  var track: FilmTrack { FilmTrack(number: number, parameters: format.parameters) }

  /// This track's frames of a segment in the film's form; nil where the segment lacks it.
  func frames(of segment: FilmSegment) throws(VideoError) -> [EncodedFrame]? {
    guard let track = segment.tracks.first(where: { $0.track.number == number }) else {
      return nil
    }
    guard track.track.parameters != format.parameters else { return track.frames }
    return try format.convert(track, end: segment.end)
  }
}
