internal import Geometry
internal import Redaction

/// A rectangle to ask the X server for, inside the visible part of one window.
struct PlannedFetch: Equatable {
  let window: WindowID
  let region: PixelRegion
}

/// What the last observation told.
struct Seen: Equatable {
  var windows: [VisibleWindow] = []
  var cursor: CursorPlacement?

  /// What `windows` show that the last observation did not: damage, and what came to light.
  ///
  /// `damage` is relative to each window.
  func plan(
    for windows: [VisibleWindow], damage: [WindowID: DamageRectangles]
  ) -> [PlannedFetch] {
    windows.flatMap { window in
      let wanted =
        fresh(window).regions
        + (damage[window.window]?.rectangles ?? []).map {
          $0.moved(x: window.frame.x, y: window.frame.y)
        }
      return FetchPlan.rectangles(covering: wanted, within: window.visible).map {
        PlannedFetch(window: window.window, region: $0)
      }
    }
  }

  /// The visible pixels that were not visible at the same place before.
  private func fresh(_ window: VisibleWindow) -> RegionSet {
    guard let before = windows.first(where: { $0.window == window.window }),
      (before.frame.x, before.frame.y) == (window.frame.x, window.frame.y)
    else { return window.visible }
    var fresh = window.visible
    if fresh != before.visible { fresh.subtract(before.visible) } else { fresh = RegionSet() }
    return fresh
  }
}
