/// A width and a height in pixels.
package struct PixelSize: Hashable, Sendable {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  package var isEmpty: Bool { width <= 0 || height <= 0 }

  /// The next size whose sides are even, as 4:2:0 video needs.
  package var padded: PixelSize {
    PixelSize(width: width + width % 2, height: height + height % 2)
  }
}

/// What lies around a region on its four sides, in pixels.
package struct PixelInsets: Hashable, Sendable {
  package static let none = PixelInsets(left: 0, right: 0, top: 0, bottom: 0)

  package var left: Int
  package var right: Int
  package var top: Int
  package var bottom: Int

  package init(left: Int, right: Int, top: Int, bottom: Int) {
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }
}

/// A half-open rectangle of pixels.
package struct PixelRegion: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package init(left: Int, top: Int, right: Int, bottom: Int) {
    self.init(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// The whole of something that starts at 0, 0.
  package init(_ size: PixelSize) {
    self.init(x: 0, y: 0, width: size.width, height: size.height)
  }

  /// One past the last column.
  package var right: Int { x + width }
  /// One past the last row.
  package var bottom: Int { y + height }
  package var isEmpty: Bool { width <= 0 || height <= 0 }
  package var area: Int { isEmpty ? 0 : width * height }

  package func contains(x column: Int, y row: Int) -> Bool {
    column >= x && column < right && row >= y && row < bottom
  }

  package func contains(_ other: PixelRegion) -> Bool {
    other.x >= x && other.y >= y && other.right <= right && other.bottom <= bottom
  }

  /// The common part, or nil where there is none.
  package func intersection(_ other: PixelRegion) -> PixelRegion? {
    let common = PixelRegion(
      left: max(x, other.x), top: max(y, other.y), right: min(right, other.right),
      bottom: min(bottom, other.bottom))
    return common.isEmpty ? nil : common
  }

  /// The smallest region that holds both.
  package func union(_ other: PixelRegion) -> PixelRegion {
    PixelRegion(
      left: min(x, other.x), top: min(y, other.y), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }

  package func moved(x dx: Int, y dy: Int) -> PixelRegion {
    PixelRegion(x: x + dx, y: y + dy, width: width, height: height)
  }

  /// Grown by `pixels` on each side.
  package func grown(by pixels: Int) -> PixelRegion {
    PixelRegion(
      x: x - pixels, y: y - pixels, width: width + 2 * pixels, height: height + 2 * pixels)
  }

  /// The smallest region with even edges that holds this one: whole 4:2:0 chroma samples.
  package var evenOutward: PixelRegion {
    PixelRegion(left: x & ~1, top: y & ~1, right: (right + 1) & ~1, bottom: (bottom + 1) & ~1)
  }
}
