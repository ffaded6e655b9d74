internal import CYuv
internal import Geometry
internal import Redaction

/// Pixels of the screen while they lie in the X server's image: blue, green, red, nothing.
@safe struct ScreenPixels: ~Copyable {
  private let start: UnsafeMutableRawPointer
  private let bytesPerRow: Int
  let region: PixelRegion

  /// Borrows `start`, which must hold `region.height` rows.
  init(start: UnsafeMutableRawPointer, bytesPerRow: Int, region: PixelRegion) {
    unsafe self.start = start
    self.bytesPerRow = bytesPerRow
    self.region = region
  }

  /// Converts to 4:2:0, BT.601, limited range: the one matrix that libyuv has for RGB to I420.
  func patch(of window: WindowID) -> FramePatch {
    let even = region.evenOutward
    guard even != region else {
      return unsafe convert(start, bytesPerRow: bytesPerRow, window)
    }
    return unsafe withUnsafeTemporaryAllocation(byteCount: even.area * 4, alignment: 16) {
      unsafe spread(into: $0)
      return unsafe convert($0.baseAddress ?? start, bytesPerRow: even.width * 4, window)
    }
  }

  /// Copies the pixels and repeats their edge out to the even region.
  private func spread(into buffer: UnsafeMutableRawBufferPointer) {
    let even = region.evenOutward
    let before = region.x - even.x
    for row in even.y..<even.bottom {
      let line = min(max(row, region.y), region.bottom - 1) - region.y
      let source = unsafe start + line * bytesPerRow
      let offset = (row - even.y) * even.width * 4
      let target = unsafe UnsafeMutableRawBufferPointer(
        rebasing: buffer[offset..<offset + even.width * 4])
      unsafe target.baseAddress?.advanced(by: before * 4)
        .copyMemory(from: source, byteCount: region.width * 4)
      if before > 0 {
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(start: source, count: 4))
      }
      if even.right > region.right {
        let last = unsafe UnsafeRawBufferPointer(
          start: source + (region.width - 1) * 4, count: 4)
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[(target.count - 4)...])
          .copyMemory(from: last)
      }
    }
  }

  private func convert(
    _ source: UnsafeMutableRawPointer, bytesPerRow: Int, _ window: WindowID
  ) -> FramePatch {
    let even = region.evenOutward
    let pixels = unsafe source.assumingMemoryBound(to: UInt8.self)
    let width = Int32(even.width)
    let height = Int32(even.height)
    var blue: [UInt8] = []
    var red: [UInt8] = []
    let luma = unsafe [UInt8](unsafeUninitializedCapacity: even.area) { y, yCount in
      blue = unsafe [UInt8](unsafeUninitializedCapacity: even.area / 4) { u, uCount in
        red = unsafe [UInt8](unsafeUninitializedCapacity: even.area / 4) { v, vCount in
          unsafe ARGBToI420(
            pixels, Int32(bytesPerRow), y.baseAddress, width, u.baseAddress, width / 2,
            v.baseAddress, width / 2, width, height)
          vCount = even.area / 4
        }
        uCount = even.area / 4
      }
      yCount = even.area
    }
    return FramePatch(
      window: window, region: region, luma: luma, blueChroma: blue, redChroma: red)
  }
}
