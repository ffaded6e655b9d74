package import Geometry

/// How many pixels a toolkit's unit is, in quarters.
package struct WindowScale: Hashable, Sendable {
  package static let one = WindowScale(quarters: 4)
  private static let known = [4, 5, 6, 7, 8, 12].map { WindowScale(quarters: $0) }

  private let quarters: Int

  private init(quarters: Int) {
    self.quarters = quarters
  }

  package func pixels(_ units: Int) -> Int {
    // Extents come from a program: no number may overflow.
    let bounded = min(max(units, -1 << 24), 1 << 24)
    return (bounded * quarters) >> 2
  }

  /// The pixels that a region of units covers, rounded outward.
  package func pixels(_ region: PixelRegion) -> PixelRegion {
    PixelRegion(
      left: pixels(region.x), top: pixels(region.y),
      right: pixels(region.right) + (quarters == 4 ? 0 : 1),
      bottom: pixels(region.bottom) + (quarters == 4 ? 0 : 1))
  }

  /// The one scale at which some frame of the program is as large as some window of it.
  ///
  /// Nil where none fits, or several do: then nothing is known of the program's fields.
  package static func of(frames: [PixelSize], windows: [PixelSize]) -> WindowScale? {
    let fitting = known.filter { scale in
      frames.contains { frame in windows.contains { scale.fits(frame, to: $0) } }
    }
    return fitting.count == 1 ? fitting[0] : nil
  }

  private func fits(_ frame: PixelSize, to window: PixelSize) -> Bool {
    guard !frame.isEmpty, !window.isEmpty else { return false }
    // Some toolkits count the window manager's borders and title bar in, and others their own out.
    let width = abs(pixels(frame.width) - window.width)
    let height = abs(pixels(frame.height) - window.height)
    return width <= max(12, window.width / 25) && height <= max(64, window.height / 8)
  }
}
