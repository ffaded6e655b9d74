import CX11
import Geometry
import Glibc
import LinuxSystem
import Redaction
import TestSupport
import Testing

@testable import ScreenCapture

/// A program that draws the screen from the windows' pixmaps.
enum Compositor: String, CaseIterable, CustomTestStringConvertible {
  case picom, xfwm4

  var testDescription: String { rawValue }
  static let installed = allCases.filter { access("/usr/bin/\($0.rawValue)", X_OK) == 0 }

  func start(on server: borrowing XServer) throws -> ChildProcess {
    switch self {
    case .picom: try program("/usr/bin/picom", "--backend", "xrender", on: server)
    case .xfwm4: try program("/usr/bin/xfwm4", "--compositor=on", "--vblank=off", on: server)
    }
  }
}

struct Missing: Error { let what: String }

extension Film {
  /// Ticks until `isTrue`; the X server's other clients may take their time.
  mutating func wait(
    _ capture: inout ScreenCapture, for what: String,
    until isTrue: (borrowing ScreenCapture, Film) -> Bool
  ) throws {
    for _ in 0..<250 {
      if isTrue(capture, self) { return }
      _ = isReadable(capture.descriptor, within: 20)
      try tick(&capture)
    }
    throw Missing(what: what)
  }
}

extension Film {
  /// Whether all that can be seen of one window is of one colour and all is there.
  func shows(_ rgb: Int) -> Bool {
    guard windows.count == 1, let visible = windows.first?.visible.area else { return false }
    return visible > 0 && shownPixels == visible
      && Set(luma) == [nil, ScreenCaptureTests.luma(rgb)]
  }
}

extension ScreenCapture {
  /// Whether all filmed windows are known to have pixmaps of their own.
  var readsPixmaps: Bool {
    registry?.listed.allSatisfy { $0.hasPixmap } ?? false
  }
}

/// A capture that films a window through its pixmap.
private struct Filming: ~Copyable {
  var capture: ScreenCapture
  var film: Film
  let process: ChildProcess

  static func begin(
    _ compositor: Compositor, _ server: borrowing XServer, _ client: borrowing RawClient,
    _ window: Window
  ) throws -> Filming {
    // Begins before a window manager may give the window a frame, which costs it its pixels.
    var capture = try ScreenCaptureTests.capture(on: server)
    let process = try compositor.start(on: server)
    var film = Film(capture.rootSize)
    try film.wait(&capture, for: "a redirected window") { capture, film in
      capture.readsPixmaps && film.windows.count == 1
    }
    try film.settle(&capture)
    client.paint(window, red)
    try film.settle(&capture)
    return Filming(capture: capture, film: film, process: process)
  }

  mutating func settle() throws { try film.settle(&capture) }
}

@Suite("Compositing managers", .serialized, .timeLimit(.minutes(2)))
struct CompositorTests {
  let place = PixelRegion(x: 101, y: 80, width: 200, height: 121)
  let over = PixelRegion(x: 151, y: 0, width: 60, height: 300)
  let foreign = RawClient.Look(windowClass: "foreign", isOverrideRedirect: true)

  @Test("each window is filmed from its own pixmap", arguments: Compositor.installed)
  func pixmaps(compositor: Compositor) throws {
    let server = try XServer(width: 400, height: 300)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let window = client.show(place, red, .init(isOverrideRedirect: false))
    var scene = try Filming.begin(compositor, server, client, window)
    let frame = try #require(scene.film.windows.first?.frame)
    #expect(scene.film.values(in: frame) == [luma(red)])
    #expect(scene.film.shownPixels == place.area)
    let cover = other.show(over, green, foreign)
    try scene.settle()
    #expect(scene.film.values(in: try #require(frame.intersection(over))) == [nil])
    // What is covered is neither lost nor exposed.
    other.unmap(cover)
    try scene.settle()
    #expect(scene.film.values(in: frame) == [luma(red)])
    #expect(scene.film.everSeen == [luma(red)])
    client.paint(window, blue)
    try scene.settle()
    #expect(scene.film.values(in: frame) == [luma(blue)])
  }

  @Test("an idle screen costs one question for the pointer", arguments: Compositor.installed)
  func idle(compositor: Compositor) throws {
    let server = try XServer(width: 400, height: 300)
    let client = try RawClient(server.display)
    let window = client.show(place, red)
    var scene = try Filming.begin(compositor, server, client, window)
    for _ in 0..<10 {
      let before = scene.capture.requests
      #expect(try scene.film.tick(&scene.capture) == nil)
      #expect(scene.capture.requests == before + 1)
    }
  }

  @Test("it may come and go while filming", arguments: Compositor.installed, [SIGTERM, SIGKILL])
  func switching(compositor: Compositor, signal: Int32) throws {
    let server = try XServer(width: 400, height: 300)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let window = client.show(place, red)
    _ = other.show(over, green, foreign)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let process = try compositor.start(on: server)
    try film.wait(&capture, for: "a redirected window") { capture, _ in
      capture.readsPixmaps && capture.hasCompositor
    }
    try film.wait(&capture, for: "the whole picture") { _, film in
      client.paint(window, blue)
      return film.shows(blue)
    }
    process.send(signal: signal)
    process.wait()
    try film.wait(&capture, for: "the end of it") { capture, _ in !capture.hasCompositor }
    try film.wait(&capture, for: "the whole picture") { _, film in
      client.paint(window, red)
      return film.shows(red)
    }
    #expect(film.everSeen == [luma(red), luma(blue)])
  }

  @Test(
    "a new pixmap shows what the window has painted, and nothing that it was filled with",
    arguments: Compositor.installed, [ForgetGravity, NorthWestGravity])
  func unpainted(compositor: Compositor, gravity: Int32) throws {
    let server = try XServer(width: 400, height: 300)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let window = client.show(place, red, .init(gravity: gravity))
    _ = other.show(PixelRegion(x: 0, y: 0, width: 400, height: 300), green, foreign)
    var scene = try Filming.begin(compositor, server, client, window)
    client.raise(window)
    try scene.settle()
    client.unmap(window)
    try scene.settle()
    #expect(scene.film.shownPixels == 0)
    client.map(window)
    try scene.settle()
    #expect(scene.film.shownPixels == 0)
    client.paint(window, red)
    client.raise(window)
    try scene.settle()
    #expect(scene.film.everSeen == [luma(red)])
    client.resize(window, 220, 150)
    try scene.settle()
    #expect(scene.film.everSeen == [luma(red)])
    client.paint(window, blue)
    // What is told right after a change of size may be a copy, and waits for the allowance.
    for _ in 0..<6 { try scene.settle() }
    let frame = try #require(scene.film.windows.first?.frame)
    #expect((frame.width, frame.height) == (220, 150))
    #expect(scene.film.values(in: frame) == [luma(blue)])
  }
}
