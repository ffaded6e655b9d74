internal import Geometry
internal import Redaction
internal import Timeline

/// A window that is filmed, and what is known of its pixels.
struct ListedWindow {
  /// How long a window that was mapped unwatched may take to paint itself, in milliseconds.
  static let paintingAllowance: Int64 = 150

  let window: WindowID
  /// The damage object's name.
  let damage: UInt
  /// Damage of requests before this one is only the object's own beginning.
  let damageValidFrom: UInt
  let gravity: BitGravity
  /// The listed window that this dialog or popup belongs to.
  private(set) var owner: WindowID?
  /// It came past the window manager.
  private(set) var isPopup: Bool
  /// From a child of the root to the window; nil until it has been looked up.
  var path: [WindowID]?
  private(set) var extent: WindowExtent?
  private(set) var source: PixelSource
  /// The one of before, while it must be found out whether it still holds.
  private var sourceBefore: PixelSource?
  private var own = OwnPixels()
  /// What must be fetched again, relative to the window.
  var damaged = DamageRectangles()
  /// It may have painted before its damage was watched, under a parent that it has left.
  var isLate = false
  /// A change among the windows around it has yet to be followed.
  var isMisplaced = false
  private var shown: VisibleWindow?

  init(
    window: WindowID, owner: WindowID?, isPopup: Bool, damage: UInt, damageValidFrom: UInt,
    gravity: BitGravity, source: PixelSource
  ) {
    self.window = window
    self.owner = owner
    self.isPopup = isPopup
    self.damage = damage
    self.damageValidFrom = damageValidFrom
    self.gravity = gravity
    self.source = source
  }

  /// Its own pixels that can be seen, in canvas coordinates.
  mutating func visible() -> VisibleWindow? {
    guard let extent, source != .unknown else { return nil }
    if let shown { return shown }
    var visible = extent.visible
    let painted = own.painted.moved(x: extent.frame.x, y: extent.frame.y)
    if !painted.containsAll(of: visible) { visible = visible.intersection(painted) }
    visible.limit()
    shown = VisibleWindow(
      window: window, frame: extent.frame, visible: visible, owner: owner,
      isPopup: isPopup)
    return shown
  }

  /// Whether it is known to have a pixmap of its own, which keeps what is covered.
  var hasPixmap: Bool {
    if case .pixmap = source { true } else { false }
  }

  private func held(_ extent: WindowExtent) -> RegionSet {
    (hasPixmap ? extent.inPixmap : extent.onScreen).relative(to: extent.frame)
  }

  /// Whether everything that a copy of the window would take along is its own.
  ///
  /// A cover that may be smaller than was taken for granted leaves more to be copied than is held.
  private func isWhole(in extent: WindowExtent) -> Bool {
    isHeldKnown(of: extent) && own.holdsAll(of: held(extent))
  }

  private func isHeldKnown(of extent: WindowExtent) -> Bool {
    switch source {
    case .pixmap: true
    case .screen: extent.isCertain
    case .unknown: false
    }
  }

  /// `isLast` ends the rectangles of one report.
  mutating func noteDamage(
    _ region: PixelRegion, isLast: Bool, serial: UInt, at now: CallTime
  ) {
    guard serial >= damageValidFrom else { return }
    damaged.add(region)
    shown = nil
    guard path != nil else { return own.suspect(region) }
    // More may turn out to be held: in a pixmap, or beside a cover whose shape is being read.
    if source == .unknown || extent?.isCertain == false { own.suspect(region) }
    // The report of a copy is of where the pixels would be if nothing covered them.
    let held = isMisplaced ? nil : extent.map(held)
    // A copy between inner windows of others, which nobody watches, is told in the same way.
    let due = source == .screen ? now + Self.paintingAllowance : nil
    own.prove(region, within: held, isLast: isLast, due: due)
  }

  /// Takes all that can be had for the window's own: it was there before anybody looked.
  mutating func trust() {
    own.trust(extent.map(held) ?? RegionSet())
    if source == .unknown, let extent {
      own.trust(extent.inPixmap.relative(to: extent.frame))
      own.keep(held(extent), isCertain: false)
    }
    shown = nil
  }

  /// Gives the window time to paint what it may have painted before its damage was watched.
  mutating func awaitPainting(since mapped: CallTime) {
    guard let extent else { return }
    let until = mapped + Self.paintingAllowance
    guard source == .unknown else { return own.allow(held(extent), until: until) }
    own.allow(extent.inPixmap.relative(to: extent.frame), until: until)
    own.keep(held(extent), isCertain: false)
  }

  mutating func settle(at now: CallTime) {
    if own.settle(at: now) { shown = nil }
  }

  /// The window left its place in the tree or the screen: only later damage counts.
  mutating func forgetPainting() {
    extent = nil
    own.forget()
    isMisplaced = false
    shown = nil
    if hasPixmap { source = .unknown }
  }

  /// The window may have lost all its pixels.
  mutating func doubtPainting() {
    own.keep(RegionSet(), isCertain: false)
    shown = nil
  }

