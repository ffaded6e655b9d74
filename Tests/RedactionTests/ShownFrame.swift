import Geometry
import Redaction
import Timeline

/// A copy of what the encoder would have been given.
struct ShownFrame: Equatable {
  var track: Int
  var time: CallTime
  var note: FrameNote
  var picture: FlatPicture

  init(_ track: Int, _ frame: borrowing RedactedFrame, _ time: CallTime, _ note: FrameNote) {
    self.track = track
    self.time = time
    self.note = note
    picture = FlatPicture(frame)
  }
}

/// Planes as plain arrays.
struct FlatPicture: Equatable {
  var size: PixelSize
  var luma: [UInt8]
  var blue: [UInt8]
  var red: [UInt8]

  /// Flat dark grey.
  init(size: PixelSize) {
    self.size = size
    luma = Array(repeating: 50, count: size.width * size.height)
    blue = Array(repeating: 128, count: luma.count / 4)
    red = blue
  }

  init(_ frame: borrowing RedactedFrame) {
    self.init(size: frame.size)
    (luma, blue, red) = frame.withPlanes { luma, blue, red in
      (luma.array, blue.array, red.array)
    }
  }

  func luma(x: Int, y: Int) -> UInt8 { luma[y * size.width + x] }

  mutating func set(x: Int, y: Int, luma value: UInt8, blue: UInt8, red: UInt8) {
    luma[y * size.width + x] = value
    let chroma = y / 2 * (size.width / 2) + x / 2
    self.blue[chroma] = blue
    self.red[chroma] = red
  }
}

extension Span<UInt8> {
  var array: [UInt8] { indices.map { self[$0] } }
}

extension DelayLine {
  /// A line that films one monitor at the desktop's origin.
  init(size: PixelSize, lookback: Int64, byteLimit: Int = 64 << 20) {
    self.init(monitor: Monitor(size), lookback: lookback, byteLimit: byteLimit)
  }

  mutating func released(until now: Int64) -> [ShownFrame] {
    var frames: [ShownFrame] = []
    release(until: CallTime(milliseconds: now)) { frames.append(ShownFrame($0, $1, $2, $3)) }
    return frames
  }

  mutating func drained(until end: Int64) -> [ShownFrame] {
    var frames: [ShownFrame] = []
    drain(until: CallTime(milliseconds: end)) { frames.append(ShownFrame($0, $1, $2, $3)) }
    return frames
  }

  mutating func learn(_ hidden: HiddenRegions, of window: WindowID, at time: Int64) {
    learn(hidden, of: window, at: CallTime(milliseconds: time))
    vouch(for: window, Vouching(through: CallTime(milliseconds: .max / 2)))
  }
}

extension Monitor {
  /// The only monitor of a desktop.
  init(_ size: PixelSize) {
    self.init(track: 1, region: PixelRegion(size))
  }

  /// As large as any that these tests film alone.
  static let whole = Monitor(PixelSize(width: 16, height: 12))
}

extension FramePatch {
  /// A patch of one colour.
  init(_ window: WindowID, _ region: PixelRegion, luma: UInt8, blue: UInt8 = 90, red: UInt8 = 160) {
    let area = region.evenOutward.area
    self.init(
      window: window, region: region, luma: Array(repeating: luma, count: area),
      blueChroma: Array(repeating: blue, count: area / 4),
      redChroma: Array(repeating: red, count: area / 4))
  }
}

extension VisibleWindow {
  /// A window that nothing covers.
  init(_ window: WindowID, _ frame: PixelRegion) {
    self.init(window: window, frame: frame, visible: RegionSet(frame))
  }
}

extension Observation {
  init(
    _ time: Int64, _ windows: [VisibleWindow], _ patches: [FramePatch] = [],
    cursor: CursorPlacement? = nil, monitors: [Monitor] = [.whole]
  ) {
    self.init(
      at: CallTime(milliseconds: time), monitors: monitors, windows: windows, patches: patches,
      cursor: cursor)
  }
}

extension HiddenRegions {
  /// Regions that the policy names.
  @_disfavoredOverload static func only(_ regions: [PixelRegion]) -> HiddenRegions {
    .only(regions.map { MaskedRegion($0, .policyRegion) })
  }
}
