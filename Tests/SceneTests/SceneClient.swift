import CXScene
import Geometry
import LinuxSystem
import TestSupport

/// What a window of a scene looks like.
struct SceneLook {
  var windowClass = "other"
  var colour = 0xff0000
  var frame: PixelRegion
  /// Nil: the X server leaves there what was there before, until the client paints.
  var background: Int?
  /// Past the window manager.
  var isPopup = false
  var transientFor: Window?
  /// Relative to the window; nil: the whole rectangle.
  var shape: [PixelRegion]?
}

/// One X client whose windows each have one flat colour.
///
/// It paints when the X server says that something is exposed, as programs do.
final class SceneClient {
  let display: OpaquePointer
  let root: Window
  private let context: GC
  private let base: Window
  private(set) var looks: [Window: SceneLook] = [:]

  init(_ name: String) throws {
    // What a window manager or another client destroyed is no reason to end.
    XSetErrorHandler { _, _ in 0 }
    guard let display = XOpenDisplay(name),
      let context = XCreateGC(
        display, XDefaultRootWindow(display), 0, nil)
    else { throw TestTimeout("the display \(name)") }
    self.display = display
    self.context = context
    root = XDefaultRootWindow(display)
    base = XCreatePixmap(display, root, 1, 1, 1) & ~0x1fffff
  }

  deinit {
    XFreeGC(display, context)
    XCloseDisplay(display)
  }

  /// Whether the X server gave this client the number (X11 protocol, connection setup).
  func owns(_ window: Window) -> Bool { window & ~0x1fffff == base }

  /// The root's children from the lowest to the highest, with their borders.
  func children() throws -> [StackingReplay.Child] {
    var (root, parent) = (Window(), Window())
    var children: UnsafeMutablePointer<Window>?
    var count: UInt32 = 0
    guard XQueryTree(display, self.root, &root, &parent, &children, &count) != 0 else {
      throw TestTimeout("the windows")
    }
    defer { XFree(children) }
    return UnsafeBufferPointer(start: children, count: Int(count)).compactMap { window in
      var raw = XWindowAttributes()
      guard XGetWindowAttributes(display, window, &raw) != 0 else { return nil }
      let border = Int(raw.border_width) * 2
      return StackingReplay.Child(
        window: window,
        frame: PixelRegion(
          x: Int(raw.x), y: Int(raw.y), width: Int(raw.width) + border,
          height: Int(raw.height) + border),
        isMapped: raw.map_state == IsViewable && raw.`class` == InputOutput)
    }
  }

  var descriptor: Int32 { XConnectionNumber(display) }

  func sync() { XSync(display, 0) }

