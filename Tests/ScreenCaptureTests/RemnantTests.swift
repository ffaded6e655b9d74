import Geometry
import TestSupport
import Testing
import Timeline

@testable import ScreenCapture

/// A window without background shows what was there before until it paints itself: pixels of other
/// windows (P3).
@Suite("What a window shows before it paints", .serialized, .timeLimit(.minutes(1)))
struct RemnantTests {
  private let screen = PixelRegion(x: 0, y: 0, width: 640, height: 480)
  private let foreign = RawClient.Look(windowClass: "foreign")

  @Test("a cover that went just before the film begins leaves nothing in it")
  func uncovered() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    let place = PixelRegion(x: 100, y: 100, width: 200, height: 120)
    let listed = client.show(place, red)
    let cover = client.show(PixelRegion(x: 150, y: 80, width: 300, height: 90), green, foreign)
    var capture = try ScreenCapture(display: server.display)
    repeat { try capture.handleEvents() } while isReadable(capture.descriptor, within: 160)
    client.unmap(cover)
    try check(&capture, client, listed, place)
  }

  @Test("a window that came just before the film begins shows once it has painted")
  func fresh() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    let behind = client.show(screen, green, foreign)
    let place = PixelRegion(x: 100, y: 100, width: 200, height: 120)
    let listed = client.make(place)
    var capture = try ScreenCapture(display: server.display)
    repeat { try capture.handleEvents() } while isReadable(capture.descriptor, within: 160)
    client.map(listed)
    try check(&capture, client, listed, place)
    withExtendedLifetime(behind) {}
  }

  @Test("a window that was seen to be made shows once it has painted, however late that is")
  func slow() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    let behind = client.show(screen, green, foreign)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let place = PixelRegion(x: 100, y: 100, width: 200, height: 120)
    let listed = client.make(place)
    client.sync()
    #expect(isReadable(capture.arrivalDescriptor ?? -1, within: 1000))
    try capture.handleArrivals(at: film.now, permitted: { true })
    client.map(listed)
    for _ in 0..<50 { try film.tick(&capture) }
    #expect(film.shownPixels == 0)
    client.paint(listed, blue)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
    #expect(film.everSeen == [luma(blue)])
    withExtendedLifetime(behind) {}
  }

  @Test("a shape that is read late says nothing of where its window was before")
  func lateShape() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    let place = PixelRegion(x: 100, y: 100, width: 200, height: 120)
    let listed = client.show(place, blue)
    let cover = client.make(PixelRegion(x: 80, y: 80, width: 260, height: 180), foreign)
    client.shape(cover, [PixelRegion(x: 0, y: 0, width: 1, height: 1)])
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
    client.map(cover)
    client.sync()
    var isFirst = true
    try film.tick(&capture) {
      // What is asked from now on is answered as of afterwards.
      if isFirst {
        client.move(cover, 400, 300)
        client.shape(cover, [PixelRegion(x: 0, y: 0, width: 260, height: 180)])
        client.sync()
      }
      isFirst = false
      return true
    }
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
    withExtendedLifetime(listed) {}
  }

  private final class Watch {
    var time = CallTime.answered
  }

  @Test("what happened while a look took long is as old as it is, not as the look")
  func longLook() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    let behind = client.show(screen, green, foreign)
    let watch = Watch()
    var capture = try ScreenCapture(display: server.display)
    repeat { try capture.handleEvents() } while isReadable(capture.descriptor, within: 160)
    try capture.start(at: .answered, clock: { watch.time }, matches: listing("listed"))
    var film = Film(capture.rootSize)
    let late = client.make(PixelRegion(x: 100, y: 100, width: 200, height: 120), foreign)
    try film.tick(&capture)
    // Nobody could tell that it would be listed: it is watched from now on only.
    client.map(late)
    client.setClass("listed", of: late)
    watch.time = film.now + 300
    try film.tick(&capture)
    film.interval = 300
    try film.tick(&capture)
    #expect(film.shownPixels == 0)
    try film.tick(&capture)
    #expect(film.everSeen == [luma(green)], "after the allowance it is taken for painted")
    withExtendedLifetime(behind) {}
  }

  @Test("what was uncovered while a flood left all unwatched is not taken for painted")
  func afterFlood() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    let place = PixelRegion(x: 100, y: 100, width: 200, height: 120)
    let listed = client.show(place, red)
    let rude = client.make(PixelRegion(x: 0, y: 0, width: 5, height: 5), foreign)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    for step in 0..<60_000 { client.setTitle("\(step)", of: rude) }
    client.sync()
    film.interval = 1
    for _ in 0..<50 where capture.arrivalDescriptor != nil { try film.tick(&capture) }
    #expect(capture.arrivalDescriptor == nil, "it must have been a flood")
    // For longer than a window is given to paint.
    repeat { try film.tick(&capture) } while isReadable(capture.descriptor, within: 200)
    client.unmap(client.show(PixelRegion(x: 0, y: 0, width: 640, height: 480), green, foreign))
    film.interval = 600
    try film.tick(&capture)
    #expect(film.everSeen == [luma(red)])
    #expect(film.shownPixels == 0)
    client.paint(listed, blue)
    film.interval = 40
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
  }

  @Test("without the lease a new window is not asked about")
  func forbidden() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let window = client.make(PixelRegion(x: 0, y: 0, width: 50, height: 50))
    client.sync()
    #expect(isReadable(capture.arrivalDescriptor ?? -1, within: 1000))
    let before = capture.requests
    try capture.handleArrivals(at: film.now, permitted: { false })
    #expect(capture.requests == before)
    #expect(!isReadable(capture.arrivalDescriptor ?? -1, within: 0))
    withExtendedLifetime(window) {}
  }

  private func check(
    _ capture: inout ScreenCapture, _ client: borrowing RawClient, _ listed: UInt,
    _ place: PixelRegion
  ) throws {
    var film = Film(capture.rootSize)
    try capture.start(at: .answered, matches: listing("listed"))
    for _ in 0..<2 { try film.tick(&capture) }
    #expect(film.shownPixels == 0)
    client.paint(listed, blue)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
    #expect(film.everSeen == [luma(blue)])
  }

  @Test("what is moved from under a window of unknown shape proves nothing")
  func movedFromUnderShape() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    let behind = client.show(screen, green, foreign)
    let listed = client.show(PixelRegion(x: -64, y: 20, width: 171, height: 105), red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    // Its hole is all that can be seen of the cover; the capture learns that too late.
    let cover = client.make(PixelRegion(x: 190, y: 200, width: 300, height: 235), foreign)
    client.shape(cover, [PixelRegion(x: 290, y: 220, width: 5, height: 5)])
    client.map(cover)
    client.move(listed, 200, 211)
    client.move(listed, 36, 54)
    try film.tick(&capture)
    #expect(film.everSeen == [luma(red)])
    client.paint(listed, blue)
    for _ in 0..<5 { try film.tick(&capture) }
    #expect(film.values(in: PixelRegion(x: 36, y: 54, width: 171, height: 105)) == [luma(blue)])
    withExtendedLifetime(behind) {}
  }

  @Test("a copy deep inside another window, reported as damage of the listed one, proves nothing")
  func copiedBeside() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    let place = PixelRegion(x: 100, y: 100, width: 200, height: 120)
    let listed = client.show(place, red)
    let frame = client.show(place, green, foreign)
    let part = client.show(PixelRegion(x: 0, y: 0, width: 200, height: 120), green, in: frame)
    let inner = client.show(PixelRegion(x: 0, y: 0, width: 200, height: 120), green, in: part)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    client.resize(frame, 100, 120)
    client.move(inner, 5, 0)
    for _ in 0..<3 { try film.tick(&capture) }
    #expect(film.shownPixels == 0)
    client.paint(listed, blue)
    try film.settle(&capture)
    #expect(film.everSeen == [luma(blue)])
    let uncovered = PixelRegion(x: 200, y: 100, width: 100, height: 120)
    #expect(film.values(in: uncovered) == [luma(blue)])
  }
}
