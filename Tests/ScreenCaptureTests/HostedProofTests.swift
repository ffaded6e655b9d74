import Geometry
import Glibc
import TestSupport
import Testing

@testable import Banner

@Suite("What a panel draws", .serialized, .timeLimit(.minutes(1)))
final class HostedProofTests {
  private static let panel = PixelRegion(x: 0, y: 449, width: 640, height: 31)
  private static let item = PixelRegion(x: 14, y: 450, width: 22, height: 30)
  private var server: XServer

  init() throws { server = try XServer() }

  private func run(_ name: String, _ arguments: String...) throws {
    _ = try TestProgram.output(
      of: name, arguments, environment: ["PATH=/usr/bin:/bin", "DISPLAY=" + server.display])
  }

  private func set(_ property: String, _ format: String, _ value: String, of window: UInt32) throws
  {
    try run("xprop", "-id", "\(window)", "-f", property, format, "-set", property, value)
  }

  private func dock() throws -> PaintedWindow {
    let dock = try window(on: server, "panel", Self.panel, green)
    try set("_NET_WM_WINDOW_TYPE", "32a", "_NET_WM_WINDOW_TYPE_DOCK", of: dock.windowID)
    return dock
  }

  @Test("is seen where a dock of that process shows it, and nowhere else")
  func places() throws {
    var banner = try BannerWindow(display: server.display)
    func proof(
      _ item: PixelRegion = Self.item, _ panel: PixelRegion = Self.panel,
      _ process: Int32 = getpid()
    ) -> BannerProof { banner.proof(ofHosted: item, in: panel, by: process) }
    #expect(proof() == .unmapped)
    let plain = try window(on: server, "panel", Self.panel, green)
    #expect(proof() == .unmapped)
    plain.unmap()
    try plain.sync()
    let dock = try dock()
    #expect(proof() == .visible)
    #expect(proof(Self.item, Self.panel, getppid()) == .unmapped)
    // A program that counts in other pixels means another place.
    let half = PixelRegion(x: 0, y: 449, width: 320, height: 31)
    for other in [half, Self.panel.grown(by: 1), Self.panel.moved(x: 1, y: 0)] {
      #expect(proof(Self.item, other) == .unmapped)
    }
    #expect(proof(Self.item.moved(x: 0, y: -30)) == .unmapped)
    for size in [(7, 30), (22, 7), (257, 30), (0, 0), (-22, 30)] {
      let item = PixelRegion(x: 14, y: 450, width: size.0, height: size.1)
      #expect(proof(item) == .unmapped, "\(size)")
    }
    try set("_NET_WM_WINDOW_OPACITY", "32c", "3000000000", of: dock.windowID)
    #expect(proof() == .covered)
    try set("_NET_WM_WINDOW_OPACITY", "32c", "4294967295", of: dock.windowID)
    #expect(proof() == .visible)
    dock.unmap()
    try dock.sync()
    #expect(proof() == .unmapped)
  }

  @Test("is not seen below another window or off the screen")
  func covers() throws {
    var banner = try BannerWindow(display: server.display)
    func proof(_ item: PixelRegion = Self.item, _ panel: PixelRegion = Self.panel) -> BannerProof {
      banner.proof(ofHosted: item, in: panel, by: getpid())
    }
    let dock = try dock()
    let over = try window(
      on: server, "foreign", PixelRegion(x: 40, y: 0, width: 600, height: 480), green)
    over.raise()
    try over.sync()
    #expect(proof() == .visible)
    over.move(toX: 20, y: 0)
    try over.sync()
    #expect(proof() == .covered)
    over.lower()
    try over.sync()
    #expect(proof() == .visible)
    dock.move(toX: 0, y: 465)
    try dock.sync()
    #expect(
      proof(Self.item.moved(x: 0, y: 16), Self.panel.moved(x: 0, y: 16)) == .covered)
  }

  @Test("is seen within a window that the panel has taken in, of the process that draws it")
  func embedded() throws {
    var banner = try BannerWindow(display: server.display)
    let dock = try dock()
    let plug = try window(on: server, "plug", Self.item, green)
    try run("xdotool", "windowreparent", "\(plug.windowID)", "\(dock.windowID)")
    try run("xdotool", "windowmove", "\(plug.windowID)", "14", "1")
    func proof(_ process: Int32) -> BannerProof {
      banner.proof(ofHosted: Self.item, in: Self.panel, by: process)
    }
    #expect(proof(getpid()) == .visible)
    try set("_NET_WM_PID", "32c", "1", of: plug.windowID)
    #expect(proof(getpid()) == .unmapped)
    #expect(proof(1) == .visible)
    // One that lies over a part of the item hides it.
    try run("xdotool", "windowmove", "\(plug.windowID)", "20", "1")
    #expect(proof(getpid()) == .covered)
    server.end()
    #expect(proof(1) == .displayLost)
  }

  @Test("is seen where the panel's form has it, and not in a hole")
  func forms() throws {
    var banner = try BannerWindow(display: server.display)
    let dock = try dock()
    let client = try RawClient(server.display)
    func proof() -> BannerProof {
      banner.proof(ofHosted: Self.item, in: Self.panel, by: getpid())
    }
    let whole = PixelRegion(x: 0, y: 0, width: 640, height: 31)
    client.shape(UInt(dock.windowID), [whole])
    #expect(proof() == .visible)
    client.shape(
      UInt(dock.windowID),
      [
        PixelRegion(x: 0, y: 0, width: 20, height: 31),
        PixelRegion(x: 40, y: 0, width: 600, height: 31),
      ])
    #expect(proof() == .covered)
  }
}
