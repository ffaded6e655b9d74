import CX11
import Geometry
import TestSupport
import Testing

@testable import ScreenCapture

@Suite("Shapes", .serialized, .timeLimit(.minutes(1)))
struct ShapeTests {
  let place = PixelRegion(x: 40, y: 40, width: 200, height: 120)
  let over = PixelRegion(x: 60, y: 20, width: 100, height: 200)
  let foreign = RawClient.Look(windowClass: "foreign", background: green)

  @Test("a window over a listed one hides what its shape hides, from the first look on")
  func covers() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let listed = client.show(place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let cover = other.make(over, foreign)
    let hole = PixelRegion(x: 20, y: 30, width: 60, height: 80)
    other.shape(
      cover,
      [
        PixelRegion(x: 0, y: 0, width: 100, height: 30),
        PixelRegion(x: 0, y: 110, width: 100, height: 90),
        PixelRegion(x: 0, y: 30, width: 20, height: 80),
      ])
    other.map(cover)
    for _ in 0..<6 { try film.tick(&capture) }
    #expect(film.values(in: hole.moved(x: 60, y: 20)) == [luma(red)])
    #expect(film.values(in: PixelRegion(x: 60, y: 50, width: 20, height: 80)) == [nil])
    #expect(film.shownPixels == 200 * 120 - 100 * 120 + 80 * 80)
    // A shape that changes hides the whole rectangle until it has been read again.
    other.shape(cover, [PixelRegion(x: 0, y: 0, width: 100, height: 200)])
    try film.tick(&capture)
    #expect(film.values(in: hole.moved(x: 60, y: 20)) == [nil])
    other.shape(cover, [])
    try film.tick(&capture)
    #expect(film.everSeen == [luma(red)])
    client.paint(listed, red)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(red)])
    #expect(film.everSeen == [luma(red)])
  }

  @Test("a listed window shows inside its shape, also when that changes twice at once")
  func ownShape() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    _ = other.show(PixelRegion(x: 0, y: 0, width: 320, height: 240), green, foreign)
    let listed = client.show(place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let half = PixelRegion(x: 0, y: 0, width: 100, height: 120)
    client.shape(listed, [half])
    try film.settle(&capture)
    #expect(film.shownPixels == half.area)
    client.shape(listed, [PixelRegion(x: 0, y: 0, width: 10, height: 10)])
    client.shape(listed, [PixelRegion(x: 0, y: 0, width: 200, height: 120)])
    try film.tick(&capture)
    #expect(film.everSeen == [luma(red)])
    client.paint(listed, red)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(red)])
    #expect(film.everSeen == [luma(red)])
  }

  @Test("a window that only takes input hides nothing")
  func inputOnly() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    _ = client.show(place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    other.map(other.make(over, .init(windowClass: "foreign", isInputOnly: true)))
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(red)])
  }
}
