import CX11
import Geometry
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

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

@Suite("The overlay window of compositing managers", .serialized, .timeLimit(.minutes(1)))
struct OverlayTests {
  let screen = PixelRegion(x: 0, y: 0, width: 320, height: 240)
  let place = PixelRegion(x: 40, y: 40, width: 200, height: 120)

  @Test("under the overlay window nothing is filmed, beside and without it all is")
  func overlay() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
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
    let listed = client.show(place, red)
    idle.client.unmap(idle.takeOverlay())
    idle.announce(true)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    for _ in 0..<8 { try film.tick(&capture) }
    for round in 0..<4 {
      #expect(film.shownPixels == place.area && !capture.readsPixmaps, "\(round)")
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
      #expect(film.shownPixels == place.area && capture.readsPixmaps, "\(round)")
      idle.redirect(listed, false)
      client.paint(listed, red)
      for _ in 0..<8 { try film.tick(&capture) }
    }
    #expect(film.everSeen.isSubset(of: [luma(red), luma(blue)]))
  }
  @Test("one that is taken over and left alone at any moment shows nothing foreign")
  func changing() async throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let foreign = other.show(screen, green, .init(windowClass: "foreign"))
    let listed = client.show(place, red)
    var capture = try capture(on: server)
    let display = server.display
    let manager = Task.detached {
      let idle = try Idle(display)
      let overlay = idle.takeOverlay()
      idle.announce(true)
      var random = SeededGenerator(seed: 7)
      for round in 0..<60 {
        let isTaken = round.isMultiple(of: 2)
        let isShapedFirst = Bool.random(using: &random)
        // A hole over the window, or none.
        let parts = isTaken ? [screen] : [PixelRegion(x: 0, y: 0, width: 320, height: 40)]
        if isShapedFirst { idle.client.shape(overlay, parts) }
        idle.redirect(listed, isTaken)
        for step in 0..<Int.random(in: 5...15, using: &random) {
          idle.client.paint(overlay, green)
          idle.client.paint(foreign, green)
          if step == 4, !isShapedFirst { idle.client.shape(overlay, parts) }
          idle.client.paint(listed, step.isMultiple(of: 2) ? red : blue)
          usleep(.random(in: 0...15_000, using: &random))
        }
      }
    }
    var film = Film(capture.rootSize)
    var sources: Set<Bool> = []
    let begin = Clock.bootMilliseconds
    while Clock.bootMilliseconds - begin < 5_000 {
      film.interval = max(1, Clock.bootMilliseconds - begin - film.now.milliseconds)
      if try film.tick(&capture) != nil, film.shownPixels == place.area {
        sources.insert(capture.readsPixmaps)
      }
      usleep(2_000)
    }
    try await manager.value
    #expect(sources == [true, false])
    #expect(film.everSeen == [luma(red), luma(blue)])
  }
}
