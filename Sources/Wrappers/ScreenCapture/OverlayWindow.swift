internal import CX11
internal import Geometry
internal import Redaction
internal import Timeline

/// Windows that a compositing manager leaves to the X server, such as one that fills the screen.
///
/// The X server shows them as if there were no compositing manager, but under the overlay window,
/// which compositing managers draw on: they unmap it, or cut a hole into it.
extension WindowRegistry {
  /// Takes in what happens to the overlay window: whom the X server shows must be asked anew.
  mutating func followOverlay(_ event: ScreenEvent, at now: CallTime) {
    let window: WindowID
    var isGone = false
    switch event {
    case .structure(_, let change):
      window = change.window
      if case .unmapped = change { isGone = true }
    case .created(_, let sibling, _):
      window = sibling.window
    case .childDestroyed(_, let child):
      window = child
      isGone = true
    case .shapeChanged(let shaped):
      window = shaped
    default: return
    }
    guard window != tree.root, tree.clients.isServer(window) else { return }
    // Asking for one that is gone would make it.
    tree.overlay = isGone ? RegionSet() : nil
    guard tree.hasCompositor else { return }
    disturbances += 1
    for index in listed.indices { listed[index].suspend(at: now) }
  }

  /// Whether the X server itself shows the window, and nothing that it was not asked about.
  mutating func isBare(_ window: ListedWindow, _ display: borrowing DisplayConnection) -> Bool {
    guard let frame = window.extent?.frame, let top = window.path?.first,
      !display.isRedirected(top)
    else { return false }
    if tree.overlay == nil, let overlay = display.overlay() {
      tree.overlay = overlay.coverage
      watchedOverlay = overlay.window
    }
    return tree.overlay?.intersection(frame).isEmpty == true
  }

  /// Whether the window's pixels are to be had from the root window now that they have been read.
  func isStillBare(_ window: WindowID, _ display: borrowing DisplayConnection) -> Bool {
    guard let listed = listed.first(where: { $0.window == window }), listed.source == .screen,
      tree.hasCompositor, let top = listed.path?.first
    else { return true }
    return !display.isRedirected(top)
  }
}

extension DisplayConnection {
  /// Whether a child of the root has a pixmap of its own; false also where it is no more.
  func isRedirected(_ window: WindowID) -> Bool {
    let pixmap = namePixmap(of: window)
    defer { free(pixmap) }
    return geometry(of: pixmap) != nil
  }

  /// The overlay window and what it hides; nil where the X server has none to give.
  ///
  /// Its reports follow: of changes of its shape from now on, of all else as of any child of the
  /// root. Nothing lists the window but the request to have a share in it, which makes it where no
  /// compositing manager has; so the share is given back at once.
  func overlay() -> (window: WindowID, coverage: RegionSet)? {
    let overlay = WindowID(xid: unsafe XCompositeGetOverlayWindow(handle, root.xid))
    guard overlay.xid != 0 else { return nil }
    defer { unsafe XCompositeReleaseOverlayWindow(handle, overlay.xid) }
    selectShape(true, of: overlay)
    guard let sibling = attributes(of: overlay)?.sibling else { return nil }
    guard sibling.isMapped else { return (overlay, RegionSet()) }
    guard case .region(let shape) = shape(of: overlay) else {
      return (overlay, RegionSet(sibling.frame))
    }
    return (overlay, shape.moved(x: sibling.inside.x, y: sibling.inside.y))
  }
}
