internal import CX11
internal import Geometry

extension BannerConnection {
  /// A smaller icon tells nobody anything.
  private static let smallest = 12
  private static let deepest = 16
  /// A form of more parts is not understood.
  private static let mostRectangles = 500

  /// Asks the X server whether an icon within other programs' windows can be seen.
  ///
  /// Each window that holds it cuts it to its own size, and at each level the windows above lie
  /// over it. What cannot be known counts as covered.
  func proof(ofEmbedded window: Window, on monitors: [PixelRegion]) -> BannerProof {
    guard let own = shown(window)?.place else { return isLost ? .displayLost : .unmapped }
    guard own.width >= Self.smallest, own.height >= Self.smallest, !isShaped(window) else {
      return .covered
    }
    // Nobody holds it: it is an icon that no tray has taken in.
    guard let parent = parent(of: window), parent != root else { return .unmapped }
    return proof(of: own, leaving: RegionSet(own), within: window, on: monitors)
  }

  /// How much of `own` the screen shows, of which `rest` is free within `window`.
  func proof(
    of own: PixelRegion, leaving rest: RegionSet, within window: Window,
    on monitors: [PixelRegion]
  ) -> BannerProof {
    var rest = rest
    var current = window
    for _ in 0..<Self.deepest {
      guard let (parent, above) = surroundings(of: current) else { return .unmapped }
      guard let holder = parent == root ? rootOrigin : shown(parent) else { return .covered }
      for other in above {
        if let cover = shown(other, in: holder)?.place { rest.subtract(cover) }
      }
      guard !isTransparent(current) else { return .covered }
      if parent == root {
        var beyond = rest
        for monitor in monitors { beyond.subtract(monitor) }
        if isLost { return .displayLost }
        return (rest.area - beyond.area) * 10 >= own.area * 9 ? .visible : .covered
      }
      guard let form = form(of: parent, holder) else { return .covered }
      rest = rest.intersection(form)
      current = parent
    }
    return .covered
  }

  /// A window's parent, and the windows above it there.
  private func surroundings(of window: Window) -> (parent: Window, above: [Window])? {
    guard let parent = parent(of: window) else { return nil }
    return (parent, children(of: parent).reversed().prefix { $0 != window })
  }

  /// The window that holds this one.
  private func parent(of window: Window) -> Window? { tree(window)?.parent }

  /// From the lowest to the highest.
  func children(of window: Window) -> [Window] { tree(window)?.children ?? [] }

  private func tree(_ window: Window) -> (parent: Window, children: [Window])? {
    var found: Window = 0
    var parent: Window = 0
    var list: UnsafeMutablePointer<Window>?
    var count: UInt32 = 0
    guard unsafe XQueryTree(handle, window, &found, &parent, &list, &count) != 0 else { return nil }
    defer { if let list = unsafe list { unsafe _ = XFree(list) } }
    return (parent, unsafe Array(UnsafeBufferPointer(start: list, count: Int(count))))
  }

  /// What a shown window may paint of the screen, with the holes of its form; nil where that is not
  /// understood.
  func form(of window: Window, _ shown: ShownWindow) -> RegionSet? {
    guard isShaped(window) else { return RegionSet(shown.place) }
    var count: Int32 = 0
    var order: Int32 = 0
    let list = unsafe XShapeGetRectangles(handle, window, ShapeBounding, &count, &order)
    defer { if let list = unsafe list { unsafe _ = XFree(list) } }
    guard (0...Self.mostRectangles).contains(Int(count)) else { return nil }
    let parts = unsafe UnsafeBufferPointer(start: list, count: Int(count)).map { part in
      PixelRegion(
        x: shown.inside.x + Int(part.x), y: shown.inside.y + Int(part.y), width: Int(part.width),
        height: Int(part.height))
    }
    return RegionSet(parts).intersection(shown.place)
  }

  /// Whether a compositing manager is asked to let what lies below shine through.
  private func isTransparent(_ window: Window) -> Bool {
    switch number("_NET_WM_WINDOW_OPACITY", of: window) {
    case .none: false
    case .one(let opacity): opacity < 0xe000_0000
    case .unknown: true
    }
  }
}