  /// Waits until a compositing manager has said that it is there.
  func awaitCompositor() throws {
    let selection = XInternAtom(display, "_NET_WM_CM_S0", 0)
    let deadline = Clock.bootMilliseconds + 10_000
    while XGetSelectionOwner(display, selection) == 0 {
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout("a compositor") }
      _ = try Waiting.wait([], milliseconds: 10)
    }
  }

  /// Takes part in what happens to all windows: ``serve()`` counts it.
  func watchStructure() { XSelectInput(display, root, SubstructureNotifyMask) }

  /// Gives the screen behind all windows a colour.
  func paintRoot(_ colour: Int) {
    XSetWindowBackground(display, root, UInt(colour))
    XClearWindow(display, root)
    sync()
  }

  func movePointer(x: Int, y: Int) {
    XWarpPointer(display, 0, root, 0, 0, 0, 0, Int32(x), Int32(y))
    sync()
  }

  /// Makes a window that is not mapped yet.
  func open(_ look: SceneLook) -> Window {
    var attributes = XSetWindowAttributes()
    attributes.background_pixel = UInt(look.background ?? 0)
    attributes.override_redirect = look.isPopup ? 1 : 0
    attributes.event_mask = ExposureMask | StructureNotifyMask
    let background = look.background == nil ? 0 : CWBackPixel
    let window = XCreateWindow(
      display, root, Int32(look.frame.x), Int32(look.frame.y), UInt32(look.frame.width),
      UInt32(look.frame.height), 0, 0, UInt32(InputOutput), nil,
      UInt(background | CWOverrideRedirect | CWEventMask), &attributes)
    looks[window] = look
    setClass(window, look.windowClass)
    if let owner = look.transientFor { XSetTransientForHint(display, window, owner) }
    setPlace(window)
    if let shape = look.shape { reshape(window, shape) }
    XFlush(display)
    return window
  }

  /// Asks the window manager to keep the place.
  private func setPlace(_ window: Window) {
    var hints = XSizeHints()
    hints.flags = USPosition | PPosition
    XSetWMNormalHints(display, window, &hints)
  }

  func setClass(_ window: Window, _ windowClass: String) {
    looks[window]?.windowClass = windowClass
    let bytes = Array((windowClass + "\0" + windowClass + "\0").utf8)
    XChangeProperty(
      display, window, Atom(XA_WM_CLASS), Atom(XA_STRING), 8, PropModeReplace, bytes,
      Int32(bytes.count))
    XFlush(display)
  }

  func map(_ window: Window) { flush(XMapWindow(display, window)) }
  func unmap(_ window: Window) { flush(XUnmapWindow(display, window)) }
  func raise(_ window: Window) { flush(XRaiseWindow(display, window)) }
  func lower(_ window: Window) { flush(XLowerWindow(display, window)) }

  func move(_ window: Window, x: Int, y: Int) {
    flush(XMoveWindow(display, window, Int32(x), Int32(y)))
  }

  func resize(_ window: Window, width: Int, height: Int) {
    flush(XResizeWindow(display, window, UInt32(width), UInt32(height)))
  }

  func reshape(_ window: Window, _ shape: [PixelRegion]) {
    looks[window]?.shape = shape
    var rectangles = shape.map {
      XRectangle(
        x: Int16($0.x), y: Int16($0.y), width: UInt16($0.width), height: UInt16($0.height))
    }
    XShapeCombineRectangles(
      display, window, Int32(ShapeBounding), 0, 0, &rectangles, Int32(rectangles.count),
      Int32(ShapeSet), Int32(Unsorted))
    XFlush(display)
  }

  func close(_ window: Window) {
    looks[window] = nil
    flush(XDestroyWindow(display, window))
  }

  func focus(_ window: Window) {
    XSetInputFocus(display, window, Int32(RevertToPointerRoot), UInt(CurrentTime))
    sync()
  }

  /// Paints a window in a colour that it keeps.
  func paint(_ window: Window, _ colour: Int) {
    looks[window]?.colour = colour
    fill(window, colour, PixelRegion(x: 0, y: 0, width: 4096, height: 4096))
    XFlush(display)
  }

  /// Fills a window of that size with small blocks of many colours.
  func stripe(_ window: Window, _ size: PixelSize, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for y in stride(from: 0, to: size.height, by: 24) {
      for x in stride(from: 0, to: size.width, by: 96) {
        let region = PixelRegion(x: x, y: y, width: 96, height: 24)
        fill(window, Int(generator.next() & 0xffffff), region)
      }
    }
  }

  /// Switches the workspace, as a pager does.
  func showWorkspace(_ number: Int) {
    var event = XEvent()
    event.xclient.type = ClientMessage
    event.xclient.window = root
    event.xclient.message_type = XInternAtom(display, "_NET_CURRENT_DESKTOP", 0)
    event.xclient.format = 32
    event.xclient.data.l.0 = number
    XSendEvent(display, root, 0, SubstructureNotifyMask | SubstructureRedirectMask, &event)
    XFlush(display)
  }

  /// Paints what has been exposed; how many reports there were.
  @discardableResult func serve() -> Int {
    var count = 0
    while XPending(display) > 0 {
      var event = XEvent()
      XNextEvent(display, &event)
      count += 1
      guard event.type == Expose, let look = looks[event.xexpose.window] else { continue }
      let area = event.xexpose
      fill(
        area.window, look.colour,
        PixelRegion(
          x: Int(area.x), y: Int(area.y), width: Int(area.width), height: Int(area.height)))
    }
    XFlush(display)
    return count
  }

  private func fill(_ window: Window, _ colour: Int, _ region: PixelRegion) {
    XSetForeground(display, context, UInt(colour))
    XFillRectangle(
      display, window, context, Int32(region.x), Int32(region.y), UInt32(region.width),
      UInt32(region.height))
  }

  private func flush(_ result: Int32) { XFlush(display) }

  /// The screen as it stands, one word a pixel: red, green, blue.
  func screenshot(_ size: PixelSize) throws -> [UInt32] {
    guard
      let image = XGetImage(
        display, root, 0, 0, UInt32(size.width), UInt32(size.height),
        UInt.max, ZPixmap)
    else { throw TestTimeout("a screenshot") }
    defer { scene_destroy_image(image) }
    let row = Int(image.pointee.bytes_per_line) / 4
    return image.pointee.data.withMemoryRebound(
      to: UInt32.self, capacity: row * size.height
    ) { pixels in
      (0..<size.width * size.height).map {
        pixels[$0 / size.width * row + $0 % size.width] & 0xffffff
      }
    }
  }
}
