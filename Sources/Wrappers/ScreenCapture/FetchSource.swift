internal import CX11

/// What pixels are read from: the root window, or a window's own pixmap.
struct FetchSource: Equatable {
  let drawable: Drawable
  /// Where the drawable's upper left pixel is in canvas coordinates.
  let x: Int
  let y: Int
  /// Bits of a pixel that count; 32 with alpha.
  let depth: Int
  /// Number of the visual that says which bits are which colour; nil: one of that depth,
  /// the screen's default where it has it.
  var visual: VisualID?
}

extension DisplayConnection {
  /// The whole screen as the root window shows it.
  var rootSource: FetchSource {
    FetchSource(
      drawable: root.xid, x: 0, y: 0,
      depth: Int(unsafe XDefaultDepth(handle, XDefaultScreen(handle))))
  }
}
