internal import Geometry
internal import Redaction

/// One change among the children of a window, as the X server reported it.
enum StackingChange: Equatable {
  /// On top of its siblings, not mapped.
  case arrived(Sibling)
  /// Destroyed, or now another window's child.
  case left(WindowID)
  case mapped(WindowID)
  case unmapped(WindowID)
  /// `above` is the sibling right below it, nil where it is the lowest.
  case configured(WindowID, frame: PixelRegion, border: Int, above: WindowID?)
  case circulated(WindowID, toTop: Bool)

  var window: WindowID {
    switch self {
    case .arrived(let sibling): sibling.window
    case .left(let window), .mapped(let window), .unmapped(let window),
      .configured(let window, _, _, _), .circulated(let window, _):
      window
    }
  }
}

/// A child of some window, among its siblings.
struct Sibling: Equatable {
  let window: WindowID
  /// With its border, relative to the parent's inside.
  var frame: PixelRegion
  /// Pixels on each side.
  var border: Int
  var isMapped: Bool
  /// False for a window that only takes input.
  var paints: Bool

  /// Without its border.
  var inside: PixelRegion { frame.grown(by: -border) }
  /// Whether it hides what lies under it.
  var isCover: Bool { isMapped && paints }
}

/// The children of one window from the lowest to the highest.
struct Stacking: Equatable {
  private(set) var siblings: [Sibling]
  /// Events of requests before this one are part of what was read.
  let validFrom: UInt

  init(_ siblings: [Sibling], validFrom: UInt = 0) {
    self.siblings = siblings
    self.validFrom = validFrom
  }

  var order: [WindowID] { siblings.map(\.window) }

  subscript(window: WindowID) -> Sibling? { siblings.first { $0.window == window } }

  /// What lies over `window`, from the highest down.
  func covers(of window: WindowID) -> [Sibling] {
    siblings.reversed().prefix { $0.window != window }.filter(\.isCover)
  }

  /// Whether `window` lies over `other`; false where one of them is not there.
  func isAbove(_ window: WindowID, _ other: WindowID) -> Bool {
    guard let index = siblings.firstIndex(where: { $0.window == window }) else { return false }
    return siblings[..<index].contains { $0.window == other }
  }

  /// False where the change does not fit and the children must be read anew.
  mutating func apply(_ change: StackingChange) -> Bool {
    switch change {
    case .arrived(let sibling):
      siblings.removeAll { $0.window == sibling.window }
      siblings.append(sibling)
    case .left(let window):
      siblings.removeAll { $0.window == window }
    case .mapped(let window):
      return update(window) { $0.isMapped = true }
    case .unmapped(let window):
      return update(window) { $0.isMapped = false }
    case .configured(let window, let frame, let border, let above):
      guard
        update(
          window,
          {
            $0.frame = frame
            $0.border = border
          })
      else { return false }
      return place(window, above: above)
    case .circulated(let window, let toTop):
      return place(window, above: toTop ? siblings.last { $0.window != window }?.window : nil)
    }
    return true
  }

  /// What was found out about a window since it was reported.
  mutating func note(_ window: WindowID, paints: Bool) {
    _ = update(window) { $0.paints = paints }
  }

  private mutating func update(_ window: WindowID, _ body: (inout Sibling) -> Void) -> Bool {
    guard let index = siblings.firstIndex(where: { $0.window == window }) else { return false }
    body(&siblings[index])
    return true
  }

  private mutating func place(_ window: WindowID, above: WindowID?) -> Bool {
    guard let index = siblings.firstIndex(where: { $0.window == window }) else { return false }
    let moving = siblings.remove(at: index)
    guard let above else {
      siblings.insert(moving, at: 0)
      return true
    }
    guard let below = siblings.firstIndex(where: { $0.window == above }) else {
      siblings.insert(moving, at: index)
      return false
    }
    siblings.insert(moving, at: below + 1)
    return true
  }
}
