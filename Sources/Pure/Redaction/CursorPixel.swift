import Geometry

/// One pixel of the pointer in video samples, multiplied by its opacity.
///
/// BT.601 in video range, the matrix of libyuv's ARGBToI420, so that the pointer's colours agree
/// with the window's.
struct CursorPixel {
  /// 0 is clear, 255 covers what is below.
  let alpha: Int
  let luma: Int
  let blueChroma: Int
  let redChroma: Int

  init(argb: UInt32) {
    let red = Int(argb >> 16 & 255)
    let green = Int(argb >> 8 & 255)
    let blue = Int(argb & 255)
    alpha = Int(argb >> 24)
    luma = (66 * red + 129 * green + 25 * blue + 128) >> 8 + 16 * alpha / 255
    blueChroma = (112 * blue - 74 * green - 38 * red + 128) >> 8 + 128 * alpha / 255
    redChroma = (112 * red - 94 * green - 18 * blue + 128) >> 8 + 128 * alpha / 255
  }
}

extension CursorPlacement {
  var region: PixelRegion {
    PixelRegion(x: x, y: y, width: image.size.width, height: image.size.height)
  }

  /// The pixel at a place of the canvas that lies in `region`.
  func pixel(x column: Int, y row: Int) -> CursorPixel {
    CursorPixel(argb: image.pixels[(row - y) * image.size.width + column - x])
  }
}
