import Banner
import Geometry
import Redaction
import ScreenCapture
import TestSupport
import Testing

@Suite("The lease", .serialized, .timeLimit(.minutes(1)))
struct PermissionTests {
  let place = PixelRegion(x: 40, y: 40, width: 200, height: 120)

  @Test("without it no image and no question is sent, and what changed is fetched later")
  func forbidden() throws {
    let server = try XServer()
    var listed = try window(on: server, "listed", place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let images = capture.imageRequests
    listed.paint(rgb: UInt32(blue))
    try listed.sync()
    #expect(isReadable(capture.descriptor, within: 1000))
    let before = capture.requests
    for _ in 0..<5 { #expect(try film.tick(&capture, permitted: { false }) == nil) }
    #expect(capture.requests == before)
    #expect(capture.imageRequests == images)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
  }

  @Test("asked for at each moment of a tick: what was fetched without it is dropped and kept")
  func lapses() throws {
    let server = try XServer()
    var listed = try window(on: server, "listed", place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    listed.paint(rgb: UInt32(blue))
    try listed.sync()
    #expect(isReadable(capture.descriptor, within: 1000))
    var imagesAtLapse: [Int] = []
    for answers in 0..<5 {
      let before = capture.imageRequests
      var asked = 0
      let observation = try film.tick(&capture) {
        asked += 1
        return asked <= answers
      }
      #expect(observation == nil)
      #expect(asked == answers + 1)
      imagesAtLapse.append(capture.imageRequests - before)
    }
    // Before any question, before and after the pointer's, before the request, after the reply.
    #expect(imagesAtLapse == [0, 0, 0, 0, 1])
    #expect(film.everSeen == [luma(red)])
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
  }

  @Test("a window mapped while an image is under way spoils it")
  func disturbed() throws {
    let server = try XServer()
    var listed = try window(on: server, "listed", place, red)
    var foreign = try PaintedWindow(
      display: server.display, windowClass: "foreign", title: "over",
      frame: PixelRegion(x: 0, y: 0, width: 640, height: 480))
    foreign.paint(rgb: UInt32(green))
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    for moment in 1...5 {
      listed.paint(rgb: UInt32(moment % 2 == 0 ? red : blue))
      try listed.sync()
      var asked = 0
      try film.tick(&capture) {
        asked += 1
        if asked == moment { try? foreign.map() }
        return true
      }
      try film.settle(&capture)
      #expect(film.shownPixels == 0)
      foreign.unmap()
      try foreign.sync()
      try listed.handleEvents()
      try listed.sync()
      try film.settle(&capture)
      #expect(film.values(in: place) == [luma(moment % 2 == 0 ? red : blue)])
    }
    #expect(film.everSeen == [luma(red), luma(blue)])
  }

  @Test("a popup that comes and goes between two equal readings spoils the image")
  func popup() throws {
    let server = try XServer()
    var listed = try window(on: server, "listed", place, red)
    var foreign = try PaintedWindow(
      display: server.display, windowClass: "foreign", title: "popup", frame: place)
    foreign.paint(rgb: UInt32(green))
    foreign.lower()
    try foreign.sync()
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    listed.paint(rgb: UInt32(blue))
    try listed.sync()
    #expect(isReadable(capture.descriptor, within: 1000))
    var asked = 0
    try film.tick(&capture) {
      asked += 1
      // Right before the request: over it all, and away again right after the reply.
      if asked == 4 {
        foreign.raise()
        try? foreign.map()
      }
      if asked == 5 {
        foreign.unmap()
        foreign.lower()
        try? foreign.sync()
      }
      return true
    }
    #expect(asked > 3)
    #expect(!film.everSeen.contains(luma(green)))
    try listed.handleEvents()
    try listed.sync()
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
    #expect(!film.everSeen.contains(luma(green)))
  }

  @Test("a window that is destroyed while it is fetched ends nothing")
  func destroyed() throws {
    let server = try XServer()
    var listed = Optional(try window(on: server, "listed", place, red))
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    listed?.paint(rgb: UInt32(blue))
    try listed?.sync()
    var asked = 0
    try film.tick(&capture) {
      asked += 1
      if asked == 4 { listed = nil }
      return true
    }
    try film.settle(&capture)
    #expect(film.shownPixels == 0)
    #expect(film.windows == [])
  }
}
