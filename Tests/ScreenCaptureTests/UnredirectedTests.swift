import CX11
import Geometry
import Glibc
import LinuxSystem
import Redaction
import TestSupport
import Testing

@testable import ScreenCapture

/// Stands in for a compositing manager that redirects nothing of its own accord.
private struct Idle: ~Copyable {
  let client: RawClient
  private let owner: Window

  init(_ display: String) throws {
    client = try RawClient(display)
    owner = client.make(PixelRegion(x: 0, y: 0, width: 1, height: 1), .init(windowClass: "idle"))
    client.sync()
  }

  /// Says that it is there, or no longer.
  func announce(_ isThere: Bool) {
    let selection = XInternAtom(client.handle, "_NET_WM_CM_S0", 0)
    XSetSelectionOwner(client.handle, selection, isThere ? owner : 0, UInt(CurrentTime))
    client.sync()
  }

  func takeOverlay() -> Window { XCompositeGetOverlayWindow(client.handle, client.root) }

  func redirect(_ window: Window, _ isRedirected: Bool) {
    if isRedirected {
      XCompositeRedirectWindow(client.handle, window, CompositeRedirectManual)
    } else {
      XCompositeUnredirectWindow(client.handle, window, CompositeRedirectManual)
    }
    client.sync()
  }
}

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
    let isRedirected = display.isRedirected(WindowID(xid: listed))
    #expect(isRedirected)
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

  @Test("under the overlay window nothing is filmed, beside and without it all is")
  func overlay() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let place = PixelRegion(x: 40, y: 40, width: 200, height: 120)
    let idle = try Idle(server.display)
    let listed = client.show(place, red)
    let overlay = idle.takeOverlay()
    idle.announce(true)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    func settle(_ isShown: Bool, _ line: Int = #line) throws {
      try film.settle(&capture)
      client.paint(listed, red)
      let images = capture.imageRequests
      for _ in 0..<8 { try film.tick(&capture) }
      #expect(film.shownPixels == (isShown ? place.area : 0), "line \(line)")
      if !isShown { #expect(capture.imageRequests == images, "line \(line)") }
    }
    try settle(false)
    // A hole that is too small, then one that fits.
    let rest = PixelRegion(x: 0, y: 0, width: 320, height: 41)
    idle.client.shape(overlay, [rest])
    try settle(false)
    idle.client.shape(overlay, [PixelRegion(x: 0, y: 0, width: 320, height: 40)])
    try settle(true)
    idle.client.unmap(overlay)
    try settle(true)
    idle.client.shape(overlay, [rest])
    idle.client.map(overlay)
    try settle(false)
    XCompositeReleaseOverlayWindow(idle.client.handle, overlay)
    idle.client.sync()
    try settle(true)
    idle.announce(false)
    try settle(true)
    idle.announce(true)
    try settle(true)
    #expect(film.everSeen == [luma(red)])
  }

  @Test("one that is redirected between look and image shows nothing of what lies beneath it")
  func redirected() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let idle = try Idle(server.display)
    let foreign = other.show(screen, green, .init(windowClass: "foreign"))
    let listed = client.show(PixelRegion(x: 40, y: 40, width: 200, height: 120), red)
    idle.client.unmap(idle.takeOverlay())
    idle.announce(true)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    for _ in 0..<8 { try film.tick(&capture) }
    for round in 0..<4 {
      #expect(film.shownPixels == 200 * 120 && !capture.readsPixmaps, "\(round)")
      client.paint(listed, blue)
      var asked = 0
      try film.tick(&capture) {
        asked += 1
        guard asked == 4 else { return true }
        idle.redirect(listed, true)
        other.paint(foreign, green)
        return true
      }
      client.paint(listed, blue)
      for _ in 0..<8 { try film.tick(&capture) }
      #expect(film.shownPixels == 200 * 120 && capture.readsPixmaps, "\(round)")
      idle.redirect(listed, false)
      client.paint(listed, red)
      for _ in 0..<8 { try film.tick(&capture) }
    }
    #expect(film.everSeen.isSubset(of: [luma(red), luma(blue)]))
  }
}
