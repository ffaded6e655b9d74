import Geometry
import TestSupport
import Testing

@testable import Redaction
@testable import ScreenCapture

/// What the bytes of an image become.
private func patch(
  _ bytes: [UInt8], bytesPerRow: Int, _ format: PixelFormat, _ region: PixelRegion
) -> FramePatch {
  var bytes = bytes
  return bytes.withUnsafeMutableBytes { buffer in
    guard let start = buffer.baseAddress else { preconditionFailure() }
    return ScreenPixels(start: start, bytesPerRow: bytesPerRow, format: format, region: region)
      .patch(of: WindowID(rawValue: 1))
  }
}

@Suite("From the X server's pixels to planes")
struct PatchConversionTests {
  /// Pixels of one colour a column, with rows padded to 64 bytes.
  private func striped(_ region: PixelRegion, columns: [Int]) -> FramePatch {
    var bytes = [UInt8](repeating: 0x55, count: 64 * region.height)
    for row in 0..<region.height {
      for (column, rgb) in columns.enumerated() {
        for byte in 0..<3 { bytes[row * 64 + column * 4 + byte] = UInt8(rgb >> (8 * byte) & 255) }
      }
    }
    return patch(bytes, bytesPerRow: 64, .rgb24, region)
  }

  @Test("luma is exact and odd edges repeat into the even region")
  func oddEdges() {
    let patch = striped(PixelRegion(x: 3, y: 5, width: 3, height: 2), columns: [red, green, blue])
    let row = [luma(red), luma(red), luma(green), luma(blue)]
    #expect(patch.luma == row + row + row + row)
  }

  @Test("an edge's chroma is of the region's own pixels alone")
  func chroma() {
    let alone = striped(PixelRegion(x: 3, y: 5, width: 1, height: 1), columns: [red])
    let whole = striped(PixelRegion(x: 2, y: 4, width: 2, height: 2), columns: [red, red])
    #expect(alone.blueChroma == whole.blueChroma)
    #expect(alone.redChroma == whole.redChroma)
    #expect(alone.redChroma == [239])
    let mixed = striped(PixelRegion(x: 3, y: 4, width: 3, height: 2), columns: [red, blue, blue])
    #expect(mixed.redChroma == [239, 110])
    #expect(mixed.blueChroma == [90, 239])
  }

  @Test("noise of every form, at odd places and sizes", arguments: PixelFormat.allCases)
  func noise(format: PixelFormat) {
    var random = SeededGenerator(seed: 3)
    for seed in UInt64(1)...120 {
      let region = PixelRegion(
        x: Int(random.next() % 9) - 4, y: Int(random.next() % 9) - 4,
        width: Int(random.next() % 40) + 1, height: Int(random.next() % 20) + 1)
      expect(format, region, seed: seed, padding: Int(random.next() % 3) * 4)
    }
  }

  @Test("pictures that are converted in several strips", arguments: PixelFormat.allCases)
  func strips(format: PixelFormat) {
    expect(format, PixelRegion(x: 1, y: 3, width: 901, height: 201), seed: 5, padding: 8)
    expect(format, PixelRegion(x: 2, y: 4, width: 900, height: 200), seed: 6, padding: 0)
    expect(format, PixelRegion(x: 1, y: 1, width: 32767, height: 5), seed: 7, padding: 0)
    expect(format, PixelRegion(x: 5, y: 1, width: 1, height: 32767), seed: 8, padding: 3)
  }

  private func expect(_ format: PixelFormat, _ region: PixelRegion, seed: UInt64, padding: Int) {
    let image = ReferenceImage(format, region, seed: seed)
    let bytesPerRow = region.width * format.bytesPerPixel + padding
    let patch = patch(
      image.bytes(padding: padding), bytesPerRow: bytesPerRow, format, region)
    let error = image.error(of: patch)
    #expect(error.luma <= 2, "\(region)")
    #expect(error.chroma <= 2, "\(region)")
  }

  @Test("what is wholly transparent is the backdrop, what is wholly opaque is itself")
  func alpha() {
    for width in 1...67 {
      let region = PixelRegion(x: 1, y: 1, width: width, height: 3)
      let nothing = patch(
        [UInt8](repeating: 0, count: region.area * 4), bytesPerRow: width * 4, .argb32, region)
      #expect(nothing.luma.allSatisfy { $0 == Picture.grey })
      #expect((nothing.blueChroma + nothing.redChroma).allSatisfy { $0 == Picture.neutral })
      let opaque = patch(
        (0..<region.area).flatMap { _ in [0, 0, 255, 255] as [UInt8] }, bytesPerRow: width * 4,
        .argb32, region)
      #expect(opaque.luma.allSatisfy { $0 == luma(red) })
    }
  }
}
