internal import CX11

/// Where a window's pixels are read from.
enum PixelSource: Equatable {
  /// The root window: no compositing manager runs, or it leaves this window alone.
  case screen
  /// A compositing manager runs, and nothing shows what it does with the window: nowhere.
  case unknown
  /// The pixmap of the child of the root that holds it.
  case pixmap(depth: Int, visual: VisualID)
}
