import Geometry
import Redaction
import TestSupport
import Testing
import Timeline

/// Random windows, moves, patches and masks against ``PixelOracle``.
@Suite("The delay line, against a naive pixel oracle") struct DelayLinePropertyTests {
  @Test("shows at every moment what the oracle shows", arguments: 1...24 as ClosedRange<UInt64>)
  func everyMoment(seed: UInt64) {
    var play = RandomPlay(seed: seed, statementsComeLate: false)
    var shown: ShownFrame?
    for _ in 0..<40 {
      for frame in play.step() {
        if let shown {
          #expect(frame.time > shown.time)
          #expect(frame.time - shown.time <= DelayLine.longestFrame)
          for time in stride(from: shown.time.milliseconds, to: frame.time.milliseconds, by: 45) {
            let expected = play.oracle.picture(at: CallTime(milliseconds: time))
            #expect(shown.picture == expected, "at \(time)")
          }
        }
        shown = frame
      }
    }
    #expect(shown != nil)
  }

  @Test("hides with what it knows by then", arguments: 1...24 as ClosedRange<UInt64>)
  func lateStatements(seed: UInt64) {
    var play = RandomPlay(seed: seed &* 977, statementsComeLate: true)
    for _ in 0..<40 {
      for frame in play.step() {
        #expect(frame.picture == play.oracle.picture(at: frame.time), "at \(frame.time)")
      }
    }
  }

  @Test("emits a frame for each observation") func everyObservation() {
    var play = RandomPlay(seed: 7, statementsComeLate: false)
    let frames = (0..<60).flatMap { _ in play.step() }
    let times = Set(frames.map(\.time))
    let due = play.oracle.ticks.map(\.at).filter { $0 <= play.now - play.oracle.lookback }
    #expect(due.count > 20 && due.allSatisfy(times.contains))
  }
}

/// Drives a delay line and the oracle with the same random script.
struct RandomPlay: ~Copyable {
  private(set) var oracle: PixelOracle
  private(set) var now = CallTime.answered
  private var line: DelayLine
  private var random: SeededGenerator
  private var frames: [PixelRegion]
  private let statementsComeLate: Bool
  private let size = PixelSize(width: 20, height: 16)
  private let windows = (1...3).map { WindowID(rawValue: $0) }

  init(seed: UInt64, statementsComeLate: Bool) {
    random = SeededGenerator(seed: seed)
    let lookback = Int64.random(in: 0...600, using: &random)
    line = DelayLine(size: size, lookback: lookback)
    oracle = PixelOracle(size: size, lookback: lookback)
    self.statementsComeLate = statementsComeLate
    frames = []
    for _ in windows { frames.append(random.region(within: Self.around)) }
  }

  private static let around = PixelRegion(left: -5, top: -5, right: 26, bottom: 22)

  /// Something happens, time goes by, frames come out.
  mutating func step() -> [ShownFrame] {
    now = now + Int64.random(in: 1...400, using: &random)
    if Bool.random(using: &random) { say() }
    if Int.random(in: 0..<3, using: &random) > 0 { observe() }
    var shown: [ShownFrame] = []
    line.release(until: now) { shown.append(ShownFrame($0, $1, $2)) }
    return shown
  }

  private mutating func say() {
    let window = windows.randomElement(using: &random) ?? windows[0]
    let late = statementsComeLate ? Int64.random(in: 0...900, using: &random) : 0
    let at = now - late
    var hidden: HiddenRegions?
    switch Int.random(in: 0..<8, using: &random) {
    case 0: line.forget(window, at: at)
    case 1: hidden = .everything(.noAnswer)
    default:
      let limits = PixelRegion(x: -2, y: -2, width: 16, height: 16)
      let count = Int.random(in: 0...2, using: &random)
      hidden = .only((0..<count).map { _ in random.region(within: limits) })
    }
    if let hidden { line.learn(hidden, of: window, at: at) }
    oracle.statements.append(.init(at: at, window: window, hidden: hidden))
  }

  private mutating func observe() {
    for index in frames.indices where Int.random(in: 0..<4, using: &random) == 0 {
      frames[index] = random.region(within: Self.around)
    }
    var free = RegionSet(PixelRegion(size))
    var seen: [VisibleWindow] = []
    for (window, frame) in zip(windows, frames) where Int.random(in: 0..<6, using: &random) > 0 {
      seen.append(
        VisibleWindow(window: window, frame: frame, visible: free.intersection(frame)))
      free.subtract(frame)
    }
    var patches: [FramePatch] = []
    var tick = PixelOracle.Tick(at: now, windows: seen, patches: [])
    for window in seen where Int.random(in: 0..<3, using: &random) > 0 {
      for piece in window.visible.regions {
        let region = Bool.random(using: &random) ? piece : random.region(within: PixelRegion(size))
        let picture = noise(region.evenOutward)
        tick.patches.append((window.window, region, picture))
        patches.append(
          FramePatch(
            window: window.window, region: region, luma: picture.luma, blueChroma: picture.blue,
            redChroma: picture.red))
      }
    }
    let room = line.append(Observation(at: now, windows: seen, patches: patches, cursor: nil))
    #expect(room == .free)
    oracle.add(tick)
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
