import Geometry
import Redaction
import Timeline

/// The one form of an exported film's frames, and its blank card.
struct FilmFormat {
  let parameters: CodecParameters
  private let settings: VideoSettings
  private let blank: EncodedFrame

  /// What this build's encoder makes of `size` and `settings`.
  init(size: PixelSize, settings: VideoSettings) throws(VideoError) {
    self.settings = settings
    var encoder = try VideoEncoder(size: size, settings: settings)
    let frame = try encoder.encode(RedactedFrame.blank(size: size), at: .answered, keyFrame: true)
    let segment = try FilmSegment(frames: [frame], end: .answered + 1, of: encoder.parameters)
    parameters = segment.parameters
    blank = segment.frames[0]
  }

  /// The blank card, a key frame.
  func card(at time: CallTime) -> EncodedFrame {
    var card = blank
    card.time = time
    return card
  }

  /// Decodes a segment and encodes it in this form, on the backdrop where it is smaller.
  func convert(_ segment: FilmSegment) throws(VideoError) -> FilmSegment {
    let size = parameters.size
    var encoder = try VideoEncoder(size: size, settings: settings)
    var decoder = try VideoDecoder(segment.parameters)
    var frames: [EncodedFrame] = []
    for frame in segment.frames {
      try decoder.decode(frame) { picture, time throws(VideoError) in
        let fitted = picture.fitted(into: size)
        frames.append(
          try encoder.encode(
            luma: fitted.luma.span, blue: fitted.blue.span, red: fitted.red.span, at: time,
            keyFrame: frames.isEmpty))
      }
    }
    guard frames.count == segment.frames.count else { throw .damaged }
    return try FilmSegment(frames: frames, end: segment.end, of: encoder.parameters)
  }
}

extension FilmSegment {
  /// Brings an encoder's frames into the form that containers hold.
  fileprivate init(
    frames: [EncodedFrame], end: CallTime, of parameters: CodecParameters
  ) throws(VideoError) {
    var muxer = try FragmentMuxer(parameters: [parameters])
    try self.init(reading: muxer.initialisation + muxer.fragment(frames, end: end))
  }
}
