internal import CX11

/// How a pixel's bits hold its colour; the least significant byte comes first.
enum PixelFormat: CaseIterable {
  /// Blue, green, red and an unused byte.
  case rgb24
  /// Red, green, blue and an unused byte.
  case bgr24
  /// Blue, green, red and alpha, each colour multiplied by alpha.
  case argb32
  /// Ten bits each, blue lowest.
  case rgb30
  /// Ten bits each, red lowest.
  case bgr30
  /// Five, six and five bits, blue lowest.
  case rgb16
  /// Five bits each, blue lowest.
  case rgb15

  var bytesPerPixel: Int {
    switch self {
    case .rgb24, .bgr24, .argb32, .rgb30, .bgr30: 4
    case .rgb16, .rgb15: 2
    }
  }

  /// Nil for a layout that no conversion is there for.
  init?(depth: Int, bitsPerPixel: Int, redMask: UInt, greenMask: UInt, blueMask: UInt) {
    switch (depth, bitsPerPixel, redMask, greenMask, blueMask) {
    case (24, 32, 0xff0000, 0xff00, 0xff): self = .rgb24
    case (24, 32, 0xff, 0xff00, 0xff0000): self = .bgr24
    case (32, 32, 0xff0000, 0xff00, 0xff): self = .argb32
    case (30, 32, 0x3ff0_0000, 0xffc00, 0x3ff): self = .rgb30
    case (30, 32, 0x3ff, 0xffc00, 0x3ff0_0000): self = .bgr30
    case (16, 16, 0xf800, 0x7e0, 0x1f): self = .rgb16
    case (15, 16, 0x7c00, 0x3e0, 0x1f): self = .rgb15
    default: return nil
    }
  }
}

extension DisplayConnection {
  /// How the pixels of `source` are laid out; nil where nothing converts them.
  ///
  /// Asks nothing of the X server: all this is told when the connection begins.
  func format(of source: FetchSource) -> PixelFormat? {
    guard unsafe XImageByteOrder(handle) == LSBFirst else { return nil }
    guard let visual = unsafe visual(of: source) else { return nil }
    // Others than these look their colours up in a table.
    guard unsafe visual.`class` == TrueColor || visual.`class` == DirectColor else { return nil }
    return unsafe PixelFormat(
      depth: source.depth, bitsPerPixel: bitsPerPixel(depth: source.depth),
      redMask: visual.red_mask, greenMask: visual.green_mask, blueMask: visual.blue_mask)
  }

  private func visual(of source: FetchSource) -> XVisualInfo? {
    let screen = unsafe XDefaultScreen(handle)
    var visual = unsafe XVisualInfo()
    var number = source.visual
    if number == nil, unsafe Int(XDefaultDepth(handle, screen)) == source.depth {
      number = unsafe XVisualIDFromVisual(XDefaultVisual(handle, screen))
    }
    guard let number else {
      let isFound = unsafe XMatchVisualInfo(
        handle, screen, Int32(source.depth), TrueColor, &visual)
      return unsafe isFound != 0 ? visual : nil
    }
    unsafe visual.visualid = number
    unsafe visual.depth = Int32(source.depth)
    var count: Int32 = 0
    let mask = Int(VisualIDMask | VisualDepthMask)
    guard let found = unsafe XGetVisualInfo(handle, mask, &visual, &count) else { return nil }
    defer { unsafe _ = XFree(found) }
    return unsafe found.pointee
  }

  private func bitsPerPixel(depth: Int) -> Int {
    var count: Int32 = 0
    guard let formats = unsafe XListPixmapFormats(handle, &count) else { return 0 }
    defer { unsafe _ = XFree(formats) }
    return unsafe UnsafeBufferPointer(start: formats, count: Int(count))
      .first { $0.depth == depth }.map { Int($0.bits_per_pixel) } ?? 0
  }
}
