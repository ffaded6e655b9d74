/// The colours of a scene: what the policy lists is never reddish, everything else is.
enum ScenePalette {
  static let listed = [
    0x00ff00, 0x0000ff, 0x00ffff, 0x008000, 0x008080, 0x4060ff, 0x60ff60, 0x000080,
  ]
  static let unlisted = [0xff0000, 0xff2060, 0xff00ff, 0xc00000, 0xff4000, 0xe00080]

  /// BT.601 in video range.
  static func samples(_ rgb: Int) -> (luma: Int, blue: Int, red: Int) {
    let (r, g, b) = (rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)
    return (
      (66 * r + 129 * g + 25 * b + 0x1080) >> 8, (112 * b - 74 * g - 38 * r + 0x8080) >> 8,
      (112 * r - 94 * g - 18 * b + 0x8080) >> 8
    )
  }
}
