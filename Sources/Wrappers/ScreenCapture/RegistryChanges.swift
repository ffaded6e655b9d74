internal import Geometry
internal import Redaction
internal import Timeline

/// How the filmed windows follow what happens to the windows around them, in order.
extension WindowRegistry {
  mutating func restack(
    _ parent: WindowID, _ change: StackingChange, serial: UInt, at now: CallTime
  ) {
    guard let level = tree.levels[parent], serial >= level.validFrom else { return }
    let window = change.window
    lastChange = now
    if parent == tree.root { changes += 1 }
    for index in listed.indices { listed[index].endCopy() }
    let carried = listed.indices.filter { listed[$0].path?.contains(window) == true }
    for index in carried where listed[index].isMisplaced { place(index, at: now) }
    // The overlay window is reported but not listed.
    if tree.levels[parent]?.apply(change) == false, !tree.clients.isServer(window) {
      staleLevels.insert(parent)
      disturbances += 1
    }
    if case .mapped = change {
      if parent == tree.root, tree.shapes[window] == nil { hasUnknownShapes = true }
      if parent == tree.root, candidates[window]?.isOverrideRedirect == true {
        popups.insert(window)
      }
    }
    if case .left = change {
      detach(window)
      forgetShape(of: window)
    } else if !carried.isEmpty {
      disturbances += 1
      for index in carried { place(index, at: now) }
    }
    for index in listed.indices where !carried.contains(index) {
      cover(index, with: window, in: parent, before: level)
      if case .configured(_, let frame, _, _) = change, parent == tree.root,
        level[window]?.isCover == true, level[window]?.frame != frame
      {
        listed[index].noteMove(to: frame, at: now)
      }
    }
  }

  /// What the change of a window beside a filmed one or its frame does to the filmed one.
  private mutating func cover(
    _ index: Int, with window: WindowID, in parent: WindowID, before: Stacking
  ) {
    guard let path = listed[index].path, let extent = listed[index].extent,
      let after = tree.levels[parent], !(parent == tree.root && tree.isGlass(window)),
      let depth = parent == tree.root ? 0 : path.firstIndex(of: parent).map({ $0 + 1 }),
      depth < path.count, let origin = origin(of: parent)
    else { return }
    let coverage = after[window].flatMap { sibling in
      sibling.isCover && after.isAbove(window, path[depth]) ? tree.coverage(of: sibling) : nil
    }
    let wasCover = before[window].map { sibling in
      sibling.isCover && before.isAbove(window, path[depth])
        && isNear(sibling, origin, extent.frame)
    }
    let isCover = after[window].map { coverage != nil && isNear($0, origin, extent.frame) }
    guard wasCover == true || isCover == true else { return }
    if parent == tree.root {
      disturb(listed[index], with: [before[window]?.frame, after[window]?.frame])
    } else {
      disturbances += 1
    }
    listed[index].isMisplaced = true
    guard let coverage, isCover == true else { return }
    listed[index].cover(
      coverage.region.moved(x: origin.x, y: origin.y), isCertain: coverage.isCertain,
      isTopLevel: parent == tree.root)
  }

  /// Pixels of its own pixmap stay a window's own, whatever lies over it.
  private mutating func disturb(_ window: ListedWindow, with frames: [PixelRegion?]) {
    guard !window.hasPixmap else { return }
    let frames = frames.compactMap(\.self)
    guard !frames.allSatisfy({ restless.contains($0) }) else { return }
    disturbances += 1
    for frame in frames { moved.insert(frame.grown(by: Self.nextStep)) }
    moved.limit()
  }

  /// From now until the observation ends windows may move where they moved before.
  mutating func avoidMoved() {
    restless.formUnion(moved)
    restless.limit()
  }

  /// How far a window may come until the next look, in pixels.
  private static let nextStep = 32

  private func isNear(
    _ sibling: Sibling, _ origin: (x: Int, y: Int), _ frame: PixelRegion
  ) -> Bool {
    sibling.frame.moved(x: origin.x, y: origin.y).intersection(frame) != nil
  }

