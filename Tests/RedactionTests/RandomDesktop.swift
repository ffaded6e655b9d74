import Geometry
import Redaction
import TestSupport
import Timeline

/// Monitors, windows and what is said of them, all at random from one seed.
struct RandomDesktop {
  var random: SeededGenerator
  private(set) var monitors: [Monitor] = []
  private var frames: [PixelRegion]
  private var newest = 0
  private let windows = (1...3).map { WindowID(rawValue: $0) }

  private static let around = PixelRegion(left: -5, top: -5, right: 36, bottom: 24)
  private static let screen = PixelRegion(left: 0, top: 0, right: 32, bottom: 20)

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    frames = []
    for _ in windows { frames.append(random.region(within: Self.around)) }
    addMonitor()
    while monitors.count < 3, Bool.random(using: &random) { addMonitor() }
  }

  /// What a tick sees: windows with random patches, and after a change of monitors all pixels.
  mutating func observe(at time: CallTime) -> (Observation, PixelOracle.Tick) {
    for index in frames.indices where Int.random(in: 0..<4, using: &random) == 0 {
      frames[index] = random.region(within: Self.around)
    }
    let isRearranged = Int.random(in: 0..<8, using: &random) == 0
    if isRearranged { rearrange() }
    var free = RegionSet(Self.screen)
    var seen: [VisibleWindow] = []
    for (window, frame) in zip(windows, frames) where Int.random(in: 0..<6, using: &random) > 0 {
      seen.append(
        VisibleWindow(window: window, frame: frame, visible: free.intersection(frame)))
      free.subtract(frame)
    }
    var tick = PixelOracle.Tick(at: time, monitors: monitors, windows: seen, patches: [])
    var patches: [FramePatch] = []
    for window in seen where isRearranged || Int.random(in: 0..<3, using: &random) > 0 {
      for piece in window.visible.regions {
        let isPartial = !isRearranged && Bool.random(using: &random)
        let region = isPartial ? random.region(within: Self.screen) : piece
        let picture = noise(region.evenOutward)
        tick.patches.append((window.window, region, picture))
        patches.append(
          FramePatch(
            window: window.window, region: region, luma: picture.luma, blueChroma: picture.blue,
            redChroma: picture.red))
      }
    }
    let observation = Observation(
      at: time, monitors: monitors, windows: seen, patches: patches, cursor: nil)
    return (observation, tick)
  }

  mutating func statement() -> (WindowID, HiddenRegions?) {
    let window = windows.randomElement(using: &random) ?? windows[0]
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return (window, nil)
    case 1: return (window, .everything(.noAnswer))
    default:
      let limits = PixelRegion(x: -2, y: -2, width: 16, height: 16)
      let count = Int.random(in: 0...2, using: &random)
      var regions: [PixelRegion] = []
      for _ in 0..<count { regions.append(random.region(within: limits)) }
      return (window, .only(regions))
    }
  }

  /// A monitor comes, goes or changes its region.
  private mutating func rearrange() {
    switch Int.random(in: 0..<3, using: &random) {
    case 0 where monitors.count < 3: addMonitor()
    case 1 where monitors.count > 1:
      monitors.remove(at: Int.random(in: monitors.indices, using: &random))
    default:
      let index = Int.random(in: monitors.indices, using: &random)
      monitors[index].region = freeRegion()
    }
  }

  private mutating func addMonitor() {
    newest += 1
    monitors.append(Monitor(track: newest, region: freeRegion()))
  }

  /// Of any edges, also odd ones, but not another monitor's.
  private mutating func freeRegion() -> PixelRegion {
    while true {
      let region = random.region(within: Self.screen)
      if !monitors.contains(where: { $0.region == region }) { return region }
    }
  }

  private mutating func noise(_ region: PixelRegion) -> FlatPicture {
    var picture = FlatPicture(size: PixelSize(width: region.width, height: region.height))
    for y in 0..<region.height {
      for x in 0..<region.width {
        picture.set(
          x: x, y: y, luma: .random(in: 60...235, using: &random),
          blue: .random(in: 16...120, using: &random), red: .random(in: 136...240, using: &random))
      }
    }
    return picture
  }
}
