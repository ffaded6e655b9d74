import Geometry
import Redaction
import Timeline

/// The rules of the delay line for one monitor, pixel by pixel and without any thrift.
struct PixelOracle {
  struct Statement {
    var at: CallTime
    var window: WindowID
    /// Nil where the window was forgotten.
    var hidden: HiddenRegions?
  }

  /// An observation with its patches' planes, which cannot be read back from a ``FramePatch``.
  struct Tick {
    var at: CallTime
    var monitors: [Monitor]
    var windows: [VisibleWindow]
    var patches: [(window: WindowID, region: PixelRegion, picture: FlatPicture)]
  }

  private struct Owner: Equatable {
    var window: WindowID
    var x: Int
    var y: Int
  }

  let monitor: Monitor
  let lookback: Int64
  private(set) var ticks: [Tick] = []
  var statements: [Statement] = []
  /// What each tick left, uncovered.
  private var pictures: [FlatPicture] = []
  private var owners: [Owner?]

  init(_ monitor: Monitor, lookback: Int64) {
    self.monitor = monitor
    self.lookback = lookback
    owners = Array(repeating: nil, count: monitor.pictureRegion.area)
  }

  private var size: PixelSize { monitor.pictureSize }

  /// Takes in a tick of the whole desktop.
  mutating func add(_ whole: Tick) {
    let tick = part(of: whole)
    var picture = pictures.last ?? FlatPicture(size: size)
    let before = owners
    forEachPixel { x, y in
      let owner = tick.windows.first { isVisible($0, x, y) }
        .map { Owner(window: $0.window, x: $0.frame.x, y: $0.frame.y) }
      if owner != before[y * size.width + x] {
        picture.set(x: x, y: y, luma: 50, blue: 128, red: 128)
      }
      owners[y * size.width + x] = owner
    }
    for patch in tick.patches { apply(patch, owners, to: &picture) }
    ticks.append(tick)
    pictures.append(picture)
  }

  /// What of a tick lies on the monitor, in the coordinates of its pictures.
  private func part(of tick: Tick) -> Tick {
    var tick = tick
    let (x, y) = (-monitor.pictureRegion.x, -monitor.pictureRegion.y)
    for index in tick.windows.indices {
      let visible = tick.windows[index].visible.intersection(monitor.region)
      tick.windows[index].visible = visible.moved(x: x, y: y)
      tick.windows[index].frame = tick.windows[index].frame.moved(x: x, y: y)
    }
    if !tick.monitors.contains(monitor) { tick.windows = [] }
    tick.patches = tick.patches.map { ($0.window, $0.region.moved(x: x, y: y), $0.picture) }
    return tick
  }

  func picture(at time: CallTime) -> FlatPicture {
    guard let index = ticks.lastIndex(where: { $0.at <= time }) else {
      return FlatPicture(size: size)
    }
    var picture = pictures[index]
    cover(&picture, with: ticks[index], at: time)
    return picture
  }

  private func apply(
    _ patch: (window: WindowID, region: PixelRegion, picture: FlatPicture), _ owners: [Owner?],
    to picture: inout FlatPicture
  ) {
    let held = patch.region.evenOutward
    forEachPixel { x, y in
      guard patch.region.contains(x: x, y: y),
        owners[y * size.width + x]?.window == patch.window
      else { return }
      let chroma = (y - held.y) / 2 * (held.width / 2) + (x - held.x) / 2
      picture.set(
        x: x, y: y, luma: patch.picture.luma(x: x - held.x, y: y - held.y),
        blue: patch.picture.blue[chroma], red: patch.picture.red[chroma])
    }
  }

  private func cover(_ picture: inout FlatPicture, with tick: Tick, at time: CallTime) {
    for window in tick.windows {
      let hidden = mask(of: window.window, at: time)
      forEachPixel { x, y in
        guard hidesPixel(hidden, window, x, y), isVisible(window, x, y) else { return }
        for row in (y & ~1)...(y | 1) {
          for column in (x & ~1)...(x | 1) {
            picture.set(x: column, y: row, luma: 16, blue: 128, red: 128)
          }
        }
      }
    }
  }

  private func hidesPixel(
    _ hidden: [HiddenRegions], _ window: VisibleWindow, _ x: Int, _ y: Int
  ) -> Bool {
    guard !hidden.isEmpty else { return true }
    return hidden.contains { statement in
      guard case .only(let regions) = statement else { return true }
      return regions.contains { mask in
        mask.region.moved(x: window.frame.x, y: window.frame.y).evenOutward.contains(x: x, y: y)
      }
    }
  }

  /// All that is known of the window for a frame at `time`: the last before, and all around.
  private func mask(of window: WindowID, at time: CallTime) -> [HiddenRegions] {
    let said = statements.filter { $0.window == window }.sorted { $0.at < $1.at }
    let born = said.last { $0.hidden == nil && $0.at <= time }?.at
    let gone = said.first { $0.hidden == nil && $0.at > time }?.at
    let known = said.filter { statement in
      statement.hidden != nil && born.map { statement.at > $0 } ?? true
        && gone.map { statement.at < $0 } ?? true
    }
    let last = known.last { $0.at <= time - 200 }.flatMap { [$0] } ?? []
    let around = known.filter { $0.at > time - 200 && $0.at <= time + lookback }
    return (last + around).compactMap(\.hidden)
  }

  private func isVisible(_ window: VisibleWindow, _ x: Int, _ y: Int) -> Bool {
    window.visible.contains(x: x, y: y) && window.frame.contains(x: x, y: y)
  }

  private func forEachPixel(_ body: (Int, Int) -> Void) {
    for y in 0..<size.height {
      for x in 0..<size.width { body(x, y) }
    }
  }
}
