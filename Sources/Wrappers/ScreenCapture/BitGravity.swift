internal import CX11
internal import Geometry

/// Where the X server puts a window's pixels when its size changes.
struct BitGravity: Equatable {
  /// As the attribute of the window has it.
  let rawValue: Int32

  /// Whether the pixels are lost.
  var forgets: Bool { rawValue == ForgetGravity }

  /// How far it pulls the pixels, relative to the window; nil where it leaves them.
  func offset(from before: PixelRegion, to next: PixelRegion) -> PixelOffset? {
    guard (NorthWestGravity...SouthEastGravity).contains(rawValue) else { return nil }
    let column = (Int(rawValue) - 1) % 3
    let row = (Int(rawValue) - 1) / 3
    return PixelOffset(
      x: (next.width - before.width) * column / 2, y: (next.height - before.height) * row / 2)
  }
}
