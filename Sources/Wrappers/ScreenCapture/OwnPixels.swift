internal import Geometry
internal import Timeline

/// Which pixels are a window's own, relative to it.
///
/// A window shows its own pixels only where it has painted since it came to light: one without
/// background leaves there what was there before, on the screen as in a new pixmap, which the X
/// server fills with what its parent showed. Damage reports come in order with the changes of
/// structure, so they tell which pixels are its own.
struct OwnPixels {
  /// Sets of this many regions are put in order.
  private static let disorder = 256

  /// What the next damage reports may be of: pixels that were copied.
  private struct Copy {
    /// Those that are the window's own.
    var own: RegionSet
    /// Whether the next report is of it for certain.
    var isCertain: Bool
    /// Until when further ones may be, and what they tell of is awaited; nil: there are none.
    var deadline: CallTime?
    /// Where they can be; nil: anywhere.
    var place: PixelRegion?
  }

  private(set) var painted = RegionSet()
  /// Pixels that may have been painted before anybody watched, or that only seem to be painted.
  private var awaited = PendingPixels()
  /// Pixels that were lost if what covered them was as big, or on the screen, as was assumed.
  private var doubtful = RegionSet()
  private var copy: Copy?
  private var disorderLimit = Self.disorder

  func holdsAll(of region: RegionSet) -> Bool {
    painted.containsAll(of: region)
  }

  /// Takes a rectangle of a damage report for painted; `isLast` ends the report.
  ///
  /// Where copies of other windows may be reported too, what is told counts from `due` on: by then
  /// the window has painted over what they left.
  mutating func prove(
    _ region: PixelRegion, within held: RegionSet?, isLast: Bool, due: CallTime?
  ) {
    let copy = copy
    if isLast {
      if copy?.deadline == nil { self.copy = nil }
      self.copy?.isCertain = false
    }
    guard !painted.contains(region) else { return }
    var proven = held?.intersection(region) ?? RegionSet(region)
    if let copy {
      let copied = copy.place.map { proven.intersection($0) } ?? proven
      if !copy.isCertain, let deadline = copy.deadline { allow(copied, until: deadline) }
      proven.subtract(copied)
      for part in copied.intersection(copy.own).regions { insert(part) }
    }
    if let due {
      if !awaited.contains(region) { allow(proven, until: due) }
    } else {
      for part in proven.regions { insert(part) }
    }
  }

  private mutating func insert(_ region: PixelRegion) {
    painted.insert(region)
    guard painted.regions.count > disorderLimit else { return }
    painted.coalesce()
    painted.limit()
    disorderLimit = max(Self.disorder, painted.regions.count * 2)
  }

  /// Something now lies over `region`; it may come back where it may never have been lost.
  mutating func lose(_ region: RegionSet, isCertain: Bool) {
    if isCertain {
      doubtful.subtract(region)
    } else {
      doubt(painted.intersection(region))
      doubt(awaited.intersection(region))
    }
    painted.subtract(region)
    awaited.subtract(region)
  }

  /// Nothing beyond `region` is held any longer.
  mutating func keep(_ region: RegionSet, isCertain: Bool) {
    if !isCertain {
      doubt(painted, beyond: region)
      doubt(awaited.all, beyond: region)
    }
    painted = holdsAll(of: region) ? region : painted.intersection(region)
    painted.limit()
    awaited.formIntersection(region)
  }

  private mutating func doubt(_ lost: RegionSet, beyond kept: RegionSet = RegionSet()) {
    var lost = lost
    lost.subtract(kept)
    doubtful.formUnion(lost)
    doubtful.limit()
  }

  /// What was lost by mere assumption and is there after all is given time.
  mutating func giveBack(within region: RegionSet, until time: CallTime) {
    guard !doubtful.isEmpty else { return }
    allow(doubtful.intersection(region), until: time)
    doubtful = RegionSet()
  }

  /// What was lost by mere assumption is gone.
  mutating func giveUpDoubtful() { doubtful = RegionSet() }

  /// Gives the window until `time` to paint `region`, which it may have painted already.
  mutating func allow(_ region: RegionSet, until time: CallTime) {
    awaited.insert(region, until: time)
  }

  /// Takes all of `region` for the window's own: it was there before anybody looked.
  mutating func trust(_ region: RegionSet) { painted = region }

  mutating func settle(at now: CallTime) -> Bool {
    if let deadline = copy?.deadline, deadline <= now { copy = nil }
    guard let due = awaited.take(at: now) else { return false }
    painted.formUnion(due)
    painted.limit()
    return true
  }

  mutating func forget() { self = OwnPixels() }

  /// Damage that cannot be put in order with the changes around it proves nothing yet.
  mutating func suspect(_ region: PixelRegion) {
    doubt(RegionSet(region))
  }

  /// A copy is reported right after the change that made it, before any other.
  mutating func endCopy() { copy = nil }

  /// The pixels move with the window; the report of it proves nothing.
  mutating func carryAlong() { copy = Copy(own: painted, isCertain: true) }

  /// A report may come of a copy of other windows' pixels to `place` under the window, as the X
  /// server does not cut what it tells of copies; nil: anywhere.
  mutating func expectForeignCopy(to place: PixelRegion?, until deadline: CallTime) {
    copy = Copy(own: painted, isCertain: false, deadline: deadline, place: place)
  }

  /// The pixels stay where they were while the window's origin moves by −`offset`.
  ///
  /// `copied` is how far a copy then takes them instead; nil where there is none.
  mutating func stay(_ offset: PixelOffset, copied: PixelOffset?, until deadline: CallTime) {
    let before = painted
    painted = painted.moved(x: offset.x, y: offset.y)
    awaited.move(by: offset)
    doubtful = doubtful.moved(x: offset.x, y: offset.y)
    guard let copied else { return }
    let moved = before.moved(x: copied.x, y: copied.y)
    painted = painted.intersection(moved)
    copy = Copy(own: moved, isCertain: true, deadline: deadline)
  }

  /// Nobody knows what became of the pixels: what is told of them until `deadline` is awaited.
  mutating func doubtAll(until deadline: CallTime) {
    keep(RegionSet(), isCertain: false)
    copy = Copy(own: RegionSet(), isCertain: false, deadline: deadline)
  }

  /// All pixels are new but those that a copy still brings from the old pixmap.
  mutating func renew(carrying copied: RegionSet?, until deadline: CallTime) {
    forget()
    copy = copied.map { Copy(own: $0, isCertain: true, deadline: deadline) }
  }
}

/// How far pixels are moved, to the right and down.
struct PixelOffset: Equatable {
  var x: Int
  var y: Int
}
