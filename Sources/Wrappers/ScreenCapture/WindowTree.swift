internal import Geometry
internal import Redaction

/// The part of the tree of windows that decides what of the listed ones can be seen.
struct WindowTree {
  let root: WindowID
  let clients: ClientNumbers
  /// The root window.
  var canvas: PixelRegion
  /// What monitors show of it.
  var screen: RegionSet
  /// Whether the overlay window is glass: it shows what a compositing manager made of the others.
  var hasCompositor = false
  /// What the overlay window hides of windows that are not redirected; nil where it must be asked.
  var overlay: RegionSet?
  /// The children of the root and of each window around a listed one.
  var levels: [WindowID: Stacking] = [:]
  /// Missing where nobody has asked or the answer is out of date.
  var shapes: [WindowID: BoundingShape] = [:]
  /// Those that were read after something happened that has not been followed yet: where such a
  /// window was meanwhile, it may have had another.
  var earlyShapes: Set<WindowID> = []

  init(root: WindowID, clients: ClientNumbers, canvas: PixelRegion, screen: RegionSet) {
    self.root = root
    self.clients = clients
    self.canvas = canvas
    self.screen = screen
  }

  /// Where a window is and which of its pixels no other covers.
  ///
  /// `path` leads from a child of the root to the window. Nil where it is not mapped or the
  /// tree does not know it.
  func extent(of path: [WindowID]) -> WindowExtent? {
    guard let top = path.first, let level = levels[root], let surface = level[top]?.frame,
      var extent = content(of: path)
    else { return nil }
    extent.surface = surface
    extent.onScreen = extent.inPixmap.intersection(canvas)
    for cover in level.covers(of: top) where !isGlass(cover.window) {
      guard cover.frame.intersection(extent.frame) != nil else { continue }
      let coverage = coverage(of: cover)
      extent.onScreen.subtract(coverage.region)
      if !coverage.isCertain { extent.isCertain = false }
    }
    extent.visible = extent.onScreen
    if !screen.contains(extent.frame) { extent.visible = extent.visible.intersection(screen) }
    extent.visible.limit()
    return extent
  }

  /// The window cut by its ancestors, their siblings above, and shapes.
  private func content(of path: [WindowID]) -> WindowExtent? {
    var parent = root
    var frame = canvas
    var own: RegionSet?
    for node in path {
      guard let level = levels[parent], let sibling = level[node], sibling.isMapped else {
        return nil
      }
      let origin = parent == root ? (x: 0, y: 0) : (x: frame.x, y: frame.y)
      frame = sibling.inside.moved(x: origin.x, y: origin.y)
      var part = own?.intersection(frame) ?? RegionSet(frame)
      if parent != root {
        for cover in level.covers(of: node) {
          part.subtract(coverage(of: cover).region.moved(x: origin.x, y: origin.y))
        }
      }
      switch shapes[node] {
      case .region(let shape): part = part.intersection(shape.moved(x: frame.x, y: frame.y))
      case .endless: part = RegionSet()
      case .rectangle, nil: break
      }
      own = part
      parent = node
    }
    return WindowExtent(frame: frame, inPixmap: own ?? RegionSet())
  }

  /// What a window hides of what lies under it, relative to its parent's inside.
  ///
  /// The whole rectangle where its shape is not known. The overlay window without a compositing
  /// manager is about to go, and what it hid has not been lost for certain.
  func coverage(of sibling: Sibling) -> (region: RegionSet, isCertain: Bool) {
    let isCertain =
      shapes[sibling.window] != nil && !earlyShapes.contains(sibling.window)
      && !clients.isServer(sibling.window)
    guard case .region(let shape) = shapes[sibling.window] else {
      return (RegionSet(sibling.frame), isCertain)
    }
    let inside = sibling.inside
    return (shape.moved(x: inside.x, y: inside.y).intersection(sibling.frame), isCertain)
  }

  func isGlass(_ window: WindowID) -> Bool { hasCompositor && clients.isServer(window) }
}

/// A window's bounding shape (SHAPE extension).
enum BoundingShape: Equatable {
  case rectangle
  /// Relative to the window's inside.
  case region(RegionSet)
  /// Of more rectangles than can be followed: hides all that it could, and shows nothing.
  case endless

  static let longest: Int32 = 512
}

/// A window's place on the screen and the pixels of it that can be had there.
struct WindowExtent: Equatable {
  var frame: PixelRegion
  /// The child of the root that holds it, with its border: what its pixmap would hold.
  var surface = PixelRegion(x: 0, y: 0, width: 0, height: 0)
  /// The pixels of it that its pixmap holds where there is one.
  var inPixmap: RegionSet
  /// The pixels of it that the root window shows.
  var onScreen = RegionSet()
  /// Those of them that a monitor shows.
  var visible = RegionSet()
  /// False where a cover might be smaller than was taken for granted.
  var isCertain = true

  init(frame: PixelRegion, inPixmap: RegionSet) {
    self.frame = frame
    self.inPixmap = inPixmap
  }
}
