import Geometry
import Testing
import Timeline

@testable import Redaction

private let window = WindowID(rawValue: 1)
private let frame = PixelRegion(x: 2, y: 2, width: 8, height: 8)

/// A line of 200 bytes that has seen one white window at 0.
private func fullLine() -> DelayLine {
  var line = DelayLine(monitor: .whole, lookback: 1000, byteLimit: 200)
  line.learn(.only([]), of: window, at: 0)
  _ = line.append(
    Observation(0, [VisibleWindow(window, frame)], [FramePatch(window, frame, luma: 200)]))
  return line
}

@Suite("The delay line's memory") struct DelayLineLimitTests {
  @Test("tells that it fills, then hides what does not fit until it comes whole") func overload() {
    var line = fullLine()
    let seen = [VisibleWindow(window, frame)]
    let corner = PixelRegion(x: 2, y: 2, width: 4, height: 8)
    let rest = PixelRegion(x: 6, y: 2, width: 4, height: 8)
    #expect(line.append(Observation(10, seen, [FramePatch(window, corner, luma: 80)])).rest > 0)
    #expect(
      line.append(Observation(20, seen, [FramePatch(window, corner, luma: 81)]))
        == .full(rest: LineLoad.longestRest))
    #expect(line.pendingBytes == 192)
    #expect(
      line.append(Observation(30, seen, [FramePatch(window, corner, luma: 82)]))
        == .overloaded(rest: LineLoad.longestRest))
    let before = line.released(until: 1030)
    #expect(before.map { $0.picture.luma(x: 2, y: 2) } == [200, 80, 81, 16])
    #expect(before.last?.note.hidden == [.init(window: window, reason: .overload)])
    let half = Observation(1100, seen, [FramePatch(window, corner, luma: 83)])
    let whole = Observation(
      1200, seen, [FramePatch(window, corner, luma: 84), FramePatch(window, rest, luma: 85)])
    #expect(line.append(half) == .free)
    #expect(line.append(whole).rest > 0)
    let after = line.released(until: 2200)
    #expect(after.map { $0.picture.luma(x: 2, y: 2) } == [16, 16, 84])
  }
}

@Suite("Full-screen motion") struct MotionTests {
  /// The sides are a thirtieth of the name's, the limit is of areas.
  private static let limit = (64 << 20) / 900
  private static let hd = PixelSize(width: 64, height: 36)
  private static let uhd = PixelSize(width: 128, height: 72)

  @Test(
    "is filmed at a steady rate that fits",
    arguments: [
      ([hd], 67, 1000, 67), ([hd], 34, 1000, 102), ([hd, hd], 67, 1000, 201),
      ([uhd], 67, 1000, 335), ([uhd], 34, 1000, 306), ([uhd, uhd], 67, 1000, 536),
      ([hd], 67, 5000, 335), ([hd, hd], 67, 5000, 670),
    ] as [([PixelSize], Int64, Int64, Int64)])
  func steady(monitors: [PixelSize], tick: Int64, lookback: Int64, longest: Int64) {
    var motion = Motion(monitors, tick: tick, lookback: lookback, byteLimit: Self.limit)
    motion.run(until: 12_000, moving: true)
    #expect(motion.mostBytes <= Self.limit)
    #expect(motion.drops == 0)
    #expect(motion.longestRest <= longest, "\(motion.longestRest) ms")
    #expect(motion.hiddenFrames == 0 && motion.mixedFrames == 0)
    #expect(motion.frames >= Int((12_000 - lookback) / longest))
  }

