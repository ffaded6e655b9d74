import Geometry
import Redaction
import Testing
import Timeline

private let window = WindowID(rawValue: 1)
private let left = Monitor(track: 1, region: PixelRegion(x: 0, y: 0, width: 16, height: 12))
private let right = Monitor(track: 2, region: PixelRegion(x: 16, y: 0, width: 10, height: 8))
private let both = [left, right]

/// A window that shows from `x` on, seen at a time.
private func seen(
  _ time: Int64, x: Int?, luma: UInt8 = 200, monitors: [Monitor] = both
) -> Observation {
  guard let x else { return Observation(time, [], monitors: monitors) }
  let frame = PixelRegion(x: x, y: 2, width: 4, height: 4)
  return Observation(
    time, [VisibleWindow(window, frame)], [FramePatch(window, frame, luma: luma)],
    monitors: monitors)
}

private func makeLine(_ observations: [Observation], lookback: Int64 = 300) -> DelayLine {
  var line = DelayLine(monitor: left, lookback: lookback)
  line.learn(.only([]), of: window, at: 0)
  if let first = observations.first { line.chooseLayout(for: first) }
  for observation in observations { _ = line.append(observation) }
  return line
}

@Suite("The monitors that are filmed") struct LayoutTests {
  @Test(
    "at the start are those that show a listed window, else one",
    arguments: [
      (2, [left]), (18, [right]), (14, both), (nil, [left]), (40, [left]),
    ] as [(Int?, [Monitor])])
  func start(x: Int?, layout: [Monitor]) {
    let line = makeLine([seen(0, x: x)])
    #expect(line.layout == layout)
    #expect(line.layoutChange == nil)
  }

  @Test("another one is taken when the observation that needs it is released") func grows() {
    var line = makeLine([seen(0, x: 2), seen(100, x: 18, luma: 90)])
    #expect(line.layoutChange == CallTime(milliseconds: 100))
    #expect(line.released(until: 5000).map(\.time.milliseconds) == [0], "and nothing before that")
    line.changeLayout()
    #expect(line.layout == both && line.layoutChange == nil)
    let frames = line.released(until: 400)
    #expect(frames.map(\.track) == [1, 2])
    #expect(frames.map { $0.picture.luma(x: 2, y: 2) } == [50, 90])
    #expect(frames[1].picture.size == PixelSize(width: 10, height: 8))
  }

  @Test("one that shows nothing more stays until a segment starts") func narrows() {
    var line = makeLine([seen(0, x: 14), seen(100, x: 2)])
    #expect(line.layout == both && line.layoutChange == nil)
    _ = line.released(until: 400)
    #expect(line.layout == both)
    line.narrowLayout()
    #expect(line.layout == [left])
    _ = line.append(seen(500, x: nil))
    _ = line.released(until: 900)
    line.narrowLayout()
    #expect(line.layout == [left], "where nothing shows the last one stays")
  }

  @Test("a change of the desktop counts where a listed window shows") func rearranged() {
    let wide = Monitor(track: 1, region: PixelRegion(x: 0, y: 0, width: 20, height: 12))
    let cases: [(Int?, [Monitor], [Monitor]?)] = [
      (2, [wide, right], [wide]), (2, [left], nil), (18, [right], [right]), (18, [wide], [wide]),
      (nil, [wide], nil), (2, [], nil), (2, [left, Monitor(track: 3, region: right.region)], nil),
    ]
    for (x, monitors, layout) in cases {
      var line = makeLine([seen(0, x: 2), seen(100, x: x, monitors: monitors)])
      _ = line.released(until: 399)
      #expect((line.layoutChange == nil) == (layout == nil), "\(monitors)")
      if line.layoutChange != nil { line.changeLayout() }
      #expect(line.layout == layout ?? [left], "\(monitors)")
    }
  }

  @Test("a picture stays where its monitor stays, and no stale one shows where it does not")
  func pictures() throws {
    var line = makeLine([seen(0, x: 14), seen(100, x: 14, monitors: [left])])
    #expect(line.released(until: 300).map { $0.picture.luma(x: 0, y: 2) } == [50, 200])
    line.changeLayout()
    let alone = try #require(line.released(until: 400).first)
    #expect(alone.track == 1 && alone.picture.luma(x: 14, y: 2) == 200)
    _ = line.append(Observation(500, [], monitors: [right]))
    let gone = try #require(line.released(until: 800).first)
    #expect(gone.track == 1 && gone.picture == FlatPicture(size: left.pictureSize))
  }

  @Test("a change that was cut away does not happen") func cut() {
    var line = makeLine([seen(0, x: 2), seen(100, x: 18)])
    line.discard(from: CallTime(milliseconds: 60))
    #expect(line.layoutChange == nil)
    #expect(line.drained(until: 60).map(\.time.milliseconds) == [0])
    #expect(line.layout == [left])
  }

  @Test("each track has a frame a second, and only where its picture changed") func tracks() {
    var line = makeLine([seen(0, x: 14), seen(400, x: 14, luma: 90)])
    let corner = PixelRegion(x: 14, y: 2, width: 2, height: 2)
    let frame = PixelRegion(x: 14, y: 2, width: 4, height: 4)
    _ = line.append(
      Observation(
        700, [VisibleWindow(window, frame)], [FramePatch(window, corner, luma: 70)],
        monitors: both))
    let frames = line.released(until: 2000)
    let times = both.map { monitor in
      frames.filter { $0.track == monitor.track }.map(\.time.milliseconds)
    }
    #expect(times == [[0, 400, 700, 1700], [0, 400, 1400]])
  }

  @Test("a window that stops matching is hidden with look-back, and again when it is new")
  func delisted() {
    var line = makeLine([seen(0, x: 2), seen(500, x: 2, luma: 90)])
    let time = CallTime(milliseconds: 700)
    line.learn(.everything(.scope), of: window, at: time)
    line.forget(window, at: time)
    _ = line.append(seen(900, x: 2, luma: 80))
    let frames = line.released(until: 1200)
    #expect(frames.map(\.time.milliseconds) == [0, 400, 500, 900])
    #expect(frames.map { $0.picture.luma(x: 3, y: 3) } == [200, 16, 16, 16])
    #expect(
      frames.map { $0.note.hidden.map(\.reason) } == [[], [.scope], [.scope], [.unknownWindow]])
  }
}
