internal import CX11
internal import Geometry
internal import Redaction

/// What one look at the filmed windows came to.
enum Look {
  case unchanged
  /// The lease has ended; what was to be fetched is still to be fetched.
  case forbidden
  /// The windows changed in between; what was fetched is dropped.
  case disturbed
  case seen([FramePatch])
}

/// What came of the image requests of one look.
private struct Fetched {
  var patches: [FramePatch] = []
  /// Windows that gave no pixels.
  var missing: Set<WindowID> = []
  /// The lease ended meanwhile.
  var isForbidden = false
}

extension ScreenCapture {
  /// On the last try a window of which nobody knows what it is by now is left out instead.
  mutating func look(
    isLast: Bool, _ permitted: () -> Bool
  ) throws(CaptureError) -> Look {
    guard let before = registry?.disturbances else { return .unchanged }
    registry?.suspects = []
    let windows = registry?.visible() ?? []
    // What was asked before this look may have taken long: the pointer needs the lease, too.
    guard permitted() else { return .forbidden }
    var next = Seen(windows: windows, cursor: try placeCursor(over: windows))
    guard permitted() else { return .forbidden }
    guard registry?.disturbances == before else { return .disturbed }
    let damage = registry?.takeDamage() ?? [:]
    let known = hasForgotten ? Seen() : seen
    let plan = known.plan(for: windows, damage: damage).flatMap(\.bands)
    var fetched = Fetched()
    if !plan.isEmpty {
      let isStackingKnown = try agreesOnStacking(unlessSince: agreedChanges)
      var isStillKnown = isStackingKnown
      if isStackingKnown, registry?.disturbances == before {
        fetched = fetch(plan, permitted)
        if !fetched.isForbidden { isStillKnown = try agreesOnStacking(unlessSince: nil) }
      }
      let suspects = registry?.suspects ?? []
      let isDisturbed = registry?.disturbances != before || (!isLast && !suspects.isEmpty)
      // What the root window refuses to show does not follow from the reports either.
      let isRefused = !fetched.missing.isEmpty && registry?.hasRedirection == false
      guard isStillKnown, !isDisturbed, !isRefused, !fetched.isForbidden else {
        registry?.putBack(damage)
        if !fetched.isForbidden, !isDisturbed { registry?.distrustStacking() }
        return fetched.isForbidden ? .forbidden : .disturbed
      }
      leaveOut(fetched.missing, suspects, of: &next, damage, &fetched.patches)
    }
    if plan.isEmpty, next == seen, !hasForgotten { return .unchanged }
    seen = next
    hasForgotten = false
    return .seen(fetched.patches)
  }

  /// Where to draw the pointer; what happened before its picture was read has been handled.
  private mutating func placeCursor(
    over windows: [VisibleWindow]
  ) throws(CaptureError) -> CursorPlacement? {
    guard !windows.isEmpty else { return nil }
    let (serial, disturbances) = (cursor.pictureSerial, registry?.disturbances)
    let placement = cursor.place(over: windows, display)
    guard cursor.pictureSerial != serial else { return placement }
    try handleEvents(before: cursor.pictureSerial)
    // A window that came to lie under the pointer has brought its own picture.
    if registry?.disturbances != disturbances { cursor.forget() }
    return placement
  }

  /// Shows nothing of windows that gave no pixels or may have become others.
  private mutating func leaveOut(
    _ missing: Set<WindowID>, _ suspects: Set<WindowID>, of next: inout Seen,
    _ damage: [WindowID: DamageRectangles], _ patches: inout [FramePatch]
  ) {
    let unsure = missing.union(suspects)
    let left = Set(
      next.windows.filter { window in
        unsure.contains(window.window) || window.owner.map(unsure.contains) ?? false
      }.map(\.window))
    guard !left.isEmpty else { return }
    next.windows.removeAll { left.contains($0.window) }
    next.cursor = nil
    patches.removeAll { left.contains($0.window) }
    registry?.putBack(damage.filter { left.contains($0.key) })
    registry?.losePixmaps(of: missing, at: now)
  }

  /// Asks for the pixels of `plan`, each window's from where it has them.
  private mutating func fetch(_ plan: [PlannedFetch], _ permitted: () -> Bool) -> Fetched {
    var fetched = Fetched()
    var pixmaps: [WindowID: Pixmap] = [:]
    defer { for pixmap in pixmaps.values { display.free(pixmap) } }
    for part in plan where !fetched.missing.contains(part.window) {
      guard permitted() else {
        fetched.isForbidden = true
        return fetched
      }
      guard let source = source(of: part.window, &pixmaps) else {
        fetched.missing.insert(part.window)
        continue
      }
      imageRequests += 1
      let patch =
        switch image {
        case .some(let image): image.fetch(part, from: source, display)
        case nil: display.fetchWithoutSharing(part, from: source)
        }
      guard permitted() else {
        fetched.isForbidden = true
        return fetched
      }
      if let patch { fetched.patches.append(patch) } else { fetched.missing.insert(part.window) }
    }
    // One that has been redirected meanwhile is not what the root window shows.
    for window in Set(plan.map(\.window)) where registry?.isStillBare(window, display) == false {
      fetched.missing.insert(window)
    }
    return fetched
  }

  /// Where to read a window's pixels from, naming its pixmap on first use.
  private borrowing func source(
    of window: WindowID, _ pixmaps: inout [WindowID: Pixmap]
  ) -> FetchSource? {
    guard let listed = registry?.listed.first(where: { $0.window == window }) else { return nil }
    switch listed.source {
    case .screen: return display.rootSource
    case .unknown: return nil
    case .pixmap(let depth, let visual):
      guard let top = listed.path?.first, let surface = listed.extent?.surface else { return nil }
      let pixmap = pixmaps[top] ?? display.namePixmap(of: top)
      pixmaps[top] = pixmap
      return FetchSource(
        drawable: pixmap, x: surface.x, y: surface.y, depth: depth, visual: visual)
    }
  }

  /// Whether the X server stacks the windows as its reports up to that say (P3).
  ///
  /// Not asked where nothing has happened since a reading that agreed: `changes` of the registry.
  private mutating func agreesOnStacking(
    unlessSince changes: Int?
  ) throws(CaptureError) -> Bool {
    if let changes, registry?.changes == changes { return true }
    let serial = display.nextSerial
    let order = display.family(of: display.root)?.children
    try handleEvents(before: serial)
    guard let order, order == registry?.stackingOrder else { return false }
    agreedChanges = registry?.changes
    return true
  }
}
