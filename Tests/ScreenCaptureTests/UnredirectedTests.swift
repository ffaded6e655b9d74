import CX11
import Geometry
import Glibc
import LinuxSystem
import Redaction
import TestSupport
import Testing

@testable import ScreenCapture

@Suite("Windows that a compositing manager leaves alone", .serialized, .timeLimit(.minutes(2)))
struct UnredirectedTests {
  let screen = PixelRegion(x: 0, y: 0, width: 320, height: 240)
  let corner = PixelRegion(x: 200, y: 20, width: 100, height: 60)

  /// Starts a compositing manager that leaves full-screen windows to the X server.
  private func startPicom(on server: borrowing XServer) throws -> ChildProcess {
    try program(
      "/usr/bin/picom", "--backend", "xrender", "--unredir-if-possible", "--config", "/dev/null",
      on: server)
  }

  /// Ticks while `window` is painted, as a program does that is told of what came to light.
  private func play(
    _ capture: inout ScreenCapture, _ film: inout Film, _ client: borrowing RawClient,
    _ window: Window, until isTrue: (borrowing ScreenCapture, Film) -> Bool
  ) throws {
    for step in 0..<60 where !isTrue(capture, film) {
      client.paint(window, step % 2 == 0 ? red : blue)
      try film.tick(&capture)
      _ = isReadable(capture.descriptor, within: 20)
    }
  }

  @Test("a full-screen window is filmed on, and nothing that comes over it")
  func picom() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let listed = client.show(
      PixelRegion(x: 40, y: 40, width: 200, height: 120), red, .init(isOverrideRedirect: false))
    let process = try startPicom(on: server)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.wait(&capture, for: "a redirected window") { capture, film in
      capture.hasCompositor && capture.readsPixmaps && film.windows.count == 1
    }
    client.move(listed, 0, 0)
    client.resize(listed, screen.width, screen.height)
    for round in 0..<6 {
      try play(&capture, &film, client, listed) { capture, film in
        !capture.readsPixmaps && film.shownPixels == screen.area
      }
      #expect(film.shownPixels == screen.area && !capture.readsPixmaps, "\(round)")
      let notification = other.show(
        corner, green, .init(windowClass: "foreign", isOverrideRedirect: true))
      try play(&capture, &film, client, listed) { capture, film in
        capture.readsPixmaps && film.shownPixels == screen.area - corner.area
      }
      #expect(capture.readsPixmaps && film.shownPixels == screen.area - corner.area, "\(round)")
      other.destroy(notification)
    }
    #expect(film.everSeen.isSubset(of: [luma(red), luma(blue)]))
    client.resize(listed, 200, 120)
    try play(&capture, &film, client, listed) { capture, film in
      capture.readsPixmaps && film.shownPixels == 200 * 120
    }
    #expect(capture.readsPixmaps && film.shownPixels == 200 * 120)
    process.send(signal: SIGTERM)
  }

  @Test("one that fills the screen before the film begins is filmed")
  func fromTheBeginning() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let display = try DisplayConnection(name: server.display)
    let process = try startPicom(on: server)
    let small = client.show(corner, red)
    for _ in 0..<250 where !display.isRedirected(WindowID(xid: small)) { usleep(20_000) }
    let listed = client.show(screen, red)
    for _ in 0..<250 where display.isRedirected(WindowID(xid: listed)) {
      client.paint(listed, red)
      usleep(20_000)
    }
    client.destroy(small)
    client.paint(listed, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    for _ in 0..<8 { try film.tick(&capture) }
    #expect(film.values(in: screen) == [luma(red)] && !capture.readsPixmaps)
    process.send(signal: SIGTERM)
  }

  @Test("one that does not paint itself anew shows nothing that the overlay window has left")
  func remains() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let process = try startPicom(on: server)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.wait(&capture, for: "a compositor") { capture, _ in capture.hasCompositor }
    let listed = client.show(screen, red)
    try play(&capture, &film, client, listed) { capture, film in
      !capture.readsPixmaps && film.shownPixels == screen.area
    }
    for _ in 0..<4 {
      let notification = other.show(
        corner, green, .init(windowClass: "foreign", isOverrideRedirect: true))
      try play(&capture, &film, client, listed) { capture, film in
        capture.readsPixmaps && film.shownPixels == screen.area - corner.area
      }
      other.destroy(notification)
      for _ in 0..<30 {
        try film.tick(&capture)
        _ = isReadable(capture.descriptor, within: 20)
      }
    }
    let isRedirected = capture.readsPixmaps
    #expect(!isRedirected)
    #expect(film.everSeen.isSubset(of: [luma(red), luma(blue)]))
    process.send(signal: SIGTERM)
  }
}
