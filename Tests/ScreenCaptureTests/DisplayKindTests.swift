import CX11
import Geometry
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

@testable import Redaction
@testable import ScreenCapture

/// A Wayland session of the test's own with an X server in it.
private struct WaylandSession: ~Copyable {
  let display: String
  private let weston: TestProgram
  private let directory: String

  init() throws {
    let directory = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "wayland")
    let weston = try TestProgram(
      "weston",
      ["--backend=headless-backend.so", "--xwayland", "--idle-time=0", "--log=/dev/stdout"],
      environment: ["XDG_RUNTIME_DIR=\(directory)", "PATH=/usr/bin", "HOME=\(directory)"])
    display = try Self.display(of: weston)
    self.weston = weston
    self.directory = directory
  }

  /// Waits until the session says where its X server listens.
  private static func display(of weston: TestProgram) throws -> String {
    let mark = "xserver listening on display "
    while let line = try weston.line() {
      if let range = line.firstRange(of: mark) { return String(line[range.upperBound...]) }
    }
    throw TestTimeout("a Wayland session")
  }

  deinit {
    weston.process.send(signal: SIGTERM)
    weston.process.wait()
    try? Files.removeTree(directory)
  }
}

@Suite("Kinds of displays", .serialized, .timeLimit(.minutes(1)))
struct DisplayKindTests {
  @Test("the X server of a Wayland session is refused, whatever the session says of itself")
  func wayland() throws {
    let session = try WaylandSession()
    var capture = try ScreenCapture(display: session.display, session: .x11)
    #expect(capture.refusal == .wayland)
    let before = capture.requests
    try capture.start(at: .answered) { _, _ in true }
    #expect(capture.requests == before)
    #expect(capture.imageRequests == 0)
  }

  @Test("TCP is refused by every name", arguments: ["localhost", "127.0.0.1", "tcp/localhost"])
  func tcp(host: String) throws {
    let server = try XServer(arguments: ["-listen", "tcp", "-ac"])
    let capture = try ScreenCapture(display: host + server.display)
    #expect(capture.refusal == .remote)
    let local = try ScreenCapture(display: "unix" + server.display + ".0")
    #expect(local.refusal == nil)
  }

  @Test("several screens and pixels without colours are refused")
  func screens() throws {
    let double = try XServer(arguments: ["-screen", "1", "640x480x24"])
    let screens = try ScreenCapture(display: double.display)
    #expect(screens.refusal == .severalScreens)
    let second = try ScreenCapture(display: double.display + ".1")
    #expect(second.refusal == .severalScreens)
    for visual in ["0", "3", "4"] {
      let shallow = try XServer(depth: 8, arguments: ["-cc", visual])
      let capture = try ScreenCapture(display: shallow.display)
      #expect(capture.refusal == .depth)
    }
  }

  @Test(
    "an extension that is missing is named",
    arguments: [("XFIXES", ["XFIXES"]), ("DAMAGE", ["DAMAGE", "COMPOSITE"])])
  func extensions(name: String, disabled: [String]) throws {
    let server = try XServer(arguments: disabled.flatMap { ["-extension", $0] })
    #expect(throws: CaptureError.extensionMissing(name: name)) {
      _ = try ScreenCapture(display: server.display)
    }
  }

  @Test("the resolution that the X server claims changes nothing")
  func resolution() throws {
    let coarse = try film(resolution: "72")
    let fine = try film(resolution: "192")
    #expect(coarse.windows.map(\.frame) == fine.windows.map(\.frame))
    #expect(coarse.patches.map(\.region) == fine.patches.map(\.region))
    #expect(coarse.patches.map(\.luma) == fine.patches.map(\.luma))
    #expect(coarse.cursor == fine.cursor)
    #expect(coarse.monitors.map(\.region) == fine.monitors.map(\.region))
  }

  private func film(resolution: String) throws -> Observation {
    let server = try XServer(arguments: ["-dpi", resolution])
    let drawing = try Drawing(server.display)
    let frame = PixelRegion(x: 200, y: 101, width: 301, height: 200)
    let window = try drawing.window(frame)
    drawing.put(
      ReferenceImage(.rgb24, frame, seed: 2), into: window, depth: 24, origin: frame)
    var capture = try ScreenCapture(display: server.display)
    try capture.startStill(matches: listing("listed"))
    return try #require(try capture.observe(at: .answered, permitted: { true }).observation)
  }
}
