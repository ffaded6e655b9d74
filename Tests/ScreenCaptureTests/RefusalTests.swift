import Banner
import Geometry
import Glibc
import LinuxSystem
import TestSupport
import Testing

@testable import ScreenCapture

let hasPicom = access("/usr/bin/picom", X_OK) == 0
let hasOpenbox = access("/usr/bin/openbox", X_OK) == 0

/// Starts a program on the test's own display; it ends with the value.
func program(_ path: String, _ arguments: String..., on server: borrowing XServer) throws
  -> ChildProcess
{
  let null = open("/dev/null", O_RDWR | O_CLOEXEC)
  defer { close(null) }
  return try ChildProcess(
    path: path, arguments: [path] + arguments,
    environment: ["DISPLAY=\(server.display)", "HOME=/nonexistent", "PATH=/usr/bin"],
    descriptors: [0: null, 1: null, 2: null])
}

@Suite("Displays that are refused", .serialized, .timeLimit(.minutes(1)))
struct RefusalTests {
  @Test(
    "a display name leads elsewhere",
    arguments: [
      (":0", false), ("unix:0", false), (":1.0", false), ("/tmp/.X11-unix/X0", false),
      ("/private/launch:0", false), ("localhost:10.0", true), ("tcp/localhost:1", true),
      ("desk:0", true), ("::1:0", true),
    ])
  func names(name: String, isFar: Bool) {
    #expect(isRemote(displayName: name) == isFar)
  }

  @Test(
    "the session's kind",
    arguments: [
      (nil, nil, SessionKind.x11), ("", "x11", .x11), ("wayland-0", "x11", .wayland),
      (nil, "wayland", .wayland), (nil, "tty", .x11),
    ] as [(String?, String?, SessionKind)])
  func kinds(display: String?, type: String?, kind: SessionKind) {
    #expect(SessionKind(waylandDisplay: display, sessionType: type) == kind)
  }

  @Test("by name: a Wayland session, another depth, a second screen")
  func byName() throws {
    let plain = try XServer()
    let wayland = try ScreenCapture(display: plain.display, session: .wayland)
    #expect(wayland.refusal == .wayland)
    let shallow = try XServer(depth: 8)
    let depth = try ScreenCapture(display: shallow.display)
    #expect(depth.refusal == .depth)
    let double = try XServer(arguments: ["-screen", "1", "640x480x24"])
    let screens = try ScreenCapture(display: double.display)
    #expect(screens.refusal?.rawValue == "several-screens")
  }

  @Test("a connection by TCP")
  func remote() throws {
    let server = try XServer(arguments: ["-listen", "tcp", "-ac"])
    let capture = try ScreenCapture(display: "127.0.0.1\(server.display)")
    #expect(capture.refusal == .remote)
  }

  @Test("no display, and one that is lost while it is filmed")
  func lost() throws {
    #expect(throws: CaptureError.displayUnavailable(name: ":4711")) {
      _ = try ScreenCapture(display: ":4711")
    }
    let server = try XServer()
    let listed = try window(
      on: server, "listed", PixelRegion(x: 0, y: 0, width: 100, height: 100), red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    server.end()
    #expect(throws: CaptureError.displayLost) { try film.tick(&capture) }
    #expect(throws: CaptureError.displayLost) { try film.tick(&capture) }
    #expect(throws: BannerError.displayLost) { try listed.sync() }
  }

  @Test("a display that is lost between two image requests")
  func lostInFetch() throws {
    let server = try XServer()
    var listed = try window(
      on: server, "listed", PixelRegion(x: 0, y: 0, width: 100, height: 100), red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    listed.paint(rgb: UInt32(blue))
    try listed.sync()
    #expect(isReadable(capture.descriptor, within: 1000))
    var asked = 0
    #expect(throws: CaptureError.displayLost) {
      try film.tick(&capture) {
        asked += 1
        if asked == 4 { kill(server.process, SIGKILL) }
        return true
      }
    }
  }

  @Test("a lost display does not end a process that only captures")
  func survives() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let server = try XServer()
      var capture = try ScreenCapture(display: server.display)
      server.end()
      do { try capture.handleEvents() } catch CaptureError.displayLost { exit(7) }
    }
  }
}
