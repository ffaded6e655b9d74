import CX11
import Geometry
import Testing

@testable import ScreenCapture

/// A connection of a test's own that draws what a business program would not.
struct Drawing: ~Copyable {
  let handle: OpaquePointer
  let root: Window

  init(_ display: String) throws {
    ErrorTrap.install()
    handle = try #require(XOpenDisplay(display))
    root = XDefaultRootWindow(handle)
  }

  deinit { XCloseDisplay(handle) }

  func sync() { XSync(handle, 0) }

  var depth: Int { Int(XDefaultDepth(handle, XDefaultScreen(handle))) }

  /// One visual of each form that the screen has.
  var visuals: [(number: VisualID, depth: Int, format: PixelFormat)] {
    var template = XVisualInfo()
    var count: Int32 = 0
    guard let list = XGetVisualInfo(handle, 0, &template, &count) else { return [] }
    defer { XFree(list) }
    var found: [(number: VisualID, depth: Int, format: PixelFormat)] = []
    for visual in UnsafeBufferPointer(start: list, count: Int(count)) {
      let depth = Int(visual.depth)
      let format = PixelFormat(
        depth: depth, bitsPerPixel: depth > 16 ? 32 : 16, redMask: visual.red_mask,
        greenMask: visual.green_mask, blueMask: visual.blue_mask)
      guard let format, !found.contains(where: { $0.format == format }) else { continue }
      found.append((visual.visualid, depth, format))
    }
    return found
  }

  /// A mapped window of class `listed`, with alpha where a visual for it is given.
  func window(_ frame: PixelRegion, alpha visual: VisualID? = nil) throws -> Window {
    var attributes = XSetWindowAttributes()
    var information = XVisualInfo()
    information.visualid = visual ?? 0
    var count: Int32 = 0
    let found = XGetVisualInfo(handle, Int(VisualIDMask), &information, &count)
    defer { XFree(found) }
    let form = found?.pointee.visual
    if let form { attributes.colormap = XCreateColormap(handle, root, form, AllocNone) }
    let window = XCreateWindow(
      handle, root, Int32(frame.x), Int32(frame.y), UInt32(frame.width), UInt32(frame.height), 0,
      visual == nil ? Int32(CopyFromParent) : 32, UInt32(InputOutput), form,
      UInt(visual == nil ? CWBackPixel : CWBorderPixel | CWBackPixel | CWColormap), &attributes)
    var hint = XClassHint()
    "listed".withCString { name in
      hint.res_name = UnsafeMutablePointer(mutating: name)
      hint.res_class = UnsafeMutablePointer(mutating: name)
      XSetClassHint(handle, window, &hint)
    }
    XMapWindow(handle, window)
    sync()
    return window
  }

  /// Puts pixels, one word each, into a drawable whose upper left is `origin` of the canvas.
  func put(_ image: ReferenceImage, into drawable: Drawable, depth: Int, origin: PixelRegion) {
    var bytes = image.bytes(padding: 0)
    let region = image.region
    let graphics = XCreateGC(handle, drawable, 0, nil)
    bytes.withUnsafeMutableBytes { buffer in
      let raw = XCreateImage(
        handle, nil, UInt32(depth), ZPixmap, 0,
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(region.width),
        UInt32(region.height), 8, Int32(region.width * image.format.bytesPerPixel))
      raw?.pointee.byte_order = LSBFirst
      XPutImage(
        handle, drawable, graphics, raw, 0, 0, Int32(region.x - origin.x),
        Int32(region.y - origin.y), UInt32(region.width), UInt32(region.height))
      raw?.pointee.data = nil
      if let raw { callreel_x11_destroy_image(raw) }
    }
    XFreeGC(handle, graphics)
    sync()
  }

  /// Fills a part of a drawable with one pixel value.
  func fill(_ drawable: Drawable, _ part: PixelRegion, pixel: UInt) {
    let graphics = XCreateGC(handle, drawable, 0, nil)
    XSetForeground(handle, graphics, pixel)
    XFillRectangle(
      handle, drawable, graphics, Int32(part.x), Int32(part.y), UInt32(part.width),
      UInt32(part.height))
    XFreeGC(handle, graphics)
    sync()
  }
}
