import Banner
import Geometry
import LinuxSystem
import TestSupport
import Testing

@testable import Redaction
@testable import ScreenCapture

@Suite("Windows with alpha", .serialized, .timeLimit(.minutes(1)))
struct TransparencyTests {
  @Test(
    "lie over the backdrop, not over what is beneath them", .enabled(if: hasPicom),
    arguments: [24, 16])
  func alpha(depth: Int) throws {
    let server = try XServer(depth: depth)
    let beneath = try window(
      on: server, "foreign", PixelRegion(x: 0, y: 0, width: 640, height: 480), green)
    let picom = try program("/usr/bin/picom", "--backend", "xrender", on: server)
    let drawing = try Drawing(server.display)
    let visual = try #require(drawing.visuals.first { $0.format == .argb32 })
    let listed = try drawing.window(
      PixelRegion(x: 101, y: 51, width: 150, height: 60), alpha: visual.number)
    let parts: [(pixel: UInt, expected: UInt8)] = [
      (0, Picture.grey), (0x8080_0000, luma(0x941414)), (0xffff_0000, luma(red)),
    ]
    var capture = try ScreenCapture(display: server.display)
    try capture.startStill(matches: listing("listed"))
    var film = Film(capture.rootSize)
    func isRight(_ index: Int) -> Bool {
      let part = PixelRegion(x: 101 + 50 * index, y: 51, width: 50, height: 60)
      return film.values(in: part) == [parts[index].expected]
    }
    for _ in 0..<50 where !parts.indices.allSatisfy(isRight) {
      for (index, part) in parts.enumerated() {
        drawing.fill(
          listed, PixelRegion(x: 50 * index, y: 0, width: 50, height: 60), pixel: part.pixel)
      }
      try film.settle(&capture)
    }
    for index in parts.indices { #expect(isRight(index), "\(index)") }
    #expect(film.shownPixels == 150 * 60)
    withExtendedLifetime((beneath.windowID, picom.identifier)) {}
  }
}
