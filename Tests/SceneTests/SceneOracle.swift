import Geometry
import TestSupport
import Timeline

/// Compares a frame of a film with what the screen showed at rest.
struct SceneOracle {
  /// How far the coder may move a sample of a flat region.
  private static let tolerance = 24
  /// Luma of the backdrop and of what is covered.
  private static let empty = [50, 16]

  let size: PixelSize
  let screen: [UInt32]
  /// Where the pointer is drawn.
  let pointer: PixelRegion
  private let top: SceneTop
  private(set) var compared = 0
  private(set) var wrong: [String] = []

  init(size: PixelSize, screen: [UInt32], pointer: PixelRegion, top: SceneTop) {
    self.size = size
    self.screen = screen
    self.pointer = pointer
    self.top = top
  }

  mutating func compare(_ frame: FilmFrame) {
    for y in stride(from: 2, to: size.height - 2, by: 2) {
      for x in stride(from: 2, to: size.width - 2, by: 2) where isFlat(x, y) {
        let colour = screen[y * size.width + x]
        guard !pointer.contains(x: x, y: y), top.colours[y * size.width + x] == colour
        else { continue }
        compared += 1
        let luma = Int(frame.luma(x: x, y: y))
        let (blue, red) = frame.chroma(x: x, y: y)
        if ScenePalette.listed.contains(Int(colour)) {
          let wanted = ScenePalette.samples(Int(colour))
          let error = max(abs(luma - wanted.luma), abs(blue - wanted.blue), abs(red - wanted.red))
          if error > Self.tolerance { note(x, y, colour, luma, blue, red) }
        } else {
          let error = max(
            Self.empty.map { abs(luma - $0) }.min() ?? 0, abs(blue - 128), abs(red - 128))
          if error > Self.tolerance { note(x, y, colour, luma, blue, red) }
        }
      }
    }
  }

  /// Whether the five by five pixels around are of one colour: chroma and coder blur edges.
  private func isFlat(_ x: Int, _ y: Int) -> Bool {
    let colour = screen[y * size.width + x]
    for row in y - 2...y + 2 {
      for column in x - 2...x + 2 where screen[row * size.width + column] != colour {
        return false
      }
    }
    return true
  }

  private mutating func note(
    _ x: Int, _ y: Int, _ colour: UInt32, _ luma: Int, _ blue: Int, _ red: Int
  ) {
    wrong.append(
      "(\(x), \(y)) is \(String(colour, radix: 16)), film has \(luma) \(blue) \(red)")
  }
}
