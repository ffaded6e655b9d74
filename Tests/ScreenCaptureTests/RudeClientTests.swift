import CX11
import Geometry
import LinuxSystem
import Redaction
import TestSupport
import Testing
import Timeline

@testable import ScreenCapture

@Suite("Rude clients", .serialized, .timeLimit(.minutes(2)))
struct RudeClientTests {
  let place = PixelRegion(x: 40, y: 40, width: 200, height: 120)
  /// Far more than one look may take on a slow machine.
  static let longest: Int64 = 2000

  private func tick(_ capture: inout ScreenCapture, _ film: inout Film) throws -> Int64 {
    let start = Clock.bootMilliseconds
    try film.tick(&capture)
    return Clock.bootMilliseconds - start
  }

  @Test("sizes and places of all kinds")
  func sizes() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    for (frame, border) in [
      (PixelRegion(x: 5, y: 5, width: 1, height: 1), 0),
      (PixelRegion(x: -32768, y: -32768, width: 32767, height: 32767), 0),
      (PixelRegion(x: 0, y: 0, width: 32767, height: 32767), 0),
      (PixelRegion(x: -30000, y: -30000, width: 32767, height: 32767), 0),
      (PixelRegion(x: -10, y: -10, width: 20, height: 20), 300),
      (PixelRegion(x: 32700, y: 32700, width: 9, height: 9), 0),
    ] {
      let window = client.show(frame, red, .init(background: red, border: border))
      for _ in 0..<6 { #expect(try tick(&capture, &film) < Self.longest) }
      let inside = frame.moved(x: border, y: border)
      let visible = inside.intersection(PixelRegion(film.size))?.area ?? 0
      #expect(film.shownPixels == visible)
      #expect(film.everSeen.isSubset(of: [luma(red)]))
      client.destroy(window)
      try film.tick(&capture)
    }
  }

  @Test("a class, title or megabyte of title that changes all the time hides that window alone")
  func titles() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let calm = client.show(place, red)
    let rude = client.show(PixelRegion(x: 0, y: 0, width: 30, height: 30), blue)
    let long = String(repeating: "x", count: 200_000)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    for round in 0..<10 {
      var asked = 0
      let start = Clock.bootMilliseconds
      client.paint(calm, round % 2 == 0 ? blue : red)
      try film.tick(&capture) {
        asked += 1
        for _ in 0..<50 {
          client.setTitle("\(round) \(asked)" + long.prefix(asked * 100), of: rude)
        }
        client.setTitle(long, of: rude)
        client.sync()
        return true
      }
      #expect(Clock.bootMilliseconds - start < Self.longest)
      #expect(film.windows.map(\.window.number) == [calm])
      #expect(film.values(in: place) == [luma(round % 2 == 0 ? blue : red)])
    }
    try film.settle(&capture)
    #expect(film.windows.count == 2)
  }

  @Test("a title that changes while pixels are fetched leaves that window out")
  func suspects() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let calm = client.show(place, red)
    let rude = client.show(PixelRegion(x: 0, y: 0, width: 30, height: 30), blue)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    #expect(film.windows.count == 2)
    client.paint(calm, blue)
    var asked = 0
    try film.tick(&capture) {
      asked += 1
      // Each try asks at its beginning, around the pointer's place and around its image request.
      if asked % 5 == 4 {
        client.setTitle("other \(asked)", of: rude)
        client.sync()
      }
      return true
    }
    #expect(asked == 15)
    #expect(film.windows.map(\.window.number) == [calm])
    #expect(film.values(in: place) == [luma(blue)])
    try film.settle(&capture)
    #expect(film.windows.count == 2)
  }

  @Test("floods of damage, and windows without number")
  func floods() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let listed = client.make(place)
    client.map(listed)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    client.unmap(listed)
    client.map(listed)
    // Every second pixel: nothing of it can be joined.
    let graphics = XCreateGC(client.handle, listed, 0, nil)
    for y in stride(from: 0, to: place.height, by: 2) {
      for x in stride(from: 0, to: place.width, by: 2) {
        XFillRectangle(client.handle, listed, graphics, Int32(x), Int32(y), 1, 1)
      }
    }
    client.sync()
    for _ in 0..<5 { #expect(try tick(&capture, &film) < Self.longest) }
    client.paint(listed, red)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(red)])
    for index in 0..<1000 {
      let window = other.make(
        PixelRegion(x: index % 40 * 8, y: index / 40 * 9, width: 5, height: 5),
        .init(windowClass: "foreign", background: green))
      XMapWindow(other.handle, window)
    }
    other.sync()
    for _ in 0..<5 { #expect(try tick(&capture, &film) < Self.longest) }
    #expect(film.everSeen.isSubset(of: [luma(red), luma(0)]))
    #expect(film.shownPixels > place.area / 3)
  }
}
