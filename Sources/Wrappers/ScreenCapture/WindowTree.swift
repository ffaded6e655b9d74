internal import Geometry
internal import Redaction

/// The part of the tree of windows that decides what of the listed ones can be seen.
struct WindowTree {
  let root: WindowID
  let screen: PixelRegion
  /// The children of the root and of each window around a listed one.
  var levels: [WindowID: Stacking] = [:]
  /// What is not the whole rectangle, relative to the window's inside.
  var shapes: [WindowID: RegionSet] = [:]

  init(root: WindowID, screen: PixelRegion) {
    self.root = root
    self.screen = screen
  }

  /// Where a window is and which of its pixels no other covers.
  ///
  /// `path` leads from a child of the root to the window. Nil where it is not mapped or the
  /// tree does not know it.
  func extent(of path: [WindowID]) -> WindowExtent? {
    guard !path.isEmpty else { return nil }
    var parent = root
    var origin = (x: 0, y: 0)
    var visible = RegionSet(screen)
    var frame = screen
    for node in path {
      guard let level = levels[parent], let sibling = level[node], sibling.isMapped else {
        return nil
      }
      frame = sibling.inside.moved(x: origin.x, y: origin.y)
      visible = visible.intersection(frame)
      for cover in level.covers(of: node) {
        visible.subtract(cover.moved(x: origin.x, y: origin.y))
      }
      if let shape = shapes[node] {
        visible = visible.intersection(shape.moved(x: frame.x, y: frame.y))
      }
      origin = (frame.x, frame.y)
      parent = node
    }
    return WindowExtent(frame: frame, visible: visible)
  }
}

/// A window's place on the screen and the pixels of it that nothing covers.
struct WindowExtent: Equatable {
  var frame: PixelRegion
  var visible: RegionSet
}
