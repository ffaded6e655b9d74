import CX11
import Geometry
import Glibc
import LinuxSystem
import Synchronization
import TestSupport
import Testing

@testable import ScreenCapture

/// A client that never stops, while the capture looks: bounded time and memory, nothing foreign.
@Suite("Floods", .serialized, .timeLimit(.minutes(2)))
struct FloodTests {
  enum Flood: CaseIterable {
    case windows, titles, mapping, damage
  }

  private final class Switch: Sendable {
    let isOff = Atomic<Bool>(false)
  }

  private static let place = PixelRegion(x: 40, y: 40, width: 200, height: 120)

  @Test("end in time, and the window shows again afterwards", arguments: Flood.allCases)
  func flood(flood: Flood) async throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let listed = client.show(Self.place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let memory = try Self.residentKilobytes()
    let off = Switch()
    let name = server.display
    let rude = Task.detached { try Self.run(flood, on: name, listed, until: off) }
    var longest: Int64 = 0
    let end = Clock.bootMilliseconds + 1500
    while Clock.bootMilliseconds < end {
      let begin = Clock.bootMilliseconds
      try film.tick(&capture)
      longest = max(longest, Clock.bootMilliseconds - begin)
      _ = isReadable(capture.descriptor, within: 20)
    }
    let grown = try Self.residentKilobytes() - memory
    off.isOff.store(true, ordering: .relaxed)
    try await rude.value
    print("\(flood): longest tick \(longest) ms, \(grown) kB more")
    #expect(longest < 1500)
    #expect(grown < 200_000)
    #expect(film.everSeen.isSubset(of: [luma(red)]))
    for _ in 0..<200 where film.values(in: Self.place) != [luma(blue)] {
      client.paint(listed, blue)
      try film.tick(&capture)
      _ = isReadable(capture.descriptor, within: 20)
    }
    #expect(film.values(in: Self.place) == [luma(blue)])
  }

  private static func run(
    _ flood: Flood, on display: String, _ listed: Window, until off: Switch
  ) throws {
    let client = try RawClient(display)
    let graphics = XCreateGC(client.handle, listed, 0, nil)
    XSetForeground(client.handle, graphics, UInt(red))
    let own = client.make(
      PixelRegion(x: 300, y: 200, width: 5, height: 5), .init(windowClass: "foreign"))
    while !off.isOff.load(ordering: .relaxed) {
      for step in 0..<500 {
        switch flood {
        case .windows:
          let window = XCreateSimpleWindow(client.handle, client.root, 300, 200, 5, 5, 0, 0, 0)
          XDestroyWindow(client.handle, window)
        case .titles: XStoreName(client.handle, own, "\(step)")
        case .mapping:
          XMapWindow(client.handle, own)
          XUnmapWindow(client.handle, own)
        case .damage:
          XFillRectangle(
            client.handle, listed, graphics, Int32(step * 7 % 200), Int32(step * 5 % 120), 1, 1)
        }
      }
      client.sync()
    }
  }

  private static func residentKilobytes() throws -> Int {
    let status = String(
      decoding: try Files.read(path: "/proc/self/status", limit: 1 << 16), as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
    return Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
  }
}
