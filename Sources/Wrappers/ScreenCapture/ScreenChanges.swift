internal import Geometry
internal import Redaction
internal import Timeline

/// How the filmed windows follow what happens to the screen as a whole.
extension WindowRegistry {
  /// A compositing manager came or went: pixels are to be had elsewhere.
  mutating func compose(_ isRunning: Bool, at now: CallTime) {
    disturbances += 1
    placeMisplaced(at: now)
    tree.hasCompositor = isRunning
    tree.overlay = nil
    // The overlay window may lie over everything yet.
    let isOverlayKnown = tree.levels[tree.root]?.order.contains(where: tree.clients.isServer)
    if !isRunning, isOverlayKnown != true {
      for index in listed.indices { listed[index].doubtPainting() }
    }
    for index in listed.indices {
      listed[index].read(from: .screen, at: now)
      if isRunning { listed[index].read(from: .unknown, at: now) }
    }
    placeAll(at: now)
  }

  /// The X server resized the root window, and has all windows paint themselves anew.
  mutating func resize(_ size: PixelSize?, at now: CallTime) {
    disturbances += 1
    guard let size, PixelRegion(size) != tree.canvas else { return }
    tree.canvas = PixelRegion(size)
    for index in listed.indices where !listed[index].hasPixmap { listed[index].doubtPainting() }
    placeAll(at: now)
  }

  /// Only what a monitor shows is visible.
  mutating func show(_ monitors: [Monitor], on canvas: PixelRegion, at now: CallTime) {
    disturbances += 1
    resize(PixelSize(width: canvas.width, height: canvas.height), at: now)
    tree.screen = RegionSet(monitors.map(\.region))
    placeAll(at: now)
  }

  /// Whether pixels come from the windows' own pixmaps.
  var hasRedirection: Bool { tree.hasCompositor }

  /// Windows that were taken for redirected are not.
  mutating func losePixmaps(of windows: Set<WindowID>, at now: CallTime) {
    for index in listed.indices where windows.contains(listed[index].window) {
      listed[index].read(from: .unknown, at: now)
      place(index, at: now)
    }
  }
}
