import Banner
import Geometry
import Glibc
import LinuxSystem
import Redaction
import ScreenCapture
import TestSupport
import Testing
import Timeline

@Suite("Windows inside a window manager's frames", .serialized, .timeLimit(.minutes(1)))
struct WindowManagerTests {
  let place = PixelRegion(x: 100, y: 100, width: 200, height: 120)

  @Test(
    "only the client is filmed, through moves of its frame", .enabled(if: hasOpenbox),
    arguments: [true, false])
  func framed(startsFirst: Bool) throws {
    let server = try XServer()
    let openbox = try startOpenbox(on: server)
    var capture = try ScreenCapture(display: server.display)
    if startsFirst { try capture.start(at: .answered, matches: listing("listed")) }
    var film = Film(capture.rootSize)
    var listed = try window(on: server, "listed", place, red)
    if !startsFirst { try capture.start(at: .answered, matches: listing("listed")) }
    try follow(&capture, &film, &listed)
    let frame = try #require(film.windows.first?.frame)
    #expect((frame.width, frame.height) == (place.width, place.height))
    #expect(film.values(in: frame) == [luma(red)])
    #expect(film.shownPixels == place.area)
    listed.move(toX: 300, y: 200)
    listed.resize(to: PixelSize(width: 250, height: 180))
    try follow(&capture, &film, &listed)
    let next = try #require(film.windows.first?.frame)
    #expect((next.width, next.height) == (250, 180))
    #expect(next.x >= 300)
    #expect(film.values(in: next) == [luma(red)])
    #expect(film.everSeen == [luma(red)])
    listed.unmap()
    try listed.sync()
    try film.settle(&capture)
    #expect(film.shownPixels == 0)
    openbox.send(signal: SIGTERM)
    openbox.wait()
  }

  /// Lets the window answer the X server and the capture look until both are at rest.
  private func follow(
    _ capture: inout ScreenCapture, _ film: inout Film, _ listed: inout PaintedWindow
  ) throws {
    for _ in 0..<20 {
      try listed.handleEvents()
      try listed.sync()
      _ = isReadable(listed.descriptor, within: 20)
      try film.settle(&capture)
    }
  }
}

/// Starts openbox and waits until it manages windows: only then it runs its startup command.
private func startOpenbox(on server: borrowing XServer) throws -> ChildProcess {
  var ends: [Int32] = [0, 0]
  #expect(pipe(&ends) == 0)
  defer { for end in ends { close(end) } }
  let openbox = try ChildProcess(
    path: "/usr/bin/openbox", arguments: ["openbox", "--startup", "/bin/echo ready"],
    environment: ["DISPLAY=\(server.display)", "HOME=/nonexistent", "PATH=/usr/bin"],
    descriptors: [0: 0, 1: ends[1], 2: 2])
  try #require(isReadable(ends[0], within: 20_000))
  return openbox
}
