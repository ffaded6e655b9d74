import Banner
import CX11
import Geometry
import Glibc
import LinuxSystem
import Redaction
import TestSupport
import Testing

@testable import ScreenCapture

/// A shared memory segment as /proc/sysvipc/shm lists it.
struct SharedSegment: Equatable {
  let bytes: Int
  let creator: Int32
  let permissions: Int
  let attached: Int

  static func all() throws -> [SharedSegment] {
    let text = String(
      decoding: try Files.read(path: "/proc/sysvipc/shm", limit: 1 << 20), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let words = line.split(separator: " ")
      guard words.count > 6, let permissions = Int(words[2], radix: 8), let bytes = Int(words[3]),
        let creator = Int32(words[4]), let attached = Int(words[6])
      else { return nil }
      return SharedSegment(
        bytes: bytes, creator: creator, permissions: permissions, attached: attached)
    }
  }
}

/// A way to an X server whose memory is not ours to share.
enum ApartServer: CaseIterable {
  case withoutExtension
  case otherNamespace
  case otherUser

  func start() throws -> XServer {
    let screen = ["-screen", "0", "640x480x24", "-nolisten", "tcp"]
    switch self {
    case .withoutExtension:
      return try XServer(arguments: ["-extension", "MIT-SHM"])
    case .otherNamespace:
      let user = getuid() == 0 ? [] : ["-Ur"]
      return try XServer(command: ["unshare"] + user + ["--ipc", "Xvfb"], arguments: screen)
    case .otherUser:
      return try XServer(
        command: [
          "setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "Xvfb",
        ], arguments: screen + ["-ac"])
    }
  }
}

@Suite("Memory shared with the X server", .serialized, .timeLimit(.minutes(1)))
struct SharingTests {
  let place = PixelRegion(x: 51, y: 40, width: 200, height: 121)

  @Test(
    "where it cannot be shared the same pixels come by the connection",
    arguments: ApartServer.allCases)
  func apart(way: ApartServer) throws {
    try #require(
      way != .otherUser || getuid() == 0, "only root can start an X server of another user")
    let server = try way.start()
    let display = try DisplayConnection(name: server.display)
    let isShared = isSharing(SharedImage(display))
    #expect(!isShared)
    var listed = try window(on: server, "listed", place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(red)])
    listed.paint(rgb: UInt32(blue))
    try listed.sync()
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
    #expect(film.shownPixels == place.area)
  }

  @Test("errors of other requests do not speak against it")
  func pendingErrors() throws {
    let server = try XServer()
    let display = try DisplayConnection(name: server.display)
    for _ in 0..<3 { display.destroyDamage(4711) }
    let isShared = isSharing(SharedImage(display))
    #expect(isShared)
  }

  @Test("is private, of fixed size, and already marked for removal")
  func segment() async {
    await #expect(processExitsWith: .success) {
      let server = try XServer(width: 64, height: 64)
      let display = try DisplayConnection(name: server.display)
      let shared = SharedImage(display)
      let own = try SharedSegment.all().filter { $0.creator == getpid() }
      #expect(
        own == [
          SharedSegment(
            bytes: 16 << 20, creator: getpid(), permissions: 0o1600, attached: 2)
        ])
      withExtendedLifetime(shared) {}
    }
  }

  @Test("made on a small screen, it serves a large picture")
  func growth() throws {
    let server = try XServer(width: 64, height: 64)
    let display = try DisplayConnection(name: server.display)
    let shared = SharedImage(display)
    let drawing = try Drawing(server.display)
    let large = PixelRegion(x: 0, y: 0, width: 2600, height: 1600)
    let pixmap = XCreatePixmap(
      drawing.handle, drawing.root, UInt32(large.width), UInt32(large.height), 24)
    drawing.fill(pixmap, large, pixel: UInt(green))
    drawing.fill(pixmap, PixelRegion(x: 2599, y: 1599, width: 1, height: 1), pixel: UInt(white))
    let fetched = fetch(
      PlannedFetch(window: WindowID(rawValue: 1), region: large),
      from: FetchSource(drawable: pixmap, x: 0, y: 0, depth: 24), display, shared)
    let patch = try #require(fetched)
    #expect(sample(patch, 0, 0) == luma(green))
    #expect(sample(patch, 2598, 1599) == luma(green))
    #expect(sample(patch, 2599, 1599) == luma(white))
  }

  @Test("a part that does not fit into it is not asked for")
  func tooLarge() throws {
    let server = try XServer(width: 3000, height: 2000)
    let display = try DisplayConnection(name: server.display)
    let shared = SharedImage(display)
    let isSharing = isSharing(shared)
    #expect(isSharing)
    let before = display.requestCount
    let part = PlannedFetch(
      window: WindowID(rawValue: 1), region: PixelRegion(x: 0, y: 0, width: 3000, height: 2000))
    let isRefused = fetch(part, from: display.rootSource, display, shared) == nil
    #expect(isRefused)
    let after = display.requestCount
    #expect(after == before)
  }

  @Test("nothing of it is left when the process is killed")
  func killed() async throws {
    let server = try XServer()
    let before = try orphans()
    let name = server.display
    await #expect(processExitsWith: .signal(SIGKILL)) { [name = name as String] in
      let display = try DisplayConnection(name: name)
      guard isSharing(SharedImage(display)) else { exit(3) }
      kill(getpid(), SIGKILL)
    }
    for _ in 0..<1000 where try orphans() != before {
      // Each new client has the X server notice those that left.
      _ = try DisplayConnection(name: server.display)
    }
    #expect(try orphans() == before)
  }

  /// The processes that are no more and left a segment such as ours.
  private func orphans() throws -> Set<Int32> {
    Set(try SharedSegment.all().filter { $0.bytes == 16 << 20 }.map(\.creator))
      .filter { kill($0, 0) != 0 && errno == ESRCH }
  }
}
