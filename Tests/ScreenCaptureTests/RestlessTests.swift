import CX11
import Geometry
import Glibc
import LinuxSystem
import Synchronization
import TestSupport
import Testing

@testable import ScreenCapture

/// A small window that follows the pointer over a listed one, as dragged icons do.
@Suite("Windows that do not come to rest", .serialized, .timeLimit(.minutes(1)))
struct RestlessTests {
  private final class Switch: Sendable {
    let isOff = Atomic<Bool>(false)
  }

  @Test("hide what is around them, not the film", arguments: [nil, Compositor.picom])
  func drag(compositor: Compositor?) async throws {
    let server = try XServer(width: 640, height: 480)
    let client = try RawClient(server.display)
    let place = PixelRegion(x: 20, y: 20, width: 600, height: 440)
    let listed = client.show(place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    let process = try compositor?.start(on: server)
    if compositor != nil {
      try film.wait(&capture, for: "a redirected window") { capture, _ in capture.readsPixmaps }
      client.paint(listed, red)
    }
    try film.settle(&capture)
    let off = Switch()
    let name = server.display
    let dragging = Task.detached { try Self.drag(on: name, until: off) }
    var (observed, ticks) = (0, 0)
    let end = Clock.bootMilliseconds + 1500
    while Clock.bootMilliseconds < end {
      client.paint(listed, ticks % 2 == 0 ? blue : red)
      if try film.tick(&capture) != nil { observed += 1 }
      ticks += 1
      _ = try Waiting.wait([], milliseconds: 30)
    }
    off.isOff.store(true, ordering: .relaxed)
    try await dragging.value
    print("\(compositor?.rawValue ?? "bare"): \(observed) of \(ticks) ticks observed")
    #expect(observed * 2 > ticks)
    #expect(film.everSeen.isSubset(of: [luma(red), luma(blue)]))
    client.paint(listed, blue)
    for _ in 0..<8 { try film.tick(&capture) }
    try film.settle(&capture)
    #expect(film.values(in: PixelRegion(x: 20, y: 20, width: 100, height: 100)) == [luma(blue)])
    process?.send(signal: SIGTERM)
  }

  private static func drag(on display: String, until off: Switch) throws {
    let client = try RawClient(display)
    let icon = client.show(
      PixelRegion(x: 200, y: 200, width: 24, height: 24), green,
      .init(windowClass: "foreign", background: green, isOverrideRedirect: true))
    var step = 0
    while !off.isOff.load(ordering: .relaxed) {
      step += 1
      client.move(icon, 200 + step % 240, 200 + step % 120)
      _ = try Waiting.wait([], milliseconds: 4)
    }
    client.destroy(icon)
  }
}
