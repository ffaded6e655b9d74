import Geometry
import Redaction
import Timeline

/// The one form of an exported track's frames, and its blank card.
struct FilmFormat {
  let parameters: CodecParameters
  private let settings: VideoSettings
  private let blank: EncodedFrame

  /// What this build's encoder makes of `size` and `settings`.
  init(size: PixelSize, settings: VideoSettings) throws(VideoError) {
    self.settings = settings
    var encoder = try VideoEncoder(size: size, settings: settings)
    let frame = try encoder.encode(RedactedFrame.blank(size: size), at: .answered, keyFrame: true)
    let track = try Self.contained([frame], end: .answered + 1, of: encoder.parameters)
    parameters = track.track.parameters
    blank = track.frames[0]
  }

  /// The blank card, a key frame.
  func card(at time: CallTime) -> EncodedFrame {
    var card = blank
    card.time = time
    return card
  }

  /// Decodes a track's frames and encodes them in this form, on the backdrop where they are
  /// smaller.
  func convert(
    _ track: FilmSegment.Track, end: CallTime
  ) throws(VideoError) -> [EncodedFrame] {
    let size = parameters.size
    var encoder = try VideoEncoder(size: size, settings: settings)
    var decoder = try VideoDecoder(track.track.parameters)
    var frames: [EncodedFrame] = []
    for frame in track.frames {
      try decoder.decode(frame) { picture, time throws(VideoError) in
        let fitted = picture.fitted(into: size)
        frames.append(
          try encoder.encode(
            luma: fitted.luma.span, blue: fitted.blue.span, red: fitted.red.span, at: time,
            keyFrame: frames.isEmpty))
      }
    }
    guard frames.count == track.frames.count else { throw .damaged }
    return try Self.contained(frames, end: end, of: encoder.parameters).frames
  }

  /// An encoder's frames in the form that containers hold.
  private static func contained(
    _ frames: [EncodedFrame], end: CallTime, of parameters: CodecParameters
  ) throws(VideoError) -> FilmSegment.Track {
    var muxer = try FragmentMuxer(parameters: parameters)
    let bytes = try muxer.initialisation + muxer.fragment(frames, end: end)
    return try FilmSegment(reading: bytes).tracks[0]
  }
}
