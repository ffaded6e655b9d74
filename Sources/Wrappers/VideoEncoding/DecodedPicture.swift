import Geometry

/// A planar 4:2:0 picture of even size, rows without padding.
struct DecodedPicture: Equatable {
  var size: PixelSize
  var luma: [UInt8]
  var blue: [UInt8]
  var red: [UInt8]

  /// The picture in the middle of a flat dark grey one, scaled down where it is larger.
  ///
  /// It is never enlarged: pixels that stay pixels keep text sharp.
  func fitted(into target: PixelSize) -> DecodedPicture {
    let size = size.shrunk(into: target)
    let left = (target.width - size.width) / 4 * 2
    let top = (target.height - size.height) / 4 * 2
    let place = PixelRegion(x: left, y: top, width: size.width, height: size.height)
    return DecodedPicture(
      size: target,
      luma: Self.place(luma, of: self.size, at: place, in: target, backdrop: 50),
      blue: Self.place(blue, of: self.size.half, at: place.half, in: target.half, backdrop: 128),
      red: Self.place(red, of: self.size.half, at: place.half, in: target.half, backdrop: 128))
  }

  /// Puts a plane at `place` of a flat one; each sample is the mean of those that it covers.
  private static func place(
    _ plane: [UInt8], of size: PixelSize, at place: PixelRegion, in target: PixelSize,
    backdrop: UInt8
  ) -> [UInt8] {
    var result = [UInt8](repeating: backdrop, count: target.width * target.height)
    let columns = (0..<place.width).map { column in
      let start = column * size.width / place.width
      return start..<max(start + 1, (column + 1) * size.width / place.width)
    }
    for row in 0..<place.height {
      let top = row * size.height / place.height
      let bottom = max(top + 1, (row + 1) * size.height / place.height)
      let start = (place.y + row) * target.width + place.x
      for (column, covered) in columns.enumerated() {
        var sum = 0
        for line in top..<bottom {
          for index in covered { sum += Int(plane[line * size.width + index]) }
        }
        result[start + column] = UInt8(sum / ((bottom - top) * covered.count))
      }
    }
    return result
  }
}

extension PixelSize {
  fileprivate var half: PixelSize { PixelSize(width: width / 2, height: height / 2) }

  /// The largest even size of the same shape, but not larger than this one, that fits `target`.
  fileprivate func shrunk(into target: PixelSize) -> PixelSize {
    guard width > target.width || height > target.height else { return self }
    let isWide = width * target.height > height * target.width
    let fitted =
      isWide
      ? PixelSize(width: target.width, height: height * target.width / width)
      : PixelSize(width: width * target.height / height, height: target.height)
    return PixelSize(width: max(2, fitted.width & ~1), height: max(2, fitted.height & ~1))
  }
}

extension PixelRegion {
  fileprivate var half: PixelRegion {
    PixelRegion(x: x / 2, y: y / 2, width: width / 2, height: height / 2)
  }
}
