internal import Geometry
internal import Redaction
internal import Timeline

/// A window that the policy lists, and what is known of its pixels on the screen.
///
/// The screen shows a window's own pixels only where the window has painted since it came to
/// light: a window without background leaves there what another window showed before. Damage
/// reports come in order with the changes of structure, so they tell which pixels are its own.
struct ListedWindow {
  /// How long a window that was mapped unwatched may take to paint itself, in milliseconds.
  static let paintingAllowance: Int64 = 500

  let window: WindowID
  /// The damage object's name.
  let damage: UInt
  /// Damage of requests before this one is only the object's own beginning.
  let damageValidFrom: UInt
  /// From a child of the root to the window; nil until it has been looked up.
  var path: [WindowID]?
  private(set) var extent: WindowExtent?
  /// Pixels on the screen that are the window's own, relative to it.
  private var painted = RegionSet()
  /// Pixels that may have been painted before anybody watched, relative to the window.
  private var awaited = RegionSet()
  private var awaitedUntil: CallTime?
  /// The next damage report is of pixels that a move took along: it proves nothing.
  private var awaitsCopy = false
  /// What must be fetched again, relative to the window.
  var damaged = DamageRectangles()

  init(window: WindowID, damage: UInt, damageValidFrom: UInt) {
    self.window = window
    self.damage = damage
    self.damageValidFrom = damageValidFrom
  }

  /// Its own pixels that can be seen, in canvas coordinates.
  var visible: VisibleWindow? {
    guard let extent else { return nil }
    let shown = painted.moved(x: extent.frame.x, y: extent.frame.y)
    return VisibleWindow(
      window: window, frame: extent.frame,
      visible: shown == extent.visible ? extent.visible : extent.visible.intersection(shown))
  }

  /// `isLast` ends the rectangles of one report.
  mutating func noteDamage(_ region: PixelRegion, isLast: Bool, serial: UInt) {
    guard serial >= damageValidFrom else { return }
    damaged.add(region)
    if awaitsCopy {
      awaitsCopy = !isLast
      return
    }
    let proven = extent.map { $0.local.intersection(region) } ?? RegionSet(region)
    for part in proven.regions where !painted.contains(part) { painted.insert(part) }
  }

  /// Takes all that can be seen for the window's own: it was there before anybody looked.
  mutating func trust() {
    painted = extent?.local ?? RegionSet()
  }

  /// Gives the window time to paint what it may have painted before its damage was watched.
  mutating func awaitPainting(since mapped: CallTime) {
    awaited = extent?.local ?? RegionSet()
    awaitedUntil = mapped + Self.paintingAllowance
  }

  mutating func settle(at now: CallTime) {
    guard let until = awaitedUntil, until <= now else { return }
    painted.formUnion(awaited)
    awaited = RegionSet()
    awaitedUntil = nil
  }

  /// The window left its place in the tree or the screen; only later damage counts.
  mutating func forgetPainting() {
    extent = nil
    painted = RegionSet()
    awaited = RegionSet()
    awaitedUntil = nil
  }

  /// Follows a change of structure: what was covered or moved off counts as lost.
  mutating func place(_ next: WindowExtent?) {
    guard next != extent else { return }
    // A move is reported right after it, before any other change.
    awaitsCopy = false
    guard let next else { return forgetPainting() }
    if let extent, extent.frame != next.frame { follow(from: extent, to: next) }
    let local = next.local
    painted = painted == local ? local : painted.intersection(local)
    awaited = awaited.intersection(local)
    extent = next
  }

  /// Tells where the pixels of before are after a move or a change of size.
  private mutating func follow(from before: WindowExtent, to next: WindowExtent) {
    let isMove =
      (before.frame.width, before.frame.height) == (next.frame.width, next.frame.height)
    // A window that is only moved takes its pixels along; otherwise they stay on the screen.
    guard !isMove else {
      awaitsCopy = !before.local.isEmpty
      return
    }
    awaitsCopy = before.local != painted
    let dx = before.frame.x - next.frame.x
    let dy = before.frame.y - next.frame.y
    painted = painted.moved(x: dx, y: dy)
    awaited = awaited.moved(x: dx, y: dy)
    awaitsCopy = awaitsCopy && (dx, dy) != (0, 0)
  }
}

extension WindowExtent {
  /// The visible part relative to the window.
  var local: RegionSet { visible.moved(x: -frame.x, y: -frame.y) }
}