  mutating func endCopy() { own.endCopy() }

  /// Another window moved or changed its size: what it held was copied.
  ///
  /// That may be reported as damage here, within `frame`, which holds where it was and where it is;
  /// nil: nobody knows where.
  mutating func noteMove(within frame: PixelRegion?, at now: CallTime) {
    guard !hasPixmap, let extent, !isWhole(in: extent) else { return }
    if let frame, frame.intersection(extent.frame) == nil { return }
    own.expectForeignCopy(
      to: frame?.moved(x: -extent.frame.x, y: -extent.frame.y), until: now + Self.paintingAllowance)
  }

  mutating func belong(to next: WindowID?, isPopup: Bool) {
    owner = next
    self.isPopup = isPopup
    shown = nil
  }

  /// A window came to lie over `region` of the canvas, beside the window or around it.
  mutating func cover(_ region: RegionSet, isCertain: Bool, isTopLevel: Bool) {
    isMisplaced = true
    guard let extent else { return }
    if isTopLevel, hasPixmap { return }
    own.lose(region.relative(to: extent.frame), isCertain: isCertain && source != .unknown)
    shown = nil
  }

  /// Follows a change of structure: what was covered or moved off counts as lost.
  mutating func place(_ next: WindowExtent?, at now: CallTime) {
    isMisplaced = false
    guard let next else { return forgetPainting() }
    if let extent, extent.frame != next.frame || extent.surface != next.surface {
      follow(from: extent, to: next, until: now + Self.paintingAllowance)
    }
    extent = next
    let isCertain = next.isCertain && source != .unknown
    own.keep(held(next), isCertain: isCertain)
    if isCertain { own.giveBack(within: held(next), until: now + Self.paintingAllowance) }
    shown = nil
  }

  /// Takes the window's pixels from somewhere else from now on.
  mutating func read(from next: PixelSource, at now: CallTime) {
    guard source != next else { return }
    if let extent { own.keep(extent.onScreen.relative(to: extent.frame), isCertain: false) }
    source = next
    shown = nil
    guard let extent, source != .unknown, extent.isCertain else { return }
    own.giveBack(within: held(extent), until: now + Self.paintingAllowance)
  }

  /// The compositing manager may have taken the window over or left it to the X server.
  mutating func suspend(at now: CallTime) {
    sourceBefore = sourceBefore ?? source
    doubtPainting()
    read(from: .unknown, at: now)
  }

  /// Takes the pixels from where they were found to be.
  mutating func resume(from next: PixelSource, at now: CallTime) {
    if let before = sourceBefore {
      // The overlay window has left its own pixels on the screen, and in a pixmap that is made of
      // it; what the window has painted since is its own.
      if (before == .screen) != (next == .screen) { own.giveUpDoubtful() }
    } else if next == .screen {
      // Nobody told when that began, and what has come and gone over it since.
      doubtPainting()
    }
    sourceBefore = nil
    read(from: next, at: now)
  }

  /// Tells where the pixels of before are after a move or a change of size.
  private mutating func follow(
    from before: WindowExtent, to next: WindowExtent, until deadline: CallTime
  ) {
    let isWhole = isWhole(in: before)
    let isResized = !before.frame.hasSize(of: next.frame)
    let isSurfaceResized = !before.surface.hasSize(of: next.surface)
    // A frame and what it holds change their sizes in steps, with copies of all kinds; and a new
    // pixmap is copied to where none was known to be.
    let isNested = (path?.count ?? 0) > 1
    if isResized || isSurfaceResized, source == .unknown || (isNested && !isWhole) {
      return own.doubtAll(until: deadline)
    }
    var stay = PixelOffset(x: before.frame.x - next.frame.x, y: before.frame.y - next.frame.y)
    let pull = gravity.offset(from: before.frame, to: next.frame)
    if hasPixmap {
      guard !isSurfaceResized else {
        let copied = pull ?? stay
        let own = own.painted.moved(x: copied.x, y: copied.y)
        return self.own.renew(
          carrying: isWhole || gravity.forgets ? nil : own, until: deadline)
      }
      stay.x -= before.surface.x - next.surface.x
      stay.y -= before.surface.y - next.surface.y
    }
    // A window that is only moved takes its pixels along; otherwise they stay on the screen.
    guard isResized else {
      guard !isWhole else { return }
      guard isHeldKnown(of: before), isHeldKnown(of: next) else {
        return own.expectForeignCopy(to: nil, until: deadline)
      }
      if !held(before).intersection(held(next)).isEmpty { own.carryAlong() }
      return
    }
    own.stay(stay, copied: isWhole || pull == stay ? nil : pull, until: deadline)
  }
}

extension PixelRegion {
  func hasSize(of other: PixelRegion) -> Bool {
    (width, height) == (other.width, other.height)
  }
}

extension RegionSet {
  fileprivate func relative(to frame: PixelRegion) -> RegionSet { moved(x: -frame.x, y: -frame.y) }
}
