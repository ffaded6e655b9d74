import Banner
import Geometry
import Redaction
import ScreenCapture
import TestSupport
import Testing

@Suite("Windows that move over each other", .serialized, .timeLimit(.minutes(1)))
struct StackingChangeTests {
  let place = PixelRegion(x: 51, y: 40, width: 200, height: 121)
  let over = PixelRegion(x: 101, y: 0, width: 60, height: 300)

  @Test("a foreign window over a listed one is never fetched and cuts it out")
  func covered() throws {
    let server = try XServer()
    let listed = try window(on: server, "listed", place, red)
    let foreign = try window(on: server, "foreign", over, green)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    #expect(film.everSeen == [luma(red)])
    #expect(film.values(in: over) == [nil])
    #expect(film.shownPixels == place.area - 60 * place.height)
    listed.raise()
    try listed.sync()
    try film.settle(&capture)
    // It has not painted what came to light: there the screen still shows the other window.
    #expect(film.everSeen == [luma(red)])
    withExtendedLifetime(foreign) {}
  }

  @Test(
    "what comes to light shows once the window has painted it",
    arguments: ["raise", "lower", "unmap", "move", "destroy"])
  func uncovered(way: String) throws {
    let server = try XServer()
    var listed = try window(on: server, "listed", place, red)
    var foreign = Optional(try window(on: server, "foreign", over, green))
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    switch way {
    case "raise": listed.raise()
    case "lower": foreign?.lower()
    case "unmap": foreign?.unmap()
    case "move": foreign?.move(toX: 300, y: 0)
    default: foreign = nil
    }
    try foreign?.sync()
    try listed.sync()
    try film.settle(&capture)
    #expect(film.everSeen == [luma(red)])
    #expect(film.values(in: place) == [luma(red), nil])
    try listed.handleEvents()
    try listed.sync()
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(red)])
    #expect(film.everSeen == [luma(red)])
  }

  @Test("a window that moves is fetched anew at its new place")
  func moved() throws {
    let server = try XServer()
    let listed = try window(on: server, "listed", place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    listed.move(toX: 300, y: 301)
    try listed.sync()
    try film.settle(&capture)
    #expect(film.values(in: PixelRegion(x: 300, y: 301, width: 200, height: 121)) == [luma(red)])
    #expect(film.shownPixels == place.area)
  }

  @Test("a window partly off the screen shows its part")
  func offScreen() throws {
    let server = try XServer(width: 400, height: 300)
    let listed = try window(
      on: server, "listed", PixelRegion(x: -50, y: 250, width: 100, height: 100), blue)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    #expect(film.shownPixels == 50 * 50)
    #expect(film.windows.first?.frame == PixelRegion(x: -50, y: 250, width: 100, height: 100))
    withExtendedLifetime(listed) {}
  }

  @Test("a window that is unmapped is gone, and comes back when it has painted")
  func unmapped() throws {
    let server = try XServer()
    var listed = try window(on: server, "listed", place, red)
    let below = try window(on: server, "foreign", over, green)
    listed.raise()
    try listed.sync()
    try listed.handleEvents()
    try listed.sync()
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    listed.unmap()
    try listed.sync()
    try film.settle(&capture)
    #expect(film.shownPixels == 0)
    try listed.map()
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(red)])
    #expect(film.everSeen == [luma(red)])
    withExtendedLifetime(below) {}
  }

  @Test("the window's size may change")
  func resized() throws {
    let server = try XServer()
    var listed = try window(on: server, "listed", place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    listed.resize(to: PixelSize(width: 333, height: 222))
    try listed.sync()
    try listed.handleEvents()
    try listed.sync()
    try film.settle(&capture)
    #expect(film.values(in: PixelRegion(x: 51, y: 40, width: 333, height: 222)) == [luma(red)])
    #expect(film.shownPixels == 333 * 222)
  }

  @Test(
    "a storm of changes leaves no foreign pixel and ends in the right picture",
    arguments: [UInt64(1), 2, 3, 42])
  func storm(seed: UInt64) throws {
    let server = try XServer()
    var listed = try window(on: server, "listed", place, red)
    let foreign = try window(on: server, "foreign", over, green)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      switch random.next() % 9 {
      case 0: listed.raise()
      case 1: listed.lower()
      case 2: foreign.raise()
      case 3: foreign.unmap()
      case 4: foreign.move(toX: Int(random.next() % 400), y: Int(random.next() % 200))
      case 5: listed.move(toX: Int(random.next() % 400), y: Int(random.next() % 200))
      case 6: try listed.handleEvents()
      case 7: listed.paint(rgb: UInt32(random.next() % 2 == 0 ? red : blue))
      default: try film.tick(&capture)
      }
      if random.next() % 3 == 0 { foreign.mapAgain() }
    }
    foreign.unmap()
    try foreign.sync()
    listed.move(toX: 51, y: 40)
    listed.paint(rgb: UInt32(red))
    try listed.sync()
    try film.settle(&capture)
    #expect(film.everSeen.isSubset(of: [luma(red), luma(blue)]))
    #expect(film.values(in: place) == [luma(red)])
    #expect(film.shownPixels == place.area)
  }
}
