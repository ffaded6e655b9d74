import CX11
import Geometry
import Glibc
import LinuxSystem
import Redaction
import TestSupport
import Testing
import Timeline

@testable import ScreenCapture

@Suite("Monitors", .serialized, .timeLimit(.minutes(1)))
struct MonitorTests {
  private func region(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> PixelRegion {
    PixelRegion(x: x, y: y, width: width, height: height)
  }

  @Test("a monitor keeps its track, whatever comes and goes beside it")
  func tracks() {
    var tracks = MonitorTracks()
    let canvas = region(0, 0, 300, 200)
    func monitors(_ named: (UInt, PixelRegion)...) -> [Monitor] {
      tracks.monitors(
        among: named.map { NamedMonitor(name: $0.0, region: $0.1) }, canvas: canvas)
    }
    let left = region(0, 0, 100, 100)
    let right = region(100, 0, 200, 100)
    let below = region(0, 100, 100, 100)
    #expect(
      monitors((7, right), (8, left), (9, below)) == [
        Monitor(track: 1, region: left), Monitor(track: 2, region: below),
        Monitor(track: 3, region: right),
      ])
    // A mirror is one monitor; what reaches beyond the root window is cut.
    #expect(
      monitors((5, right), (7, right), (6, region(250, 150, 100, 100))) == [
        Monitor(track: 3, region: right), Monitor(track: 4, region: region(250, 150, 50, 50)),
      ])
    #expect(
      monitors((9, region(0, 0, 10, 10))) == [Monitor(track: 2, region: region(0, 0, 10, 10))])
    #expect(monitors() == [Monitor(track: 5, region: canvas)])
    #expect(monitors((4, region(900, 0, 9, 9))) == [Monitor(track: 5, region: canvas)])
  }

  /// Changes the X server's monitors and waits until it has.
  private func randr(_ server: borrowing XServer, _ arguments: String...) throws {
    let null = try ChildProcess(
      path: "/usr/bin/xrandr", arguments: ["xrandr"] + arguments,
      environment: ["DISPLAY=\(server.display)", "PATH=/usr/bin"], descriptors: [0: 0, 1: 2, 2: 2])
    #expect(null.wait() == .exited(0))
  }

  @Test("only what a monitor shows is filmed, and each change brings it all again")
  func changes() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    let window = client.show(region(100, 100, 300, 200), red)
    var capture = try ScreenCapture(display: server.display)
    #expect(capture.monitors == [Monitor(track: 1, region: region(0, 0, 640, 480))])
    try randr(server, "--setmonitor", "left", "200/50x480/120+0+0", "screen")
    try randr(server, "--setmonitor", "right", "340/80x480/120+300+0", "none")
    try capture.handleEvents()
    let left = Monitor(track: 2, region: region(0, 0, 200, 480))
    let right = Monitor(track: 3, region: region(300, 0, 340, 480))
    #expect(capture.monitors == [left, right])
    try capture.startStill(matches: listing("listed"))
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    #expect(film.last?.monitors == [left, right])
    #expect(film.values(in: region(200, 100, 100, 200)) == [nil])
    #expect(film.shownPixels == 200 * 200)
    // What no monitor shows is on the screen all the same.
    try randr(server, "--delmonitor", "right")
    try randr(server, "--setmonitor", "middle", "440/80x480/120+200+0", "none")
    let observation = try #require(try film.tick(&capture))
    #expect(observation.monitors.map(\.track) == [2, 4])
    #expect(observation.patches.reduce(0) { $0 + $1.region.area } == 300 * 200)
    #expect(film.values(in: region(100, 100, 300, 200)) == [luma(red)])
    capture.stop()
    try randr(server, "--delmonitor", "middle")
    try randr(server, "--setmonitor", "right", "340/80x480/120+300+0", "none")
    try capture.startStill(matches: listing("listed"))
    #expect(capture.monitors == [left, right])
    withExtendedLifetime(window) {}
  }

  @Test("a new size of the screen is no end")
  func sizes() throws {
    let server = try XServer(width: 400, height: 300)
    let client = try RawClient(server.display)
    let window = client.show(region(100, 100, 280, 160), red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    for (width, height) in [(300, 240), (400, 300), (321, 201), (400, 300)] {
      try randr(server, "--output", "screen", "--off", "--fb", "\(width)x\(height)")
      client.paint(window, width == 400 ? blue : red)
      for _ in 0..<6 { try film.tick(&capture) }
      #expect(capture.rootSize == PixelSize(width: width, height: height))
      #expect(film.last?.monitors.map(\.region) == [region(0, 0, width, height)])
      let visible = region(100, 100, 280, 160).intersection(region(0, 0, width, height))
      #expect(film.values(in: try #require(visible)) == [luma(width == 400 ? blue : red)])
      #expect(film.shownPixels == visible?.area)
    }
  }
  @Test("one that no encoder takes is refused by name, unless it is made smaller")
  func tooLarge() throws {
    var tracks = MonitorTracks()
    for (width, height, isFilmed) in [
      (16_384, 8192, true), (8192, 16_384, true), (16_385, 1, false), (1, 16_385, false),
      (16_384, 8193, false), (32_767, 32_767, false),
    ] {
      let whole = region(0, 0, width, height)
      #expect(tracks.monitors(among: [], canvas: whole).map(\.region) == (isFilmed ? [whole] : []))
    }
    let server = try XServer(width: 20_000, height: 100)
    var capture = try ScreenCapture(display: server.display)
    #expect(capture.refusal?.rawValue == "monitor-size")
    try randr(server, "--setmonitor", "left", "1000/80x100/80+0+0", "screen")
    try capture.handleEvents()
    #expect(capture.refusal == nil)
    #expect(capture.monitors.map(\.region) == [region(0, 0, 1000, 100)])
  }

  /// X servers that take modes of one's own, with the output's name.
  enum ModeServer: String, CaseIterable {
    case xvfb = "Xvfb"
    case xvnc = "Xvnc"

    static let installed = allCases.filter { access("/usr/bin/\($0.rawValue)", X_OK) == 0 }

    var output: String { self == .xvfb ? "screen" : "VNC-0" }
    /// Xvfb's screen never grows beyond its first size.
    var sizes: [PixelSize] {
      let small = PixelSize(width: 511, height: 385)
      let large = PixelSize(width: 1000, height: 600)
      return self == .xvfb ? [small] : [small, large, small]
    }

    func start() throws -> XServer {
      switch self {
      case .xvfb: try XServer()
      case .xvnc:
        try XServer(
          command: ["Xvnc"],
          arguments: ["-geometry", "640x480", "-depth", "24", "-SecurityTypes", "None"]
            + ["-rfbport", "-1"])
      }
    }
  }

  @Test("a new mode of a monitor is no end", arguments: ModeServer.installed)
  func modes(_ kind: ModeServer) throws {
    let server = try kind.start()
    let client = try RawClient(server.display)
    let place = region(400, 300, 200, 160)
    let window = client.show(place, red)
    var capture = try capture(on: server)
    var now = CallTime.answered
    for (number, size) in kind.sizes.enumerated() {
      let width = "\(size.width)"
      let height = "\(size.height)"
      try randr(
        server, "--newmode", "mode\(number)", "20", width, width, width, width, height, height,
        height, height)
      try randr(server, "--addmode", kind.output, "mode\(number)")
      try randr(server, "--output", kind.output, "--mode", "mode\(number)")
      var film = Film(size)
      film.now = now
      capture.forgetSeen()
      for step in 0..<8 {
        client.paint(window, step % 2 == 0 ? blue : red)
        try film.tick(&capture)
      }
      #expect(capture.rootSize == size)
      #expect(film.last?.monitors.map(\.region) == [PixelRegion(size)])
      let visible = try #require(place.intersection(PixelRegion(size)))
      #expect(film.values(in: visible) == [luma(red)])
      #expect(film.shownPixels == visible.area)
      now = film.now
    }
  }
}
