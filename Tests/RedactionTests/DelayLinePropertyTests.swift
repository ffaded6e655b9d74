import Geometry
import Redaction
import TestSupport
import Testing
import Timeline

/// Random monitors, windows, moves, patches and masks against ``PixelOracle``.
@Suite("The delay line, against a naive pixel oracle") struct DelayLinePropertyTests {
  @Test("shows at every moment what the oracle shows", arguments: 1...24 as ClosedRange<UInt64>)
  func everyMoment(seed: UInt64) {
    var play = RandomPlay(seed: seed, statementsComeLate: false)
    for _ in 0..<40 { play.step() }
    #expect(play.frames > 10)
  }

  @Test("hides with what it knows by then", arguments: 1...24 as ClosedRange<UInt64>)
  func lateStatements(seed: UInt64) {
    var play = RandomPlay(seed: seed &* 977, statementsComeLate: true)
    for _ in 0..<40 { play.step() }
    #expect(play.frames > 10)
  }

  @Test("the desktops are worth the test") func variety() {
    var changes = 0
    var mostTracks = 0
    for seed in 1...24 as ClosedRange<UInt64> {
      var play = RandomPlay(seed: seed, statementsComeLate: false)
      for _ in 0..<40 { play.step() }
      changes += play.layoutChanges
      mostTracks = max(mostTracks, play.mostTracks)
    }
    #expect(changes > 60 && mostTracks == 3, "\(changes) changes, \(mostTracks) tracks")
  }
}

/// Drives a delay line and the oracles with the same random script, and compares them.
struct RandomPlay: ~Copyable {
  private(set) var frames = 0
  private(set) var layoutChanges = 0
  private(set) var mostTracks = 0
  private var desktop: RandomDesktop
  private var now = CallTime.answered
  private var line: DelayLine
  private var oracles: [Monitor: PixelOracle] = [:]
  private var statements: [PixelOracle.Statement] = []
  private var ticks: [PixelOracle.Tick] = []
  /// The newest frame of each track that is filmed.
  private var shown: [Int: ShownFrame] = [:]
  private let statementsComeLate: Bool
  private let lookback: Int64

  init(seed: UInt64, statementsComeLate: Bool) {
    desktop = RandomDesktop(seed: seed)
    lookback = Int64.random(in: 0...600, using: &desktop.random)
    line = DelayLine(monitor: desktop.monitors[0], lookback: lookback)
    self.statementsComeLate = statementsComeLate
  }

  /// Something happens, time goes by, frames come out.
  mutating func step() {
    now = now + Int64.random(in: 1...400, using: &desktop.random)
    if Bool.random(using: &desktop.random) { say() }
    if Int.random(in: 0..<3, using: &desktop.random) > 0 { observe() }
    release()
    guard Int.random(in: 0..<6, using: &desktop.random) == 0 else { return }
    line.narrowLayout()
    forgetOthers()
  }

  private mutating func observe() {
    let (observation, tick) = desktop.observe(at: now)
    let isFirst = ticks.isEmpty
    if isFirst { line.chooseLayout(for: observation) }
    #expect(line.append(observation) == .free)
    ticks.append(tick)
    for monitor in tick.monitors where oracles[monitor] == nil {
      oracles[monitor] = PixelOracle(monitor, lookback: lookback)
    }
    for monitor in oracles.keys { oracles[monitor]?.add(tick) }
  }

  private mutating func say() {
    let late = statementsComeLate ? Int64.random(in: 0...900, using: &desktop.random) : 0
    let (window, hidden) = desktop.statement()
    if let hidden {
      line.learn(hidden, of: window, at: now - late)
      line.vouch(for: window, Vouching(through: CallTime(milliseconds: .max / 2)))
    } else {
      line.forget(window, at: now - late)
    }
    statements.append(.init(at: now - late, window: window, hidden: hidden))
  }

  /// As a film does it: up to a change of layout, over it, and on.
  private mutating func release() {
    var emitted: [ShownFrame] = []
    while let change = line.layoutChange, change <= now - lookback {
      line.release(until: now) { emitted.append(ShownFrame($0, $1, $2, $3)) }
      check(emitted)
      emitted = []
      line.changeLayout()
      layoutChanges += 1
      forgetOthers()
      line.release(until: change + lookback) { emitted.append(ShownFrame($0, $1, $2, $3)) }
      let missing = line.layout.map(\.track).filter { track in
        !emitted.contains { $0.track == track && $0.time == change }
      }
      line.repeatFrame(at: change, on: missing) { emitted.append(ShownFrame($0, $1, $2, $3)) }
    }
    line.release(until: now) { emitted.append(ShownFrame($0, $1, $2, $3)) }
    check(emitted)
    mostTracks = max(mostTracks, line.layout.count)
  }

  private mutating func forgetOthers() {
    let tracks = line.layout.map(\.track)
    shown = shown.filter { tracks.contains($0.key) }
  }

  private mutating func check(_ emitted: [ShownFrame]) {
    for frame in emitted {
      frames += 1
      let monitor = line.layout.first { $0.track == frame.track }
      guard let monitor, let oracle = oracles[monitor] else {
        Issue.record("a frame of track \(frame.track), which is not filmed")
        continue
      }
      if statementsComeLate {
        #expect(frame.picture == picture(oracle, at: frame.time), "at \(frame.time)")
      } else if let last = shown[frame.track], last.picture.size == frame.picture.size {
        checkBetween(last, frame, oracle)
      }
      checkLayout(at: frame.time)
      shown[frame.track] = frame
    }
  }

  /// A frame shows until the next one.
  private func checkBetween(_ last: ShownFrame, _ next: ShownFrame, _ oracle: PixelOracle) {
    #expect(next.time >= last.time && next.time - last.time <= DelayLine.longestFrame)
    for time in stride(from: last.time.milliseconds, to: next.time.milliseconds, by: 45) {
      let expected = picture(oracle, at: CallTime(milliseconds: time))
      #expect(last.picture == expected, "track \(next.track) at \(time)")
    }
  }

  /// Each monitor that shows a listed window is filmed.
  private func checkLayout(at time: CallTime) {
    guard let tick = ticks.last(where: { $0.at <= time }) else { return }
    let needed = tick.monitors.filter { monitor in
      tick.windows.contains { !$0.visible.intersection(monitor.region).isEmpty }
    }
    #expect(needed.allSatisfy(line.layout.contains), "at \(time)")
    #expect(needed.isEmpty || line.layout.allSatisfy(tick.monitors.contains), "at \(time)")
  }

  private func picture(_ oracle: PixelOracle, at time: CallTime) -> FlatPicture {
    var oracle = oracle
    oracle.statements = statements
    return oracle.picture(at: time)
  }
}
