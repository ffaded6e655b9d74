import Banner
import CX11
import Geometry
import LinuxSystem
import Synchronization
import TestSupport
import Testing

@testable import Redaction
@testable import ScreenCapture

/// Tells a task of its end.
private final class Flag: Sendable {
  private let flag = Atomic<Bool>(false)
  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}

@Suite("The pointer's picture", .serialized, .timeLimit(.minutes(1)))
struct CursorTests {
  let place = PixelRegion(x: 200, y: 150, width: 200, height: 150)

  /// A square cursor whose pixels are foreground but for the column of its hot spot.
  private func square(_ size: Int, hot: (x: Int, y: Int), _ drawing: borrowing Drawing) -> Cursor {
    let shape = XCreatePixmap(drawing.handle, drawing.root, UInt32(size), UInt32(size), 1)
    let mask = XCreatePixmap(drawing.handle, drawing.root, UInt32(size), UInt32(size), 1)
    let whole = PixelRegion(x: 0, y: 0, width: size, height: size)
    drawing.fill(shape, whole, pixel: 1)
    drawing.fill(mask, whole, pixel: 1)
    drawing.fill(mask, PixelRegion(x: hot.x, y: 0, width: 1, height: size), pixel: 0)
    var foreground = XColor(pixel: 0, red: 0xffff, green: 0, blue: 0, flags: 7, pad: 0)
    var background = XColor(pixel: 0, red: 0, green: 0, blue: 0xffff, flags: 7, pad: 0)
    return XCreatePixmapCursor(
      drawing.handle, shape, mask, &foreground, &background, UInt32(hot.x), UInt32(hot.y))
  }

  private func point(_ drawing: borrowing Drawing, x: Int, y: Int) {
    XWarpPointer(drawing.handle, 0, drawing.root, 0, 0, 0, 0, Int32(x), Int32(y))
    drawing.sync()
  }

  @Test("its pixels, size and hot spot are the cursor's own")
  func hotSpot() throws {
    let server = try XServer()
    let drawing = try Drawing(server.display)
    let window = try drawing.window(place)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    for (size, hot) in [
      (16, (x: 3, y: 11)), (1, (x: 0, y: 0)), (64, (x: 63, y: 0)),
      (255, (x: 100, y: 200)), (256, (x: 7, y: 255)),
    ] {
      XDefineCursor(drawing.handle, window, square(size, hot: hot, drawing))
      point(drawing, x: 250, y: 200)
      try film.settle(&capture)
      let cursor = try #require(film.last?.cursor)
      #expect(cursor.image.size == PixelSize(width: size, height: size))
      #expect((cursor.x, cursor.y) == (250 - hot.x, 200 - hot.y))
      let pixels = cursor.image.pixels
      #expect(pixels.indices.allSatisfy { pixels[$0] == ($0 % size == hot.x ? 0 : 0xffff_0000) })
    }
    XDefineCursor(drawing.handle, window, square(257, hot: (x: 0, y: 0), drawing))
    drawing.sync()
    try film.settle(&capture)
    #expect(film.last?.cursor == nil)
  }

  @Test("changes while it stands still, and follows the windows beneath")
  func changes() throws {
    let server = try XServer()
    let drawing = try Drawing(server.display)
    let window = try drawing.window(place)
    let other = try drawing.window(PixelRegion(x: 400, y: 150, width: 100, height: 150))
    XDefineCursor(drawing.handle, window, XCreateFontCursor(drawing.handle, 152))
    XDefineCursor(drawing.handle, other, square(8, hot: (x: 1, y: 2), drawing))
    point(drawing, x: 300, y: 200)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let text = try #require(film.last?.cursor)
    #expect(text.image.pixels.contains { $0 >> 24 == 255 })
    XDefineCursor(drawing.handle, window, XCreateFontCursor(drawing.handle, 60))
    drawing.sync()
    try film.settle(&capture)
    let hand = try #require(film.last?.cursor)
    #expect(hand.image != text.image)
    let images = capture.imageRequests
    point(drawing, x: 450, y: 200)
    try film.settle(&capture)
    let square = try #require(film.last?.cursor)
    #expect(square.image.size == PixelSize(width: 8, height: 8))
    #expect((square.x, square.y) == (449, 198))
    #expect(capture.imageRequests == images)
  }

