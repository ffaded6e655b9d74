internal import CYuv
internal import Geometry
internal import Redaction

/// Pixels of the screen while they lie in the X server's image.
@safe struct ScreenPixels: ~Copyable {
  /// What shows through a window's transparent pixels: it converts to the backdrop's luma.
  private static let backdrop: UInt32 = 0xff28_2828
  /// Pixels that are converted at a time where they need more than one conversion.
  private static let stripPixels = 65_536

  private let start: UnsafeMutableRawPointer
  private let bytesPerRow: Int
  private let format: PixelFormat
  let region: PixelRegion

  /// Borrows `start`, which must hold `region.height` rows.
  init(
    start: UnsafeMutableRawPointer, bytesPerRow: Int, format: PixelFormat, region: PixelRegion
  ) {
    unsafe self.start = start
    self.bytesPerRow = bytesPerRow
    self.format = format
    self.region = region
  }

  /// Converts to 4:2:0, BT.601, limited range: the one matrix that libyuv has for RGB to I420.
  func patch(of window: WindowID) -> FramePatch {
    let area = region.evenOutward.area
    var blue: [UInt8] = []
    var red: [UInt8] = []
    let luma = unsafe [UInt8](unsafeUninitializedCapacity: area) { y, yCount in
      blue = unsafe [UInt8](unsafeUninitializedCapacity: area / 4) { u, uCount in
        red = unsafe [UInt8](unsafeUninitializedCapacity: area / 4) { v, vCount in
          unsafe fill(y, u, v)
          vCount = area / 4
        }
        uCount = area / 4
      }
      yCount = area
    }
    return FramePatch(
      window: window, region: region, luma: luma, blueChroma: blue, redChroma: red)
  }

  /// A plane that is being written.
  private typealias Target = UnsafeMutableBufferPointer<UInt8>

  private func fill(_ y: Target, _ u: Target, _ v: Target) {
    let even = region.evenOutward
    guard format != .rgb24 || even != region else {
      let pixels = unsafe UnsafeRawPointer(start)
      return unsafe subsample(pixels, bytesPerRow, even.height, y[...], u[...], v[...])
    }
    let rows = min(even.height, max(2, Self.stripPixels / even.width & ~1))
    let bytesPerRow = even.width * 4
    unsafe withUnsafeTemporaryAllocation(byteCount: rows * bytesPerRow, alignment: 64) { strip in
      for top in stride(from: 0, to: even.height, by: rows) {
        let count = min(rows, even.height - top)
        let lines = even.y + top..<even.y + top + count
        guard let pixels = strip.baseAddress else { return }
        unsafe spread(lines, into: pixels)
        let chroma = top / 2 * (even.width / 2)
        unsafe subsample(
          pixels, bytesPerRow, count, y[(top * even.width)...], u[chroma...], v[chroma...])
      }
    }
  }

  /// Converts the region's pixels of some lines and repeats their edge out to the even region.
  private func spread(_ lines: Range<Int>, into strip: UnsafeMutableRawPointer) {
    let even = region.evenOutward
    let own = lines.clamped(to: region.y..<region.bottom)
    let bytesPerLine = even.width * 4
    let before = region.x - even.x
    let first = unsafe strip + (own.lowerBound - lines.lowerBound) * bytesPerLine
    unsafe format.convert(
      start + (own.lowerBound - region.y) * bytesPerRow, bytesPerRow, to: first + before * 4,
      bytesPerLine, width: region.width, height: own.count, backdrop: Self.backdrop)
    for line in own.indices {
      let pixels = unsafe (first + (line - own.lowerBound) * bytesPerLine)
        .assumingMemoryBound(to: UInt32.self)
      if before > 0 { unsafe pixels[0] = pixels[1] }
      if even.right > region.right { unsafe pixels[even.width - 1] = pixels[even.width - 2] }
    }
    if own.lowerBound > lines.lowerBound {
      unsafe strip.copyMemory(from: first, byteCount: bytesPerLine)
    }
    if own.upperBound < lines.upperBound {
      let last = unsafe first + (own.count - 1) * bytesPerLine
      unsafe (last + bytesPerLine).copyMemory(from: last, byteCount: bytesPerLine)
    }
  }

  private func subsample(
    _ pixels: UnsafeRawPointer, _ bytesPerRow: Int, _ height: Int, _ y: Slice<Target>,
    _ u: Slice<Target>, _ v: Slice<Target>
  ) {
    let width = Int32(region.evenOutward.width)
    unsafe ARGBToI420(
      pixels.assumingMemoryBound(to: UInt8.self), Int32(bytesPerRow),
      UnsafeMutableBufferPointer(rebasing: y).baseAddress, width,
      UnsafeMutableBufferPointer(rebasing: u).baseAddress, width / 2,
      UnsafeMutableBufferPointer(rebasing: v).baseAddress, width / 2, width, Int32(height))
  }
}

extension PixelFormat {
  /// Converts rows to blue, green, red and a byte that says nothing.
  ///
  /// Where the pixels have alpha they are laid over `backdrop`.
  fileprivate func convert(
    _ source: UnsafeMutableRawPointer, _ sourceStride: Int, to target: UnsafeMutableRawPointer,
    _ targetStride: Int, width: Int, height: Int, backdrop: UInt32
  ) {
    let from = unsafe source.assumingMemoryBound(to: UInt8.self)
    let to = unsafe target.assumingMemoryBound(to: UInt8.self)
    let fromStride = Int32(sourceStride)
    let toStride = Int32(targetStride)
    let width = Int32(width)
    let height = Int32(height)
    switch self {
    case .rgb24: unsafe _ = ARGBCopy(from, fromStride, to, toStride, width, height)
    case .bgr24: unsafe _ = ABGRToARGB(from, fromStride, to, toStride, width, height)
    case .rgb30: unsafe _ = AR30ToARGB(from, fromStride, to, toStride, width, height)
    // Red and blue change places in it, which is right from either side.
    case .bgr30: unsafe _ = AR30ToABGR(from, fromStride, to, toStride, width, height)
    case .rgb16: unsafe _ = RGB565ToARGB(from, fromStride, to, toStride, width, height)
    case .rgb15: unsafe _ = ARGB1555ToARGB(from, fromStride, to, toStride, width, height)
    case .argb32:
      unsafe _ = ARGBRect(to, toStride, 0, 0, width, height, backdrop)
      unsafe _ = ARGBBlend(from, fromStride, to, toStride, to, toStride, width, height)
    }
  }
}
