import CX11
import Geometry
import Glibc
import LinuxSystem
import Redaction
import TestSupport
import Testing

@testable import ScreenCapture

/// Windows without background whose clients never repaint what is exposed: each pixel that the
/// window did not paint itself stays another's.
@Suite("Storms of changes", .serialized, .timeLimit(.minutes(2)))
struct StormTests {
  private static let colours = [red, blue]
  private static let cases: [(Compositor?, UInt64)] =
    ([nil] + Compositor.installed).flatMap { compositor in
      (1...6).map { (compositor, UInt64($0)) }
    }

  @Test("show no pixel of another window and end in the right picture", arguments: cases)
  func storm(compositor: Compositor?, seed: UInt64) throws {
    let size = PixelSize(width: 240, height: 180)
    let server = try XServer(width: size.width, height: size.height)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    XSetWindowBackground(other.handle, other.root, UInt(white))
    XClearWindow(other.handle, other.root)
    other.sync()
    let process = try compositor?.start(on: server)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    if compositor != nil {
      try film.wait(&capture, for: "a compositor") { capture, _ in capture.hasCompositor }
    }
    var random = SeededGenerator(seed: seed)
    func number(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
    func region(_ limit: PixelSize) -> PixelRegion {
      PixelRegion(
        x: number(limit.width) - 30, y: number(limit.height) - 30, width: number(150) + 1,
        height: number(120) + 1)
    }
    let gravities = [ForgetGravity, NorthWestGravity, SouthEastGravity, StaticGravity]
    let own = gravities.map { client.make(region(size), .init(gravity: $0)) }
    var strange: [Window] = (0..<3).map { _ in
      other.make(region(size), .init(windowClass: "foreign", background: green))
    }
    film.interval = 1
    for _ in 0..<250 {
      let (mine, theirs) = (own[number(own.count)], strange[number(strange.count)])
      let frame = region(size)
      switch number(15) {
      case 0: XMapWindow(client.handle, mine)
      case 1: if number(3) == 0 { XUnmapWindow(client.handle, mine) }
      case 2: XRaiseWindow(client.handle, mine)
      case 3: XLowerWindow(client.handle, mine)
      case 4: client.move(mine, frame.x, frame.y)
      case 5: client.resize(mine, frame.width, frame.height)
      case 6: client.paint(mine, Self.colours[number(2)])
      case 7: client.shape(mine, [region(PixelSize(width: 90, height: 90)), frame])
      case 8: XMapWindow(other.handle, theirs)
      case 9: XUnmapWindow(other.handle, theirs)
      case 10: XRaiseWindow(other.handle, theirs)
      case 11: other.move(theirs, frame.x, frame.y)
      case 12: other.shape(theirs, [region(PixelSize(width: 90, height: 90)), frame])
      case 13:
        XDestroyWindow(other.handle, theirs)
        strange.removeAll { $0 == theirs }
        strange.append(other.make(frame, .init(windowClass: "foreign", background: green)))
      default: break
      }
      client.sync()
      other.sync()
      if number(2) == 0 { try film.tick(&capture) }
    }
    let allowed = Set(Self.colours.map { luma($0) })
    #expect(film.everSeen.isSubset(of: allowed))
    for window in strange { other.unmap(window) }
    for (index, window) in own.enumerated() {
      client.shape(window, [PixelRegion(size)])
      client.map(window)
      client.paint(window, Self.colours[index % 2])
    }
    // A window manager may still move and map them, long after; programs paint again then, sooner
    // than a capture takes for granted.
    var rounds = 0
    repeat {
      for (index, window) in own.enumerated() { client.paint(window, Self.colours[index % 2]) }
      for _ in 0..<Int(ListedWindow.paintingAllowance) - 50 { try film.tick(&capture) }
      rounds += 1
    } while rounds < 8 || (rounds < 100 && isReadable(capture.descriptor, within: 150))
    try film.settle(&capture)
    film.interval = 40
    for _ in 0..<6 { try film.tick(&capture) }
    for window in film.windows {
      #expect(window.visible.regions.allSatisfy { film.values(in: $0).isSubset(of: allowed) })
    }
    #expect(film.windows.count == own.count)
    #expect(film.everSeen.isSubset(of: allowed))
    process?.send(signal: SIGTERM)
  }
}
