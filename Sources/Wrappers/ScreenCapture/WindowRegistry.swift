internal import Geometry
internal import Redaction
internal import Timeline

/// Keeps the listed windows and where they are, from the X server's reports.
struct WindowRegistry {
  /// A window that may be or become a listed one.
  struct Candidate {
    var isOverrideRedirect: Bool
    /// Its identity must be read anew.
    var isStale = true
  }

  let matches: (WindowID, WindowIdentity) -> Bool
  var tree: WindowTree
  var candidates: [WindowID: Candidate] = [:]
  var listed: [ListedWindow] = []
  /// What has been selected on each window.
  var selected: [WindowID: EventMask] = [:]
  var staleLevels: Set<WindowID> = []
  var staleShapes: Set<WindowID> = []
  /// The windows whose shape is watched.
  var watchedShapes: Set<WindowID> = []
  var hasStaleClients = false
  var mappedAt: [WindowID: CallTime] = [:]
  /// How often something happened after which pixels fetched before cannot be told apart.
  private(set) var disturbances = 0

  init(root: WindowID, screen: PixelRegion, matches: @escaping (WindowID, WindowIdentity) -> Bool) {
    self.matches = matches
    tree = WindowTree(root: root, screen: screen)
  }

  /// Whether ``refresh(_:at:)`` has something to ask.
  var isStale: Bool {
    hasStaleClients || !staleLevels.isEmpty || !staleShapes.isEmpty
      || listed.contains { $0.path == nil } || candidates.values.contains { $0.isStale }
  }

  /// The listed windows that are mapped, with the pixels that are theirs.
  var visible: [VisibleWindow] { listed.compactMap(\.visible) }

  /// The children of the root from the lowest to the highest.
  var stackingOrder: [WindowID]? { tree.levels[tree.root]?.order }

  /// Takes the damage so far, relative to each window.
  mutating func takeDamage() -> [WindowID: DamageRectangles] {
    var taken: [WindowID: DamageRectangles] = [:]
    for index in listed.indices where !listed[index].damaged.isEmpty {
      taken[listed[index].window] = listed[index].damaged.take()
    }
    return taken
  }

  mutating func putBack(_ damage: [WindowID: DamageRectangles]) {
    for index in listed.indices {
      if let kept = damage[listed[index].window] { listed[index].damaged.add(kept) }
    }
  }

  /// The X server's state does not follow from its reports: it must be read anew.
  mutating func distrustStacking() { staleLevels.insert(tree.root) }

  mutating func settle(at now: CallTime) {
    for index in listed.indices { listed[index].settle(at: now) }
  }

  /// Takes in one report that came at `now`.
  mutating func handle(
    _ event: ScreenEvent, serial: UInt, at now: CallTime, _ display: borrowing DisplayConnection
  ) {
    switch event {
    case .structure(let parent, let change):
      restack(parent, change, serial: serial, at: now)
    case .created(let parent, let sibling):
      arrive(parent, sibling, serial: serial, at: now, display)
    case .destroyed(let window):
      candidates[window] = nil
      selected[window] = nil
      tree.shapes[window] = nil
      watchedShapes.remove(window)
      tree.levels[window] = nil
      leave(window)
    case .reparented(let window, _):
      detach(window)
    case .identityChanged(let window):
      candidates[window]?.isStale = true
      if listed.contains(where: { $0.window == window }) { disturbances += 1 }
    case .clientListChanged:
      hasStaleClients = true
    case .damaged(let window, let region, let isLast):
      guard let index = listed.firstIndex(where: { $0.window == window }) else { return }
      listed[index].noteDamage(region, isLast: isLast, serial: serial)
    case .shapeChanged(let window):
      disturbances += 1
      // Until it is read anew only the X server's own clipping counts.
      tree.shapes[window] = nil
      staleShapes.insert(window)
      placeAll()
    case .cursorChanged, .compositor, .screenResized:
      break
    }
  }

  /// Puts each listed window where the tree now says that it is.
  mutating func placeAll() {
    for index in listed.indices {
      guard let path = listed[index].path else { continue }
      listed[index].place(tree.extent(of: path))
    }
  }

  private mutating func restack(
    _ parent: WindowID, _ change: StackingChange, serial: UInt, at now: CallTime
  ) {
    guard let level = tree.levels[parent], serial >= level.validFrom else { return }
    disturbances += 1
    if tree.levels[parent]?.apply(change) == false { staleLevels.insert(parent) }
    if case .mapped(let window) = change { mappedAt[window] = now }
    if case .left(let window) = change { detach(window) }
    placeAll()
  }

  private mutating func arrive(
    _ parent: WindowID, _ sibling: Sibling, serial: UInt, at now: CallTime,
    _ display: borrowing DisplayConnection
  ) {
    guard let level = tree.levels[parent], serial >= level.validFrom else { return }
    var sibling = sibling
    if let attributes = display.attributes(of: sibling.window) {
      sibling.paints = attributes.sibling.paints
      if sibling.frame.isEmpty {
        sibling.frame = attributes.sibling.frame
        sibling.border = attributes.sibling.border
      }
      if parent == tree.root, candidates[sibling.window] == nil {
        candidates[sibling.window] = Candidate(isOverrideRedirect: attributes.isOverrideRedirect)
      }
    }
    restack(parent, .arrived(sibling), serial: serial, at: now)
  }

  /// A window is no longer where the paths through it lead.
  private mutating func detach(_ window: WindowID) {
    for index in listed.indices where listed[index].path?.contains(window) == true {
      disturbances += 1
      listed[index].path = nil
      listed[index].forgetPainting()
    }
  }

  /// A window is no more; its damage object went with it.
  private mutating func leave(_ window: WindowID) {
    detach(window)
    listed.removeAll { $0.window == window }
  }
}
