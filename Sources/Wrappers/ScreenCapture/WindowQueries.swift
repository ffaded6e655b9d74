internal import CX11
internal import Geometry
internal import Redaction

/// What the X server says of a window when asked.
struct WindowAttributes {
  var sibling: Sibling
  var isOverrideRedirect: Bool
  var gravity: BitGravity
  var visual: VisualID
}

/// A window's parent and its children from the lowest to the highest.
struct WindowFamily {
  var parent: WindowID
  var children: [WindowID]
}

extension DisplayConnection {
  /// Nil where the window is no more.
  func family(of window: WindowID) -> WindowFamily? {
    var root: Window = 0
    var parent: Window = 0
    var children: UnsafeMutablePointer<Window>?
    var count: UInt32 = 0
    guard !isFlooded,
      unsafe XQueryTree(handle, window.xid, &root, &parent, &children, &count) != 0
    else { return nil }
    defer { if let children = unsafe children { unsafe _ = XFree(children) } }
    return WindowFamily(
      parent: WindowID(xid: parent),
      children: unsafe UnsafeBufferPointer(start: children, count: Int(count)).map {
        WindowID(xid: $0)
      })
  }

  /// Nil where the window is no more.
  func attributes(of window: WindowID) -> WindowAttributes? {
    var raw = unsafe XWindowAttributes()
    guard !isFlooded, unsafe XGetWindowAttributes(handle, window.xid, &raw) != 0 else {
      return nil
    }
    return unsafe WindowAttributes(
      sibling: Sibling(
        window: window, frame: outer(raw.x, raw.y, raw.width, raw.height, raw.border_width),
        border: Int(raw.border_width), isMapped: raw.map_state != IsUnmapped,
        paints: raw.`class` == InputOutput),
      isOverrideRedirect: raw.override_redirect != 0,
      gravity: BitGravity(rawValue: raw.bit_gravity),
      visual: raw.visual.map { unsafe XVisualIDFromVisual($0) } ?? 0)
  }

  /// Reads the children of `window`, whose changes the caller has selected before.
  ///
  /// `validFrom` is the request before which changes are part of what was read.
  func children(of window: WindowID) -> (attributes: [WindowAttributes], validFrom: UInt)? {
    let serial = nextSerial
    guard let family = family(of: window) else { return nil }
    return (family.children.compactMap { attributes(of: $0) }, serial)
  }

  /// From a child of the root to `window`; nil where the window is no more.
  func path(to window: WindowID) -> [WindowID]? {
    var path = [window]
    while path.count < 16, let family = family(of: path[0]) {
      if family.parent == root { return path }
      path.insert(family.parent, at: 0)
    }
    return nil
  }

  /// The window's bounding shape; the whole rectangle also where the window is no more.
  ///
  /// One of more rectangles than anybody needs is taken for a whole one that shows nothing.
  func shape(of window: WindowID) -> BoundingShape {
    var box = XRectangle()
    guard !isFlooded, unsafe callreel_x11_bounding_extents(handle, window.xid, &box) != 0 else {
      return .rectangle
    }
    var count: Int32 = 0
    var ordering: Int32 = 0
    guard
      let rectangles = unsafe XShapeGetRectangles(
        handle, window.xid, ShapeBounding, &count, &ordering)
    else { return .region(RegionSet()) }
    defer { unsafe _ = XFree(rectangles) }
    guard count <= BoundingShape.longest else { return .endless }
    return .region(
      RegionSet(
        disjoint: unsafe UnsafeBufferPointer(start: rectangles, count: Int(count)).map {
          PixelRegion(x: Int($0.x), y: Int($0.y), width: Int($0.width), height: Int($0.height))
        }))
  }

  /// The window with the input focus and those around it, from the inside out; not the root.
  func focusPath() -> [WindowID] {
    var focus: Window = 0
    var revert: Int32 = 0
    unsafe _ = XGetInputFocus(handle, &focus, &revert)
    guard focus > UInt(PointerRoot), focus != root.xid else { return [] }
    return path(to: WindowID(xid: focus))?.reversed() ?? []
  }

  func selectShape(_ isWanted: Bool, of window: WindowID) {
    unsafe XShapeSelectInput(handle, window.xid, isWanted ? UInt(ShapeNotifyMask) : 0)
  }

  /// Makes a damage object that reports each change with its rectangles, in order.
  func createDamage(of window: WindowID) -> UInt {
    unsafe XDamageCreate(handle, window.xid, Int32(XDamageReportRawRectangles))
  }

  func destroyDamage(_ damage: UInt) {
    unsafe XDamageDestroy(handle, damage)
  }
}
