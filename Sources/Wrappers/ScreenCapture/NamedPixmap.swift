internal import CX11
internal import Geometry
internal import Redaction

extension DisplayConnection {
  /// Where a redirected child of the root has its pixels; nil for one that is not redirected.
  ///
  /// Asks for no pixel: for the pixmap's size, which must be the window's with its border.
  func pixmapSource(of window: WindowID) -> PixelSource? {
    guard let attributes = attributes(of: window) else { return nil }
    let pixmap = namePixmap(of: window)
    defer { free(pixmap) }
    guard let (size, depth) = geometry(of: pixmap),
      attributes.sibling.frame.width == size.width, attributes.sibling.frame.height == size.height
    else { return nil }
    return .pixmap(depth: depth, visual: attributes.visual)
  }

  /// Nil where nothing has this name.
  func geometry(of drawable: Drawable) -> (size: PixelSize, depth: Int)? {
    var root: Window = 0
    var x: Int32 = 0
    var y: Int32 = 0
    var width: UInt32 = 0
    var height: UInt32 = 0
    var border: UInt32 = 0
    var depth: UInt32 = 0
    guard
      unsafe XGetGeometry(handle, drawable, &root, &x, &y, &width, &height, &border, &depth) != 0
    else { return nil }
    return (PixelSize(width: Int(width), height: Int(height)), Int(depth))
  }

  /// Names what holds the window's pixels now (Composite 0.2); the caller frees it.
  ///
  /// Nothing tells of a window that is not redirected but that no request finds the pixmap. A
  /// name outlives neither a look nor, with its old pixels, a change of the window's size.
  func namePixmap(of window: WindowID) -> Pixmap {
    unsafe XCompositeNameWindowPixmap(handle, window.xid)
  }

  func free(_ pixmap: Pixmap) { unsafe _ = XFreePixmap(handle, pixmap) }
}