  @Test(
    "that never fits is hidden while it does not, and comes back soon after it",
    arguments: [
      (uhd, 5000), (PixelSize(width: 256, height: 144), 1000),
    ] as [(PixelSize, Int64)])
  func hidden(monitor: PixelSize, lookback: Int64) {
    var motion = Motion([monitor], tick: 67, lookback: lookback, byteLimit: Self.limit)
    motion.run(until: 15_000, moving: true)
    #expect(motion.drops > 0 && motion.hiddenFrames > 0)
    motion.run(until: 15_000 + 2 * lookback + 2000, moving: false)
    #expect(motion.mostBytes <= Self.limit && motion.mixedFrames == 0)
    #expect(motion.longestRest <= 800, "at least one look a second (F2)")
    #expect((motion.shownFrom ?? .answered) - CallTime(milliseconds: 15_000) <= 1000)
  }

  @Test("a single change of the whole screen slows nothing down") func single() {
    var motion = Motion([Self.uhd], tick: 67, lookback: 1000, byteLimit: Self.limit)
    motion.run(until: 1, moving: true)
    motion.run(until: 5000, moving: false)
    #expect(motion.longestRest <= 67 && motion.drops == 0)
  }
}

/// Ticks a delay line the way a recorder does, with a window that fills each monitor.
private struct Motion: ~Copyable {
  private(set) var mostBytes = 0
  private(set) var drops = 0
  private(set) var longestRest: Int64 = 0
  private(set) var frames = 0
  private(set) var hiddenFrames = 0
  /// With parts of two pictures.
  private(set) var mixedFrames = 0
  /// Since when the newest picture shows.
  private(set) var shownFrom: CallTime?
  private var line: DelayLine
  private var rest: Int64 = 0
  private var last: Int64?
  private var next: Int64 = 0
  private var colour: UInt8 = 60
  private var bringsAll = true
  private let tick: Int64
  private let monitors: [Monitor]
  private let windows: [VisibleWindow]

  init(_ sizes: [PixelSize], tick: Int64, lookback: Int64, byteLimit: Int) {
    var monitors: [Monitor] = []
    for size in sizes {
      let x = monitors.last?.region.right ?? 0
      let region = PixelRegion(x: x, y: 0, width: size.width, height: size.height)
      monitors.append(Monitor(track: monitors.count + 1, region: region))
    }
    self.monitors = monitors
    windows = monitors.map {
      VisibleWindow(WindowID(rawValue: UInt32($0.track)), $0.region)
    }
    self.tick = tick
    line = DelayLine(monitor: monitors[0], lookback: lookback, byteLimit: byteLimit)
    for window in windows { line.learn(.only([]), of: window.window, at: 0) }
  }

  /// While `moving` each tick brings a new picture, else only what was dropped comes again.
  mutating func run(until end: Int64, moving: Bool) {
    while next < end {
      let now = next
      next += tick
      if rest > 0 { release(until: now - 1) }
      if last.map({ now - $0 >= rest }) ?? true {
        if let last { longestRest = max(longestRest, now - last) }
        last = now
        look(at: now, moving: moving)
      }
      release(until: now)
    }
  }

  private mutating func look(at now: Int64, moving: Bool) {
    guard moving || bringsAll else {
      rest = 0
      return
    }
    if moving { colour = colour % 200 + 20 }
    let patches = windows.map { FramePatch($0.window, $0.frame, luma: colour) }
    let observation = Observation(now, windows, patches, monitors: monitors)
    if last == nil || now == 0 { line.chooseLayout(for: observation) }
    let room = line.append(observation)
    rest = room.rest
    bringsAll = false
    if case .overloaded = room {
      drops += 1
      bringsAll = true
    }
    mostBytes = max(mostBytes, line.pendingBytes)
  }

  private mutating func release(until now: Int64) {
    for frame in line.released(until: now) {
      frames += 1
      let first = frame.picture.luma[0]
      if !frame.note.hidden.isEmpty { hiddenFrames += 1 }
      if !frame.picture.luma.allSatisfy({ $0 == first }) { mixedFrames += 1 }
      if !frame.note.hidden.isEmpty {
        shownFrom = nil
      } else if shownFrom == nil {
        shownFrom = frame.time
      }
    }
  }
}
