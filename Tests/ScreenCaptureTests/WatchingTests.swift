import Banner
import Geometry
import Redaction
import ScreenCapture
import TestSupport
import Testing

/// A painted window, mapped and filled.
func window(
  on server: borrowing XServer, _ windowClass: String, _ frame: PixelRegion, _ rgb: Int?,
  title: String = "window"
) throws -> PaintedWindow {
  var window = try PaintedWindow(
    display: server.display, windowClass: windowClass, title: title, frame: frame)
  if let rgb { window.paint(rgb: UInt32(rgb)) }
  try window.map()
  return window
}

/// A capture of the windows of class `listed`.
func capture(on server: borrowing XServer) throws -> ScreenCapture {
  var capture = try ScreenCapture(display: server.display)
  #expect(capture.refusal == nil)
  try capture.startStill(matches: listing("listed"))
  return capture
}

@Suite("Watching listed windows", .serialized, .timeLimit(.minutes(1)))
struct WatchingTests {
  let place = PixelRegion(x: 51, y: 40, width: 200, height: 121)

  @Test("a window's pixels come at their place, to the odd edge, and nothing else")
  func firstLook() throws {
    let server = try XServer(width: 401, height: 301)
    let listed = try window(on: server, "listed", place, red)
    let foreign = try window(
      on: server, "foreign", PixelRegion(x: 300, y: 0, width: 90, height: 300), green)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize.padded)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(red)])
    #expect(film.shownPixels == place.area)
    #expect(film.windows.map(\.window.rawValue) == [listed.windowID])
    #expect(film.windows.map(\.frame) == [place])
    withExtendedLifetime(foreign) {}
  }

  @Test("only what changed is fetched")
  func damage() throws {
    let server = try XServer()
    var listed = try PaintedWindow(
      display: server.display, windowClass: "listed", title: "form",
      frame: PixelRegion(x: 0, y: 0, width: 640, height: 480))
    listed.showForm()
    try listed.map()
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let before = capture.imageRequests
    listed.paint(rgb: UInt32(blue))
    try listed.sync()
    try film.settle(&capture)
    #expect(film.values(in: PixelRegion(x: 0, y: 0, width: 640, height: 480)) == [luma(blue)])
    #expect(capture.imageRequests == before + 1)
  }

  @Test("a still screen costs one question for the pointer and no observation")
  func still() throws {
    let server = try XServer()
    let listed = try window(on: server, "listed", place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let images = capture.imageRequests
    for _ in 0..<10 {
      let before = capture.requests
      #expect(try film.tick(&capture) == nil)
      #expect(capture.requests == before + 1)
    }
    listed.unmap()
    try listed.sync()
    try film.settle(&capture)
    let before = capture.requests
    for _ in 0..<10 { #expect(try film.tick(&capture) == nil) }
    #expect(capture.requests == before)
    #expect(capture.imageRequests == images)
  }

  @Test("before it is started and after it is stopped it asks for nothing")
  func notStarted() throws {
    let server = try XServer()
    var listed = try window(on: server, "listed", place, red)
    var capture = try ScreenCapture(display: server.display)
    var film = Film(capture.rootSize)
    let before = capture.requests
    listed.paint(rgb: UInt32(green))
    try listed.sync()
    for _ in 0..<5 { #expect(try film.tick(&capture) == nil) }
    #expect(capture.requests == before)
    try capture.startStill(matches: listing("listed"))
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(green)])
    capture.stop()
    let stopped = capture.requests
    listed.paint(rgb: UInt32(blue))
    try listed.sync()
    #expect(!isReadable(capture.descriptor, within: 60))
    for _ in 0..<5 { #expect(try film.tick(&capture) == nil) }
    #expect(capture.requests == stopped)
    try capture.startStill(matches: listing("listed"))
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
  }

  @Test("a window that comes later is seen, and one whose title no longer matches is gone")
  func identity() throws {
    let server = try XServer()
    var capture = try ScreenCapture(display: server.display)
    try capture.startStill { $1.windowClass == "listed" && $1.title.hasSuffix("CRM") }
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    #expect(film.shownPixels == 0)
    var listed = try window(on: server, "listed", place, red, title: "Claim 1 - CRM")
    try film.settle(&capture)
    // It was mapped before its damage could be watched: repainting proves its pixels at once.
    listed.paint(rgb: UInt32(green))
    try listed.sync()
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(green)])
    listed.setTitle("Private")
    try listed.sync()
    #expect(try film.tick(&capture)?.windows == [])
    #expect(film.shownPixels == 0)
    listed.setTitle("Claim 2 - CRM")
    try listed.sync()
    for _ in 0..<20 { try film.tick(&capture) }
    #expect(film.values(in: place) == [luma(green)])
  }

  @Test("a window that painted before it was watched shows after the allowance")
  func allowance() throws {
    let server = try XServer()
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let listed = try window(on: server, "listed", place, red)
    for _ in 0..<20 { try film.tick(&capture) }
    #expect(film.values(in: place) == [luma(red)])
    withExtendedLifetime(listed) {}
  }

  @Test("the pointer is told only where a listed window shows")
  func pointer() throws {
    let server = try XServer()
    let listed = try window(
      on: server, "listed", PixelRegion(x: 300, y: 200, width: 100, height: 100), red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    // Xvfb puts the pointer into the middle of the screen.
    let cursor = try #require(film.last?.cursor)
    #expect(cursor.image.pixels.contains { $0 >> 24 == 255 })
    #expect((300...330).contains(cursor.x + cursor.image.size.width / 2))
    listed.move(toX: 0, y: 0)
    try listed.sync()
    try film.settle(&capture)
    #expect(film.last?.cursor == nil)
  }
}
