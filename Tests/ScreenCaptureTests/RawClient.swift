import CX11
import Geometry
import Redaction
import Testing

@testable import ScreenCapture

/// An X client of a test's own whose windows are what programs in the wild make.
struct RawClient: ~Copyable {
  /// How a window is made.
  struct Look {
    var windowClass = "listed"
    var title = "window"
    /// Nil: the X server leaves there what was there before.
    var background: Int?
    var isOverrideRedirect = false
    var gravity = ForgetGravity
    var border = 0
    var isInputOnly = false
    var owner: Window?
    var depth: Int?
  }

  let handle: OpaquePointer
  let root: Window
  private let graphics: GC

  init(_ display: String) throws {
    ErrorTrap.install()
    handle = try #require(XOpenDisplay(display))
    root = XDefaultRootWindow(handle)
    graphics = XCreateGC(handle, root, 0, nil)
  }

  deinit { XCloseDisplay(handle) }

  /// Waits until the X server has worked off everything asked of it.
  func sync() { XSync(handle, 0) }

  /// Makes a window that is not mapped.
  func make(_ frame: PixelRegion, _ look: Look = Look(), in parent: Window? = nil) -> Window {
    var attributes = XSetWindowAttributes()
    attributes.override_redirect = look.isOverrideRedirect ? 1 : 0
    attributes.event_mask = ExposureMask
    attributes.bit_gravity = look.gravity
    attributes.background_pixel = UInt(look.background ?? 0)
    var mask = CWOverrideRedirect | CWEventMask
    if !look.isInputOnly { mask |= CWBitGravity | (look.background == nil ? 0 : CWBackPixel) }
    var visual: UnsafeMutablePointer<Visual>?
    if let depth = look.depth {
      var info = XVisualInfo()
      XMatchVisualInfo(handle, XDefaultScreen(handle), Int32(depth), TrueColor, &info)
      visual = info.visual
      attributes.colormap = XCreateColormap(handle, root, visual, AllocNone)
      mask |= CWColormap | CWBorderPixel
    }
    let window = XCreateWindow(
      handle, parent ?? root, Int32(frame.x), Int32(frame.y), UInt32(frame.width),
      UInt32(frame.height), UInt32(look.border), Int32(look.isInputOnly ? 0 : look.depth ?? 0),
      UInt32(look.isInputOnly ? InputOnly : InputOutput), visual, UInt(mask), &attributes)
    setText(XA_WM_CLASS, "\(look.windowClass)\0\(look.windowClass)\0", of: window)
    setTitle(look.title, of: window)
    if let owner = look.owner { XSetTransientForHint(handle, window, owner) }
    var hints = XSizeHints()
    hints.flags = USPosition | PPosition
    XSetWMNormalHints(handle, window, &hints)
    XFlush(handle)
    return window
  }

  /// Makes a window, maps it and paints it whole in one burst.
  func show(
    _ frame: PixelRegion, _ rgb: Int, _ look: Look = Look(), in parent: Window? = nil
  ) -> Window {
    let window = make(frame, look, in: parent)
    XMapWindow(handle, window)
    paint(window, rgb)
    sync()
    return window
  }

  func map(_ window: Window) {
    XMapWindow(handle, window)
    sync()
  }

  func unmap(_ window: Window) {
    XUnmapWindow(handle, window)
    sync()
  }

  func destroy(_ window: Window) {
    XDestroyWindow(handle, window)
    sync()
  }

  func raise(_ window: Window) {
    XRaiseWindow(handle, window)
    sync()
  }

  func move(_ window: Window, _ x: Int, _ y: Int) {
    XMoveWindow(handle, window, Int32(x), Int32(y))
    sync()
  }

  func resize(_ window: Window, _ width: Int, _ height: Int) {
    XResizeWindow(handle, window, UInt32(width), UInt32(height))
    sync()
  }

  /// Fills the whole window, also what of it is not to be seen.
  func paint(_ window: Window, _ rgb: Int) {
    XSetForeground(handle, graphics, UInt(rgb))
    XFillRectangle(handle, window, graphics, 0, 0, 4096, 4096)
    sync()
  }

  /// Gives the window a bounding shape.
  func shape(_ window: Window, _ parts: [PixelRegion]) {
    var rectangles = parts.map {
      XRectangle(
        x: Int16($0.x), y: Int16($0.y), width: UInt16($0.width), height: UInt16($0.height))
    }
    XShapeCombineRectangles(
      handle, window, ShapeBounding, 0, 0, &rectangles, Int32(rectangles.count), ShapeSet, Unsorted)
    sync()
  }

  func setClass(_ windowClass: String, of window: Window) {
    setText(XA_WM_CLASS, "\(windowClass)\0\(windowClass)\0", of: window)
    sync()
  }

  func setTitle(_ title: String, of window: Window) { setText(XA_WM_NAME, title, of: window) }

  func setOwner(_ owner: Window, of window: Window) {
    XSetTransientForHint(handle, window, owner)
    sync()
  }

  func focus(_ window: Window) {
    XSetInputFocus(handle, window, Int32(RevertToPointerRoot), UInt(CurrentTime))
    sync()
  }

  private func setText(_ property: Atom, _ text: String, of window: Window) {
    let bytes = Array(text.utf8)
    XChangeProperty(
      handle, window, property, XA_STRING, 8, PropModeReplace, bytes, Int32(bytes.count))
    XFlush(handle)
  }
}

extension WindowID {
  var number: UInt { UInt(rawValue) }
}
