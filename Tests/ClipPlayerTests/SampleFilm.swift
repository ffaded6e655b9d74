import Geometry
import Redaction
import Timeline
import VideoEncoding

/// Small real film: grey pictures, each brighter than the one before.
enum SampleFilm {
  static let size = size(160, 96)

  static func size(_ width: Int, _ height: Int) -> PixelSize {
    PixelSize(width: width, height: height)
  }

  /// One segment with a frame at each of these milliseconds on each of the tracks.
  static func segment(
    _ times: [Int64], end: Int64, tracks sizes: [Int: PixelSize] = [1: size]
  ) throws -> [UInt8] {
    var tracks: [FilmTrack] = []
    var frames: [[EncodedFrame]] = []
    for (number, size) in sizes.sorted(by: { $0.key < $1.key }) {
      let (parameters, own) = try film(times, size: size)
      tracks.append(FilmTrack(number: number, parameters: parameters))
      frames.append(own)
    }
    var muxer = try FragmentMuxer(tracks: tracks)
    return muxer.initialisation
      + (try muxer.fragment(frames, end: CallTime(milliseconds: end)))
  }

  private static func film(
    _ times: [Int64], size: PixelSize
  ) throws -> (CodecParameters, [EncodedFrame]) {
    var encoder = try VideoEncoder(size: size, settings: VideoSettings())
    let monitor = Monitor(track: 1, region: PixelRegion(size))
    var line = DelayLine(monitor: monitor, lookback: 0)
    let window = VisibleWindow(
      window: WindowID(rawValue: 1), frame: PixelRegion(size),
      visible: RegionSet(PixelRegion(size)))
    line.learn(.only([]), of: window.window, at: CallTime(milliseconds: times[0]))
    var frames: [EncodedFrame] = []
    for (index, time) in times.enumerated() {
      let at = CallTime(milliseconds: time)
      let patch = picture(UInt8(80 + 20 * index), size)
      _ = line.append(
        Observation(
          at: at, monitors: [monitor], windows: [window], patches: [patch], cursor: nil))
      try line.release(until: at) { _, frame, time, _ throws(VideoError) in
        guard time == at else { return }
        frames.append(try encoder.encode(frame, at: time, keyFrame: frames.isEmpty))
      }
    }
    return (encoder.parameters, frames)
  }

  private static func picture(_ luma: UInt8, _ size: PixelSize) -> FramePatch {
    let area = size.width * size.height
    return FramePatch(
      window: WindowID(rawValue: 1), region: PixelRegion(size),
      luma: Array(repeating: luma, count: area),
      blueChroma: Array(repeating: 128, count: area / 4),
      redChroma: Array(repeating: 128, count: area / 4))
  }
}
