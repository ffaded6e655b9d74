import Geometry
import Testing

@testable import Redaction
@testable import ScreenCapture

@Suite("From the X server's pixels to planes")
struct PatchConversionTests {
  /// Pixels of one colour a column, with rows padded to 64 bytes.
  private func patch(_ region: PixelRegion, columns: [Int]) -> FramePatch {
    var bytes = [UInt8](repeating: 0x55, count: 64 * region.height)
    for row in 0..<region.height {
      for (column, rgb) in columns.enumerated() {
        for byte in 0..<3 { bytes[row * 64 + column * 4 + byte] = UInt8(rgb >> (8 * byte) & 255) }
      }
    }
    return bytes.withUnsafeMutableBytes { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure() }
      return ScreenPixels(start: start, bytesPerRow: 64, region: region)
        .patch(of: WindowID(rawValue: 1))
    }
  }

  @Test("luma is exact and odd edges repeat into the even region")
  func oddEdges() {
    let patch = patch(PixelRegion(x: 3, y: 5, width: 3, height: 2), columns: [red, green, blue])
    let row = [luma(red), luma(red), luma(green), luma(blue)]
    #expect(patch.luma == row + row + row + row)
  }

  @Test("an edge's chroma is of the region's own pixels alone")
  func chroma() {
    let alone = patch(PixelRegion(x: 3, y: 5, width: 1, height: 1), columns: [red])
    let whole = patch(PixelRegion(x: 2, y: 4, width: 2, height: 2), columns: [red, red])
    #expect(alone.blueChroma == whole.blueChroma)
    #expect(alone.redChroma == whole.redChroma)
    #expect(alone.redChroma == [239])
    let mixed = patch(PixelRegion(x: 3, y: 4, width: 3, height: 2), columns: [red, blue, blue])
    #expect(mixed.redChroma == [239, 110])
    #expect(mixed.blueChroma == [90, 239])
  }
}
