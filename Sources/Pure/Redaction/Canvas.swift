import Geometry

/// One monitor's picture, with and without what covers it, at one moment of the call.
///
/// The uncovered picture is kept so that what a mask hid comes back without a patch.
struct Canvas: ~Copyable, Sendable {
  private var raw: Picture
  private(set) var shown: RedactedFrame
  /// The windows in view; their visible parts lie on the canvas.
  private(set) var windows: [VisibleWindow] = []
  private var covered = RegionSet()
  private var cursor: CursorPlacement?
  private var drawnCursor: CursorPlacement?
  /// Where `shown` is out of date; even edges.
  private var dirty = RegionSet()

  init(size: PixelSize) {
    raw = Picture(size: size)
    shown = RedactedFrame(size: size)
  }

  private var bounds: PixelRegion { PixelRegion(raw.size) }

  /// Takes in what one tick saw.
  ///
  /// A pixel that came into view, or whose window moved, is backdrop until a patch brings it: what
  /// stood there before may have been masked for another window.
  mutating func show(_ observation: Observation) {
    let bounds = bounds
    let arranged = observation.windows.map { window in
      var window = window
      window.visible = window.visible.intersection(bounds).intersection(window.frame)
      return window
    }
    if arranged != windows { arrange(arranged) }
    for patch in observation.patches {
      guard let window = windows.first(where: { $0.window == patch.window }) else { continue }
      for region in window.visible.intersection(patch.region).regions {
        raw.apply(patch, in: region)
        dirty.insert(region.evenOutward)
      }
    }
    cursor = observation.cursor
  }

  /// Forgets every pixel and window.
  mutating func clear() {
    arrange([])
    cursor = nil
  }

  private mutating func arrange(_ arranged: [VisibleWindow]) {
    var kept = RegionSet()
    var changed = RegionSet()
    for window in arranged {
      changed.formUnion(window.visible)
      guard let old = windows.first(where: { $0.window == window.window }),
        old.frame.x == window.frame.x, old.frame.y == window.frame.y
      else { continue }
      kept.formUnion(old.visible.intersection(window.visible))
    }
    for window in windows { changed.formUnion(window.visible) }
    changed.subtract(kept)
    for region in changed.regions {
      raw.fill(region, luma: Picture.grey)
      dirty.insert(region.evenOutward)
    }
    windows = arranged
  }

  /// Brings `shown` up to date under `masks`, whose edges are even; tells whether it changed.
  mutating func cover(with masks: RegionSet) -> Bool {
    var difference = masks
    difference.subtract(covered)
    covered.subtract(masks)
    dirty.formUnion(difference)
    dirty.formUnion(covered)
    covered = masks
    let redrawsCursor = liftCursor()
    guard !dirty.isEmpty else { return false }
    for region in dirty.regions {
      shown.picture.copy(region, from: raw)
      for mask in masks.intersection(region).regions {
        shown.picture.fill(mask, luma: Picture.black)
      }
    }
    dirty = RegionSet()
    if redrawsCursor, let cursor { shown.picture.draw(cursor, in: visible(under: cursor)) }
    return true
  }

  /// Marks what is under the pointer as out of date where the pointer has to be drawn again.
  private mutating func liftCursor() -> Bool {
    let isStale =
      cursor != drawnCursor || drawnCursor.map { !dirty.intersection($0.region).isEmpty } ?? false
    guard isStale else { return false }
    for placement in [drawnCursor, cursor] {
      guard let region = placement?.region.evenOutward.intersection(bounds) else { continue }
      dirty.insert(region)
    }
    drawnCursor = cursor
    return true
  }

  private func visible(under cursor: CursorPlacement) -> RegionSet {
    windows.reduce(into: RegionSet()) { union, window in
      union.formUnion(window.visible.intersection(cursor.region))
    }
  }
}