  /// Where the inside of a window begins whose children are known.
  private func origin(of parent: WindowID) -> (x: Int, y: Int)? {
    guard parent != tree.root else { return (0, 0) }
    let path = listed.lazy.compactMap(\.path).first { $0.contains(parent) }
    guard let steps = path?.prefix(through: path?.firstIndex(of: parent) ?? 0) else { return nil }
    let frame = tree.extent(of: Array(steps))?.frame
    return frame.map { ($0.x, $0.y) }
  }

  /// A window was made; where many are, nobody is asked whether each paints.
  mutating func arrive(
    _ parent: WindowID, _ sibling: Sibling, isOverrideRedirect: Bool, serial: UInt,
    at now: CallTime, _ display: borrowing DisplayConnection
  ) {
    guard let level = tree.levels[parent], serial >= level.validFrom else { return }
    var sibling = sibling
    questions += 1
    if questions > Self.questionLimit {
      unread.insert(sibling.window)
    } else if let attributes = display.attributes(of: sibling.window) {
      sibling.paints = attributes.sibling.paints
    }
    addChild(sibling, of: parent, isOverrideRedirect: isOverrideRedirect)
    restack(parent, .arrived(sibling), serial: serial, at: now)
  }

  /// A window came from another parent; nothing is told of its size.
  mutating func adopt(
    _ window: WindowID, by parent: WindowID, serial: UInt, at now: CallTime,
    _ display: borrowing DisplayConnection
  ) {
    guard let level = tree.levels[parent], serial >= level.validFrom else { return }
    let attributes = display.attributes(of: window)
    // Its end is reported next where it is no more; whether it is mapped is reported, too.
    var sibling =
      attributes?.sibling
      ?? Sibling(
        window: window, frame: PixelRegion(x: 0, y: 0, width: 0, height: 0), border: 0,
        isMapped: false, paints: true)
    sibling.isMapped = false
    if let attributes {
      addChild(sibling, of: parent, isOverrideRedirect: attributes.isOverrideRedirect)
    }
    restack(parent, .arrived(sibling), serial: serial, at: now)
  }

  private mutating func addChild(
    _ sibling: Sibling, of parent: WindowID, isOverrideRedirect: Bool
  ) {
    guard parent == tree.root, candidates[sibling.window] == nil else { return }
    candidates[sibling.window] = Candidate(isOverrideRedirect: isOverrideRedirect)
  }

  /// Until it is read anew a window counts as a cover with its whole rectangle.
  mutating func reshape(_ window: WindowID, serial: UInt, at now: CallTime) {
    disturbances += 1
    lastChange = now
    // Where two changes came before one reading, nobody knows what the first of them bared.
    if tree.shapes[window] == nil || serial < watchedShapes[window] ?? 0 {
      for index in listed.indices where listed[index].path?.contains(window) == true {
        listed[index].doubtPainting()
      }
    }
    tree.shapes[window] = nil
    hasUnknownShapes = true
    placeAll(at: now)
  }

  /// A window is no longer where the paths through it lead.
  mutating func detach(_ window: WindowID) {
    for index in listed.indices where listed[index].path?.contains(window) == true {
      disturbances += 1
      listed[index].path = nil
      listed[index].forgetPainting()
    }
  }

  /// A window is no more; its damage object went with it.
  mutating func forget(_ window: WindowID) {
    candidates[window] = nil
    selected[window] = nil
    unread.remove(window)
    popups.remove(window)
    tree.levels[window] = nil
    forgetShape(of: window)
    detach(window)
    listed.removeAll { $0.window == window }
    hasStaleOwners = true
  }

  private mutating func forgetShape(of window: WindowID) {
    tree.shapes[window] = nil
    watchedShapes[window] = nil
  }

  /// A compositing manager came or went: pixels are to be had elsewhere.
  mutating func compose(_ isRunning: Bool, at now: CallTime) {
    disturbances += 1
    placeMisplaced(at: now)
    tree.hasCompositor = isRunning
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
