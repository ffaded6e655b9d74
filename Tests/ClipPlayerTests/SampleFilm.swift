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

  /// One segment with a frame at each of these milliseconds.
  static func segment(_ times: [Int64], end: Int64, size: PixelSize = size) throws -> [UInt8] {
    var encoder = try VideoEncoder(size: size, settings: VideoSettings())
    var line = DelayLine(size: size, lookback: 0)
    let window = VisibleWindow(
      window: WindowID(rawValue: 1), frame: PixelRegion(size),
      visible: RegionSet(PixelRegion(size)))
    line.learn(.only([]), of: window.window, at: CallTime(milliseconds: times[0]))
    var frames: [EncodedFrame] = []
    for (index, time) in times.enumerated() {
      let at = CallTime(milliseconds: time)
      let patch = picture(UInt8(80 + 20 * index), size)
      _ = line.append(Observation(at: at, windows: [window], patches: [patch], cursor: nil))
      try line.release(until: at) { frame, time, _ throws(VideoError) in
        guard time == at else { return }
        frames.append(try encoder.encode(frame, at: time, keyFrame: frames.isEmpty))
      }
    }
    var muxer = try FragmentMuxer(parameters: [encoder.parameters])
    return muxer.initialisation
      + (try muxer.fragment(frames, end: CallTime(milliseconds: end)))
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
