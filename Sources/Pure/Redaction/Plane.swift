import Geometry

/// One plane of a picture, rows without padding.
struct Plane: ~Copyable, Sendable {
  let size: PixelSize
  private(set) var samples: [UInt8]

  init(size: PixelSize, value: UInt8) {
    self.size = size
    samples = Array(repeating: value, count: size.width * size.height)
  }

  subscript(x: Int, y: Int) -> UInt8 {
    get { samples[y * size.width + x] }
    set { samples[y * size.width + x] = newValue }
  }

  mutating func fill(_ region: PixelRegion, with value: UInt8) {
    let width = size.width
    var target = samples.mutableSpan
    for row in region.y..<region.bottom {
      let start = row * width + region.x
      for index in start..<start + region.width { target[index] = value }
    }
  }

  /// Copies `region` from a plane of the same size.
  mutating func copy(_ region: PixelRegion, from other: borrowing Plane) {
    precondition(other.size == size)
    copy(region, from: other.samples, holding: PixelRegion(size))
  }

  /// Copies `region` from samples that hold `held`, which contains it.
  mutating func copy(_ region: PixelRegion, from source: [UInt8], holding held: PixelRegion) {
    let source = source.span
    let width = size.width
    var target = samples.mutableSpan
    for row in region.y..<region.bottom {
      let from = (row - held.y) * held.width + region.x - held.x
      let start = row * width + region.x
      for offset in 0..<region.width { target[start &+ offset] = source[from &+ offset] }
    }
  }
}
