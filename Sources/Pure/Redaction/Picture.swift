import Geometry

/// A planar 4:2:0 picture of even size, BT.601 samples in video range.
struct Picture: ~Copyable, Sendable {
  let size: PixelSize
  private(set) var luma: Plane
  private(set) var blueChroma: Plane
  private(set) var redChroma: Plane

  /// Luma of black, of the backdrop, and chroma of both.
  static let black: UInt8 = 16
  static let grey: UInt8 = 50
  static let neutral: UInt8 = 128

  init(size: PixelSize) {
    precondition(!size.isEmpty && size == size.padded)
    self.size = size
    let half = PixelSize(width: size.width / 2, height: size.height / 2)
    luma = Plane(size: size, value: Self.grey)
    blueChroma = Plane(size: half, value: Self.neutral)
    redChroma = Plane(size: half, value: Self.neutral)
  }

  /// Makes exactly `region` flat, and every chroma sample that it touches neutral.
  mutating func fill(_ region: PixelRegion, luma value: UInt8) {
    luma.fill(region, with: value)
    blueChroma.fill(region.chroma, with: Self.neutral)
    redChroma.fill(region.chroma, with: Self.neutral)
  }

  /// Copies a region with even edges from a picture of the same size.
  mutating func copy(_ region: PixelRegion, from other: borrowing Picture) {
    luma.copy(region, from: other.luma)
    blueChroma.copy(region.chroma, from: other.blueChroma)
    redChroma.copy(region.chroma, from: other.redChroma)
  }

  /// Takes `region` of a patch, and every chroma sample that it touches.
  mutating func apply(_ patch: FramePatch, in region: PixelRegion) {
    let held = patch.region.evenOutward
    luma.copy(region, from: patch.luma, holding: held)
    blueChroma.copy(region.chroma, from: patch.blueChroma, holding: held.chroma)
    redChroma.copy(region.chroma, from: patch.redChroma, holding: held.chroma)
  }

  /// Lays the pointer over the part of it that `clip` holds.
  mutating func draw(_ cursor: CursorPlacement, in clip: RegionSet) {
    for region in clip.intersection(cursor.region).regions {
      for y in region.y..<region.bottom {
        for x in region.x..<region.right { blend(cursor.pixel(x: x, y: y), x: x, y: y) }
      }
      let chroma = region.chroma
      for y in chroma.y..<chroma.bottom {
        for x in chroma.x..<chroma.right { blendChroma(of: cursor, in: region, x: x, y: y) }
      }
    }
  }

  private mutating func blend(_ pixel: CursorPixel, x: Int, y: Int) {
    guard pixel.alpha > 0 else { return }
    luma[x, y] = UInt8(clamping: pixel.luma + Int(luma[x, y]) * (255 - pixel.alpha) / 255)
  }

  /// Blends one chroma sample with the mean of the pointer's pixels of `region` that it covers.
  private mutating func blendChroma(
    of cursor: CursorPlacement, in region: PixelRegion, x: Int, y: Int
  ) {
    var alpha = 0
    var blue = 0
    var red = 0
    for row in y * 2...y * 2 + 1 {
      for column in x * 2...x * 2 + 1 where region.contains(x: column, y: row) {
        let pixel = cursor.pixel(x: column, y: row)
        alpha += pixel.alpha
        blue += pixel.blueChroma
        red += pixel.redChroma
      }
    }
    guard alpha > 0 else { return }
    let rest = 4 * 255 - alpha
    blueChroma[x, y] = UInt8(clamping: blue / 4 + Int(blueChroma[x, y]) * rest / (4 * 255))
    redChroma[x, y] = UInt8(clamping: red / 4 + Int(redChroma[x, y]) * rest / (4 * 255))
  }
}

extension PixelRegion {
  /// The chroma samples that the region touches, in samples.
  var chroma: PixelRegion {
    let even = evenOutward
    return PixelRegion(
      x: even.x / 2, y: even.y / 2, width: even.width / 2, height: even.height / 2)
  }
}
