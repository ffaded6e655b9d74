import Geometry
import Testing

@testable import SensitiveFields

@Suite("The scale of a program") struct WindowScaleTests {
  private func size(_ width: Int, _ height: Int) -> PixelSize {
    PixelSize(width: width, height: height)
  }

  private func pixels(_ frame: PixelSize, _ window: PixelSize) -> Int? {
    WindowScale.of(frames: [frame], windows: [window])?.pixels(100)
  }

  @Test("is told from the sizes of its windows", arguments: [100, 125, 150, 175, 200, 300])
  func known(percent: Int) {
    #expect(pixels(size(400, 300), size(4 * percent, 3 * percent)) == percent)
  }

  @Test("borders and title bars may be counted in") func borders() {
    #expect(pixels(size(422, 325), size(420, 300)) == 100)
    #expect(pixels(size(422, 325), size(840, 600)) == 200)
  }

  @Test("no size that fits is no scale", arguments: [(300, 300), (560, 300), (1000, 750), (0, 0)])
  func unknown(width: Int, height: Int) {
    #expect(pixels(size(400, 300), size(width, height)) == nil)
    #expect(WindowScale.of(frames: [], windows: [size(400, 300)]) == nil)
    #expect(WindowScale.of(frames: [size(0, 0)], windows: [size(4, 4)]) == nil)
  }

  @Test("two that fit are none") func several() {
    let windows = [size(400, 300), size(800, 600)]
    #expect(WindowScale.of(frames: [size(400, 300)], windows: windows) == nil)
    #expect(WindowScale.of(frames: [size(400, 300)], windows: [size(400, 300)]) == .one)
  }

  @Test("regions are rounded outward, and no number runs over") func rounding() throws {
    let scale = try #require(
      WindowScale.of(frames: [size(400, 300)], windows: [size(500, 375)]))
    let region = scale.pixels(PixelRegion(x: 3, y: -3, width: 2, height: 2))
    #expect(region.contains(PixelRegion(left: 3, top: -3, right: 7, bottom: -1)))
    #expect(scale.pixels(Int.max) < 1 << 30)
    #expect(scale.pixels(Int.min) > -1 << 30)
  }
}
