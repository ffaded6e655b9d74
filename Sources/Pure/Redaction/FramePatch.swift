package import Geometry

/// A window of the X server, for as long as a capture knows it.
package struct WindowID: Hashable, Sendable {
  package var rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }
}

/// Changed pixels of one listed window, as the screen showed them.
///
/// The pixels can be put in but not taken out: only Redaction reads them (P4).
package struct FramePatch: Sendable {
  package let window: WindowID
  /// The exact pixels, in canvas coordinates; may have odd edges.
  package let region: PixelRegion
  /// Planar 4:2:0 of ``PixelRegion/evenOutward`` of the region, rows without padding.
  let luma: [UInt8]
  let blueChroma: [UInt8]
  let redChroma: [UInt8]

  /// The planes belong to the region's `evenOutward`, whose pixels outside the region repeat its
  /// edge.
  package init(
    window: WindowID, region: PixelRegion, luma: [UInt8], blueChroma: [UInt8],
    redChroma: [UInt8]
  ) {
    let even = region.evenOutward
    precondition(luma.count == even.area && blueChroma.count == even.area / 4)
    precondition(redChroma.count == blueChroma.count)
    self.window = window
    self.region = region
    self.luma = luma
    self.blueChroma = blueChroma
    self.redChroma = redChroma
  }

  /// The same pixels at another place, an even distance away; shares their memory.
  func moved(x: Int, y: Int) -> FramePatch {
    precondition(x & 1 == 0 && y & 1 == 0)
    return FramePatch(
      window: window, region: region.moved(x: x, y: y), luma: luma, blueChroma: blueChroma,
      redChroma: redChroma)
  }

  /// Bytes that the patch keeps alive.
  package var byteCount: Int { luma.count + blueChroma.count + redChroma.count }
}

/// The pointer's picture, 32-bit premultiplied ARGB, one word a pixel.
package struct CursorImage: Equatable, Sendable {
  package let size: PixelSize
  package let pixels: [UInt32]

  package init(size: PixelSize, pixels: [UInt32]) {
    precondition(pixels.count == size.width * size.height)
    self.size = size
    self.pixels = pixels
  }
}
