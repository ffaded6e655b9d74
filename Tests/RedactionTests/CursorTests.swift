import Geometry
import Redaction
import Testing
import Timeline

@Suite("The pointer") struct CursorTests {
  private let window = WindowID(rawValue: 1)
  private let frame = PixelRegion(x: 2, y: 2, width: 8, height: 8)

  private func film(_ cursors: [CursorPlacement?]) -> [FlatPicture] {
    var line = DelayLine(size: PixelSize(width: 16, height: 12), lookback: 0)
    line.learn(.only([PixelRegion(x: 0, y: 0, width: 4, height: 4)]), of: window, at: 0)
    for (index, cursor) in cursors.enumerated() {
      let patches = index == 0 ? [FramePatch(window, frame, luma: 100, blue: 128, red: 128)] : []
      _ = line.append(
        Observation(Int64(index), [VisibleWindow(window, frame)], patches, cursor: cursor))
    }
    return line.released(until: Int64(cursors.count)).map(\.picture)
  }

  private func cursor(_ argb: UInt32, x: Int, y: Int, side: Int = 2) -> CursorPlacement {
    let size = PixelSize(width: side, height: side)
    let image = CursorImage(size: size, pixels: Array(repeating: argb, count: side * side))
    return CursorPlacement(image: image, x: x, y: y)
  }

  @Test(
    "is opaque, half clear or clear",
    arguments: [
      (0xFFFF_FFFF as UInt32, 235 as UInt8), (0xFF00_0000, 16), (0x8080_8080, 168), (0, 100),
    ])
  func alpha(argb: UInt32, luma: UInt8) {
    let shown = film([cursor(argb, x: 6, y: 6)])
    #expect(abs(Int(shown[0].luma(x: 7, y: 7)) - Int(luma)) <= 1)
    #expect(shown[0].luma(x: 8, y: 7) == 100)
  }

  @Test(
    "has its colour, of the same matrix as the picture",
    arguments: [
      (0xFFFF_0000 as UInt32, 90, 240), (0xFF00_00FF, 240, 110), (0xFF80_8080, 128, 128),
    ])
  func colour(argb: UInt32, blue: Int, red: Int) {
    let shown = film([cursor(argb, x: 6, y: 6)])[0]
    #expect(abs(Int(shown.blue[3 * 8 + 3]) - blue) <= 1)
    #expect(abs(Int(shown.red[3 * 8 + 3]) - red) <= 1)
  }

  @Test("leaves nothing behind when it moves or goes") func restored() {
    let shown = film([
      nil, cursor(0xFFFF_FFFF, x: 6, y: 6, side: 3), cursor(0xFFFF_FFFF, x: 7, y: 7), nil,
    ])
    #expect(shown[3] == shown[0])
    #expect(shown[2].luma(x: 6, y: 6) == 100 && shown[2].luma(x: 8, y: 8) == 235)
  }

  @Test("lies over a mask, but not over the backdrop") func clip() {
    let shown = film([nil, cursor(0xFFFF_FFFF, x: 0, y: 0, side: 4), nil])
    #expect(shown[1].luma(x: 3, y: 3) == 235)
    #expect(shown[1].luma(x: 1, y: 1) == 50)
    #expect(shown[1].luma(x: 4, y: 4) == 16)
    #expect(shown[2] == shown[0])
  }

  @Test("may hang over the canvas") func edge() {
    let shown = film([nil, cursor(0xFFFF_FFFF, x: -1, y: 11, side: 5), nil])
    #expect(shown[2] == shown[0])
  }

  @Test("stays on top of what changes below it") func below() {
    var line = DelayLine(size: PixelSize(width: 16, height: 12), lookback: 0)
    line.learn(.only([]), of: window, at: 0)
    let pointer = cursor(0xFFFF_FFFF, x: 6, y: 6)
    for luma in [100, 120] as [UInt8] {
      let seen = Observation(
        Int64(luma), [VisibleWindow(window, frame)], [FramePatch(window, frame, luma: luma)],
        cursor: pointer)
      _ = line.append(seen)
    }
    #expect(line.released(until: 200).map { $0.picture.luma(x: 6, y: 6) } == [235, 235])
  }
}
