internal import Geometry
internal import Redaction
internal import Timeline

/// How the filmed windows follow what happens to the windows around them, in order.
extension WindowRegistry {
  mutating func restack(
    _ parent: WindowID, _ change: StackingChange, serial: UInt, at now: CallTime
  ) {
    guard let level = tree.levels[parent] else { return noteInside(parent, at: now) }
    guard serial >= level.validFrom else { return }
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
      for index in carried where serial < listed[index].damageValidFrom {
        listed[index].isLate = true
      }
      detach(window)
      forgetShape(of: window)
    } else if !carried.isEmpty {
      disturbances += 1
      for index in carried { place(index, at: now) }
      if case .mapped = change { noteMapping(of: carried, serial: serial, at: now) }
    }
    if parent != tree.root { noteInside(parent, at: now) }
    let (old, new) = (level[window], tree.levels[parent]?[window])
    for index in listed.indices where !carried.contains(index) {
      cover(index, with: window, from: old, to: new, in: parent, before: level)
      if case .configured(_, let frame, _, _) = change, parent == tree.root, let old, old.isCover,
        old.frame != frame
      {
        listed[index].noteMove(within: old.frame.union(frame), at: now)
      }
    }
  }

  /// Something moved inside another window: what it held was copied.
  ///
  /// The X server reports that as damage wherever it would be if nothing cut it, such as a frame
  /// that has yet to grow.
  private mutating func noteInside(_ parent: WindowID, at now: CallTime) {
    for index in listed.indices where listed[index].path?.contains(parent) == false {
      listed[index].noteMove(within: nil, at: now)
    }
  }

  /// What the change of a window beside a filmed one or its frame does to the filmed one.
  private mutating func cover(
    _ index: Int, with window: WindowID, from old: Sibling?, to new: Sibling?, in parent: WindowID,
    before: Stacking
  ) {
    guard old?.isCover == true || new?.isCover == true, let path = listed[index].path,
      let extent = listed[index].extent, !(parent == tree.root && tree.isGlass(window)),
      let depth = parent == tree.root ? 0 : path.firstIndex(of: parent).map({ $0 + 1 }),
      depth < path.count, let origin = origin(of: parent)
    else { return }
    func isNear(_ sibling: Sibling?) -> Bool {
      guard let sibling, sibling.isCover else { return false }
      return sibling.frame.moved(x: origin.x, y: origin.y).intersection(extent.frame) != nil
    }
    let wasCover = isNear(old) && before.isAbove(window, path[depth])
    let isCover = isNear(new) && tree.levels[parent]?.isAbove(window, path[depth]) == true
    guard wasCover || isCover else { return }
    if parent == tree.root {
      disturb(listed[index], with: [old?.frame, new?.frame])
    } else {
      disturbances += 1
    }
    listed[index].isMisplaced = true
    guard isCover, let new else { return }
    let coverage = tree.coverage(of: new)
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

  /// Where the inside of a window begins whose children are known.
  private func origin(of parent: WindowID) -> (x: Int, y: Int)? {
    guard parent != tree.root else { return (0, 0) }
    let path = listed.lazy.compactMap(\.path).first { $0.contains(parent) }
    guard let steps = path?.prefix(through: path?.firstIndex(of: parent) ?? 0) else { return nil }
    let frame = tree.extent(of: Array(steps))?.frame
    return frame.map { ($0.x, $0.y) }
  }

  /// Windows that were mapped before their damage was watched may have painted already.
  private mutating func noteMapping(of carried: [Int], serial: UInt, at now: CallTime) {
    for index in carried where serial < listed[index].damageValidFrom {
      listed[index].awaitPainting(since: now)
    }
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
    tree.earlyShapes.remove(window)
    watchedShapes[window] = nil
  }
}