  @Test("is told to the last pixel of a listed window and not one further")
  func edges() throws {
    let server = try XServer()
    let drawing = try Drawing(server.display)
    let listed = try drawing.window(place)
    let cover = try window(
      on: server, "foreign", PixelRegion(x: 300, y: 150, width: 50, height: 150), green)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    for (x, y, isTold) in [
      (200, 150, true), (199, 150, false), (200, 149, false), (399, 299, true), (400, 299, false),
      (399, 300, false), (299, 200, true), (300, 200, false), (349, 200, false), (350, 200, true),
    ] {
      point(drawing, x: x, y: y)
      try film.settle(&capture)
      #expect((film.last?.cursor != nil) == isTold, "\(x), \(y)")
    }
    XDestroyWindow(drawing.handle, listed)
    point(drawing, x: 250, y: 200)
    try film.settle(&capture)
    #expect(film.last?.cursor == nil)
    withExtendedLifetime(cover) {}
  }

  @Test("is never another window's, however fast it comes and goes")
  func hastening() async throws {
    let server = try XServer()
    let drawing = try Drawing(server.display)
    let listed = try drawing.window(place)
    XDefineCursor(drawing.handle, listed, square(8, hot: (x: 1, y: 2), drawing))
    let other = try window(
      on: server, "foreign", PixelRegion(x: 400, y: 150, width: 200, height: 150), green)
    XDefineCursor(drawing.handle, Window(other.windowID), square(31, hot: (x: 1, y: 2), drawing))
    point(drawing, x: 250, y: 200)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let isDone = Flag()
    let display = server.display
    let hand = Task.detached {
      let drawing = try Drawing(display)
      for step in 0... {
        guard !isDone.isSet else { return }
        point(drawing, x: step % 2 == 0 ? 450 : 250, y: 200)
      }
    }
    var sizes: Set<Int> = []
    let end = Clock.bootMilliseconds + 2000
    while Clock.bootMilliseconds < end {
      if let cursor = try film.tick(&capture)?.cursor { sizes.insert(cursor.image.size.width) }
    }
    isDone.set()
    try await hand.value
    #expect(sizes == [8])
    withExtendedLifetime(other) {}
  }

  @Test("is not that of a window that came in between, and its change is not lost")
  func interrupted() throws {
    let server = try XServer()
    let drawing = try Drawing(server.display)
    let client = try RawClient(server.display)
    let listed = try drawing.window(place)
    let popup = client.make(
      PixelRegion(x: 220, y: 170, width: 100, height: 100),
      .init(windowClass: "foreign", isOverrideRedirect: true))
    client.sync()
    XDefineCursor(drawing.handle, popup, square(31, hot: (x: 1, y: 2), drawing))
    point(drawing, x: 250, y: 200)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    XDefineCursor(drawing.handle, listed, square(8, hot: (x: 1, y: 2), drawing))
    drawing.sync()
    var asked = 0
    try film.tick(&capture) {
      asked += 1
      // After the look at the windows, before the question for the pointer.
      if asked == 2 { client.map(popup) }
      return true
    }
    #expect(film.last?.cursor?.image.size.width != 31)
    try film.settle(&capture)
    #expect(film.last?.cursor == nil)
    client.unmap(popup)
    // Until the window has painted what the popup has left.
    for _ in 0..<8 { try film.tick(&capture) }
    #expect(film.last?.cursor?.image.size == PixelSize(width: 8, height: 8))
  }

  @Test("one that its window hides is hidden")
  func blank() throws {
    let server = try XServer()
    let drawing = try Drawing(server.display)
    let window = try drawing.window(place)
    point(drawing, x: 250, y: 200)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let empty = XCreatePixmap(drawing.handle, drawing.root, 1, 1, 1)
    drawing.fill(empty, PixelRegion(x: 0, y: 0, width: 1, height: 1), pixel: 0)
    var front = XColor()
    var back = XColor()
    XDefineCursor(
      drawing.handle, window,
      XCreatePixmapCursor(drawing.handle, empty, empty, &front, &back, 0, 0))
    drawing.sync()
    try film.settle(&capture)
    #expect(film.last?.cursor?.image.pixels.allSatisfy { $0 >> 24 == 0 } == true)
    XUndefineCursor(drawing.handle, window)
    drawing.sync()
    try film.settle(&capture)
    #expect(film.last?.cursor?.image.pixels.contains { $0 >> 24 == 255 } == true)
  }
}
