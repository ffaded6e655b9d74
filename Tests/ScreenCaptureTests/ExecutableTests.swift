import CX11
import Geometry
import Glibc
import LinuxSystem
import Redaction
import TestSupport
import Testing

@testable import ScreenCapture

/// Windows told apart by the program of the process that they name (_NET_WM_PID).
@Suite("Windows by their program", .serialized, .timeLimit(.minutes(1)))
struct ExecutableTests {
  let place = PixelRegion(x: 40, y: 40, width: 200, height: 120)

  private func name(_ process: Int32, on window: Window, by client: borrowing RawClient) {
    client.setWords("_NET_WM_PID", type: XA_CARDINAL, [UInt(process)], of: window)
  }

  @Test("one of the listed program shows, of another or of none it does not")
  func programs() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let null = try Files.openForAppending(path: "/dev/null")
    let other = try ChildProcess(
      path: "/bin/sleep", arguments: ["sleep", "60"], environment: [],
      descriptors: [0: null.rawValue, 1: null.rawValue, 2: null.rawValue])
    defer { other.send(signal: SIGKILL) }
    let listed = client.show(place, red)
    name(getpid(), on: listed, by: client)
    var capture = try ScreenCapture(
      display: server.display, programOf: ProgramFile.path(of:))
    let program = Account.executable
    try capture.startStill { $1.executable == program }
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(red)])
    // The last one is larger than any process's number.
    for process in [other.identifier, 0, .max] {
      client.paint(listed, green)
      name(process, on: listed, by: client)
      #expect(try film.tick(&capture)?.windows == [])
      #expect(film.shownPixels == 0)
      client.paint(listed, red)
      name(getpid(), on: listed, by: client)
      for _ in 0..<6 { try film.tick(&capture) }
      #expect(film.values(in: place) == [luma(red)])
    }
    XDeleteProperty(client.handle, listed, XInternAtom(client.handle, "_NET_WM_PID", 0))
    client.sync()
    #expect(try film.tick(&capture)?.windows == [])
    #expect(film.everSeen == [luma(red)])
  }

  @Test("one whose process has ended shows no more once it says anything new")
  func ended() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let null = try Files.openForAppending(path: "/dev/null")
    let process = try ChildProcess(
      path: "/bin/sleep", arguments: ["sleep", "60"], environment: [],
      descriptors: [0: null.rawValue, 1: null.rawValue, 2: null.rawValue])
    let listed = client.show(place, red)
    name(process.identifier, on: listed, by: client)
    var capture = try ScreenCapture(
      display: server.display, programOf: ProgramFile.path(of:))
    try capture.startStill { $1.executable.hasSuffix("/sleep") }
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(red)])
    process.send(signal: SIGKILL)
    process.wait()
    client.setTitle("changed", of: listed)
    client.sync()
    #expect(try film.tick(&capture)?.windows == [])
  }
}
