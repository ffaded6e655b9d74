internal import Redaction

/// Which windows are filmed: those that the policy lists, and their dialogs and popups.
extension WindowRegistry {
  /// How many windows WM_TRANSIENT_FOR may lead through.
  private static let longestChain = 8

  /// Reads the identities that changed.
  mutating func identify(_ display: borrowing DisplayConnection) {
    for (window, candidate) in candidates where candidate.isStale {
      select([.structure, .properties], on: window, display)
      guard let owner = display.transientOwner(of: window) else {
        // Unanswered is not gone: what was selected on it has to be taken back.
        if display.isFlooded { return }
        forget(window)
        continue
      }
      let isMatch = !candidate.isOverrideRedirect && matches(window, display.identity(of: window))
      candidates[window]?.isStale = false
      candidates[window]?.isMatch = isMatch
      candidates[window]?.isMinimised = display.isMinimised(window)
      candidates[window]?.transientFor = owner
      hasStaleOwners = true
    }
    guard !popups.isEmpty else { return }
    let focused = display.focusPath()
    var opener: WindowID?
    for window in focused where opener == nil {
      let isMatch = candidates[window]?.isMatch == true
      opener = isMatch ? window : listed.first { $0.window == window }?.owner
    }
    for popup in popups { candidates[popup]?.opener = opener }
    popups = []
    hasStaleOwners = true
  }

  /// Begins to watch the windows that are filmed from now on, which it returns, and leaves others.
  mutating func enlist(_ display: borrowing DisplayConnection) -> Set<WindowID> {
    guard hasStaleOwners else { return [] }
    hasStaleOwners = false
    // Newcomers that came since the identities were read are kept until theirs has been.
    let isKept = { [self] (window: WindowID) in
      isFilmed(window) || candidates[window]?.isStale == true
    }
    for window in listed where !isKept(window.window) { display.destroyDamage(window.damage) }
    listed.removeAll { !isKept($0.window) }
    for index in listed.indices {
      let owner = owner(of: listed[index].window)
      guard listed[index].owner != owner else { continue }
      let isPopup = candidates[listed[index].window]?.isOverrideRedirect == true
      listed[index].belong(to: owner, isPopup: isPopup)
    }
    var news: Set<WindowID> = []
    let known = Set(listed.map(\.window))
    for window in candidates.keys where !known.contains(window) && isFilmed(window) {
      guard let attributes = display.attributes(of: window), attributes.sibling.paints else {
        continue
      }
      let damage = display.createDamage(of: window)
      listed.append(
        ListedWindow(
          window: window, owner: owner(of: window),
          isPopup: candidates[window]?.isOverrideRedirect == true, damage: damage,
          damageValidFrom: display.nextSerial, gravity: attributes.gravity,
          source: tree.hasCompositor ? .unknown : .screen))
      news.insert(window)
    }
    return news
  }

  private func isFilmed(_ window: WindowID) -> Bool {
    candidates[window]?.isMatch == true || owner(of: window) != nil
  }

  /// The listed window of the same client that a dialog or popup belongs to.
  ///
  /// Properties claim what they like; that two windows are of one client the X server knows.
  private func owner(of window: WindowID) -> WindowID? {
    guard let candidate = candidates[window], !candidate.isMatch else { return nil }
    // One that names whom it belongs to is theirs, whoever has the focus.
    let isNamed = candidate.transientFor.map { $0 != tree.root } ?? false
    if !isNamed {
      guard candidate.isOverrideRedirect, let opener = candidate.opener,
        candidates[opener]?.isMatch == true, tree.clients.areSame(window, opener)
      else { return nil }
      return opener
    }
    var step = candidate.transientFor
    for _ in 0..<Self.longestChain {
      guard let next = step, let link = candidates[next] else { return nil }
      if link.isMatch { return tree.clients.areSame(window, next) ? next : nil }
      step = link.transientFor
    }
    return nil
  }

  /// Whether a window manager minimised the window or one that it is a dialog or popup of.
  func isMinimised(_ window: WindowID) -> Bool {
    var step: WindowID? = window
    for _ in 0...Self.longestChain {
      guard let next = step, let link = candidates[next] else { return false }
      if link.isMinimised { return true }
      step = link.transientFor ?? link.opener
    }
    return false
  }

  mutating func select(
    _ mask: EventMask, on window: WindowID, _ display: borrowing DisplayConnection
  ) {
    let known = selected[window] ?? []
    guard !known.isSuperset(of: mask) else { return }
    selected[window] = known.union(mask)
    display.select(known.union(mask), on: window)
  }

  mutating func deselect(
    _ mask: EventMask, on window: WindowID, _ display: borrowing DisplayConnection
  ) {
    guard let known = selected[window] else { return }
    selected[window] = known.subtracting(mask)
    display.select(known.subtracting(mask), on: window)
  }
}
