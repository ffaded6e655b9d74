import Geometry
import TestSupport
import Testing

@testable import Redaction
@testable import ScreenCapture

/// Pixels of one form, one word each, and what they should become: plain and slow.
struct ReferenceImage {
  let format: PixelFormat
  let region: PixelRegion
  let words: [UInt32]

  /// Noise, also in the bits that say nothing.
  init(_ format: PixelFormat, _ region: PixelRegion, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    self.format = format
    self.region = region
    words = (0..<region.area).map { _ in
      let word = UInt32(truncatingIfNeeded: random.next())
      guard format == .argb32 else { return format.bytesPerPixel == 2 ? word & 0xffff : word }
      // Often wholly opaque or transparent, as windows are; never more colour than alpha.
      let alpha = [0, 255, word >> 24, word >> 24][Int(random.next() % 4)]
      return (0..<3).reduce(alpha << 24) {
        $0 | ((word >> ($1 * 8) & 255) * alpha / 255) << ($1 * 8)
      }
    }
  }

  /// Rows with `padding` bytes of noise behind each.
  func bytes(padding: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in 0..<region.height {
      for word in words[row * region.width..<(row + 1) * region.width] {
        for byte in 0..<format.bytesPerPixel { bytes.append(UInt8(word >> (byte * 8) & 255)) }
      }
      bytes += (0..<padding).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ row) }
    }
    return bytes
  }

  /// Red, green and blue in canvas coordinates; beyond the region those of its edge.
  func colour(x: Int, y: Int) -> (red: Int, green: Int, blue: Int) {
    let column = min(max(x, region.x), region.right - 1) - region.x
    let row = min(max(y, region.y), region.bottom - 1) - region.y
    let word = Int(words[row * region.width + column])
    func bits(_ shift: Int, _ count: Int) -> Int {
      let value = word >> shift & (1 << count - 1)
      return count >= 8 ? value >> (count - 8) : value << (8 - count) | value >> (2 * count - 8)
    }
    switch format {
    case .rgb24: return (bits(16, 8), bits(8, 8), bits(0, 8))
    case .bgr24: return (bits(0, 8), bits(8, 8), bits(16, 8))
    case .rgb30: return (bits(20, 10), bits(10, 10), bits(0, 10))
    case .bgr30: return (bits(0, 10), bits(10, 10), bits(20, 10))
    case .rgb16: return (bits(11, 5), bits(5, 6), bits(0, 5))
    case .rgb15: return (bits(10, 5), bits(5, 5), bits(0, 5))
    case .argb32:
      let through = 40 * (255 - bits(24, 8)) / 255
      return (bits(16, 8) + through, bits(8, 8) + through, bits(0, 8) + through)
    }
  }

  /// How far a patch is from the plain conversion, at the worst sample of each plane.
  func error(of patch: FramePatch) -> (luma: Int, chroma: Int) {
    let even = patch.region.evenOutward
    var worst = (luma: 0, chroma: 0)
    for y in even.y..<even.bottom {
      for x in even.x..<even.right {
        let (red, green, blue) = colour(
          x: nearest(x, in: patch.region.x..<patch.region.right),
          y: nearest(y, in: patch.region.y..<patch.region.bottom))
        let expected = (66 * red + 129 * green + 25 * blue + 0x1080) >> 8
        let luma = Int(patch.luma[(y - even.y) * even.width + x - even.x])
        worst.luma = max(worst.luma, abs(luma - expected))
      }
    }
    for y in stride(from: even.y, to: even.bottom, by: 2) {
      for x in stride(from: even.x, to: even.right, by: 2) {
        var sum = (red: 0, green: 0, blue: 0)
        for (column, row) in [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)] {
          let one = colour(
            x: nearest(column, in: patch.region.x..<patch.region.right),
            y: nearest(row, in: patch.region.y..<patch.region.bottom))
          sum = (sum.red + one.red, sum.green + one.green, sum.blue + one.blue)
        }
        let expected = (
          blue: (112 * sum.blue - 74 * sum.green - 38 * sum.red + 4 * 0x8080) >> 10,
          red: (112 * sum.red - 94 * sum.green - 18 * sum.blue + 4 * 0x8080) >> 10
        )
        let index = (y - even.y) / 2 * (even.width / 2) + (x - even.x) / 2
        worst.chroma = max(
          worst.chroma, abs(Int(patch.blueChroma[index]) - expected.blue),
          abs(Int(patch.redChroma[index]) - expected.red))
      }
    }
    return worst
  }

  private func nearest(_ value: Int, in range: Range<Int>) -> Int {
    min(max(value, range.lowerBound), range.upperBound - 1)
  }
}

/// The luma of one pixel of a patch, in canvas coordinates.
func sample(_ patch: FramePatch, _ x: Int, _ y: Int) -> UInt8 {
  let even = patch.region.evenOutward
  return patch.luma[(y - even.y) * even.width + x - even.x]
}
