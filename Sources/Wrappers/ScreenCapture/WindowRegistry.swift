internal import Geometry
internal import Redaction
internal import Timeline

/// A window that may be or become a filmed one.
struct Candidate {
  /// Managed windows stand for themselves, the others pop up past the window manager.
  var isOverrideRedirect: Bool
  /// The policy lists the window itself.
  var isMatch = false
  /// Its window manager says so; it may be mapped and at its place all the same.
  var isMinimised = false
  var transientFor: WindowID?
  /// The listed window that had the input focus when this one popped up.
  var opener: WindowID?
  /// Its identity must be read anew.
  var isStale = true
}

/// Keeps the filmed windows and where they are, from the X server's reports.
struct WindowRegistry {
  let matches: (WindowID, WindowIdentity) -> Bool
  var tree: WindowTree
  var candidates: [WindowID: Candidate] = [:]
  var listed: [ListedWindow] = []
  /// What has been selected on each window.
  var selected: [WindowID: EventMask] = [:]
  var staleLevels: Set<WindowID> = []
  /// Windows of which nobody has asked yet whether they paint; until then they count as covers.
  var unread: Set<WindowID> = []
  /// How many new windows have been asked about since the last look.
  var questions = 0
  static let questionLimit = 16
  /// The windows whose shape is watched, and the request that last read it.
  var watchedShapes: [WindowID: UInt] = [:]
  /// The overlay window, once its shape is watched.
  var watchedOverlay: WindowID?
  /// The shape of some mapped child of the root is not known.
  var hasUnknownShapes = true
  var hasStaleClients = false
  /// Who belongs to whom must be found out anew.
  var hasStaleOwners = false
  /// Windows that popped up, for which the input focus has yet to be asked.
  var popups: Set<WindowID> = []
  /// When a window last came, went, moved or took another shape.
  var lastChange = CallTime.answered
  /// Filmed windows that may have become others while they were looked at.
  var suspects: Set<WindowID> = []
  /// How often something happened after which pixels fetched before cannot be told apart.
  var disturbances = 0
  /// Where windows moved over filmed ones since the observation began, and a little around.
  var moved = RegionSet()
  /// The part of that which is left out of the observation, so that what moves there may.
  var restless = RegionSet()
  /// How often anything happened among the children of the root.
  var changes = 0

  init(tree: WindowTree, matches: @escaping (WindowID, WindowIdentity) -> Bool) {
    self.matches = matches
    self.tree = tree
  }

  /// Whether ``refresh(_:at:)`` has something to ask.
  var isStale: Bool {
    hasStaleClients || hasStaleOwners || hasUnknownShapes || !staleLevels.isEmpty
      || !popups.isEmpty || listed.contains { isStale($0) }
      || candidates.values.contains(where: \.isStale)
  }

  private func isStale(_ window: ListedWindow) -> Bool {
    guard let path = window.path else { return true }
    return window.extent != nil
      && (window.source == .unknown || path.contains { tree.shapes[$0] == nil })
  }

  /// The filmed windows that are mapped, with the pixels that are theirs.
  ///
  /// A dialog or popup shows with its owner only, none while its identity is in doubt or it has yet
  /// to be asked who opened it. Nothing shows where other windows do not come to rest.
  mutating func visible() -> [VisibleWindow] {
    let sure = Set(
      listed.filter { window in
        window.extent != nil && candidates[window.window]?.isStale == false
          && !isMinimised(window.window) && !popups.contains(window.window)
          && window.path?.allSatisfy { tree.shapes[$0] != nil } == true
      }.map(\.window))
    var visible: [VisibleWindow] = []
    for index in listed.indices where sure.contains(listed[index].window) {
      if let owner = listed[index].owner, !sure.contains(owner) { continue }
      guard var window = listed[index].visible() else { continue }
      if !restless.isEmpty, !listed[index].hasPixmap { window.visible.subtract(restless) }
      visible.append(window)
    }
    return visible
  }

  /// The children of the root from the lowest to the highest, as the X server lists them: without
  /// its own overlay window.
  var stackingOrder: [WindowID]? {
    tree.levels[tree.root]?.order.filter { !tree.clients.isServer($0) }
  }

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
    questions = 0
    moved = RegionSet()
    restless = RegionSet()
    for index in listed.indices { listed[index].settle(at: now) }
  }

  /// Takes in one report that came at `now`.
  mutating func handle(
    _ event: ScreenEvent, serial: UInt, at now: CallTime, _ display: borrowing DisplayConnection
  ) {
    followOverlay(event, at: now)
    switch event {
    case .structure(let parent, let change):
      restack(parent, change, serial: serial, at: now)
    case .created(let parent, let sibling, let isOverrideRedirect):
      arrive(
        parent, sibling, isOverrideRedirect: isOverrideRedirect, serial: serial, at: now, display)
    case .adopted(let parent, let window):
      adopt(window, by: parent, serial: serial, at: now, display)
    case .childDestroyed(let parent, let window):
      restack(parent, .left(window), serial: serial, at: now)
      forget(window)
    case .destroyed(let window):
      forget(window)
    case .reparented(let window, _):
      detach(window)
    case .identityChanged(let window):
      candidates[window]?.isStale = true
      suspects.insert(window)
    case .clientListChanged:
      hasStaleClients = true
    case .damaged(let window, let region, let isLast):
      guard let index = listed.firstIndex(where: { $0.window == window }) else { return }
      listed[index].noteDamage(region, isLast: isLast, serial: serial, at: now)
    case .shapeChanged(let window):
      reshape(window, serial: serial, at: now)
    case .compositor(let isRunning):
      compose(isRunning, at: now)
    case .displayChanged(let size):
      resize(size, at: now)
    case .cursorChanged:
      break
    }
  }

  /// Puts each filmed window where the tree now says that it is.
  mutating func placeAll(at now: CallTime) {
    for index in listed.indices { place(index, at: now) }
  }

  /// All that happened before shapes were read has been followed.
  mutating func settleShapes(at now: CallTime) {
    guard !tree.earlyShapes.isEmpty else { return }
    tree.earlyShapes = []
    placeAll(at: now)
  }

  /// Does the same where something has changed since.
  mutating func placeMisplaced(at now: CallTime) {
    for index in listed.indices where listed[index].isMisplaced { place(index, at: now) }
  }

  mutating func place(_ index: Int, at now: CallTime) {
    guard let path = listed[index].path else { return }
    listed[index].place(tree.extent(of: path), at: now)
  }
}
