import CX11
import Geometry
import Glibc
import LinuxSystem
import Redaction
import TestSupport
import Testing
import Timeline

@testable import ScreenCapture

/// What this process and an X server hold for a capture.
private struct Holdings: Equatable {
  var descriptors: Int
  var sharedSegments: Int
  var candidates: Int
  var selections: Int
  var shapes: Int
  var levels: Int

  init(_ capture: borrowing ScreenCapture) {
    descriptors = Self.count(of: "/proc/self/fd")
    // The fifth word of a line is the process that made the segment.
    sharedSegments = String(decoding: Self.text(of: "/proc/sysvipc/shm"), as: UTF8.self)
      .split(separator: "\n").map { $0.split(separator: " ") }
      .count { $0.count > 4 && $0[4] == "\(getpid())" }
    candidates = capture.registry?.candidates.count ?? 0
    selections = capture.registry?.selected.count ?? 0
    shapes =
      (capture.registry?.watchedShapes.count ?? 0) + (capture.registry?.tree.shapes.count ?? 0)
    levels = capture.registry?.tree.levels.count ?? 0
  }

  private static func count(of folder: String) -> Int {
    guard let entries = opendir(folder) else { return 0 }
    defer { closedir(entries) }
    var count = 0
    while readdir(entries) != nil { count += 1 }
    return count
  }

  fileprivate static func text(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    var text = [UInt8](repeating: 0, count: 65_536)
    let count = read(file, &text, text.count)
    return Array(text.prefix(max(0, count)))
  }
}

/// Kilobytes that an X server keeps in memory.
private func residentSize(of process: pid_t) -> Int {
  let words = String(decoding: Holdings.text(of: "/proc/\(process)/statm"), as: UTF8.self)
    .split(separator: " ")
  return words.count > 1 ? (Int(words[1]) ?? 0) * 4 : 0
}

/// Windows of all kinds that come and go under a capture's eyes.
private struct Traffic: ~Copyable {
  let client: RawClient
  let listed: Window
  var capture: ScreenCapture
  /// Ends after those who are connected to it.
  let server: XServer
  var now = CallTime.answered

  static func begin() throws -> Traffic {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let listed = client.show(PixelRegion(x: 0, y: 0, width: 90, height: 90), red)
    let capture = try ScreenCaptureTests.capture(on: server)
    return Traffic(client: client, listed: listed, capture: capture, server: server)
  }

  @discardableResult mutating func look() throws -> Observation? {
    now = now + 40
    return try capture.observe(at: now, permitted: { true }).observation
  }

  mutating func windows(_ count: Int) throws {
    for index in 0..<count {
      var look = RawClient.Look(isOverrideRedirect: index % 3 == 0)
      if index % 2 == 0 { look.owner = listed }
      let frame = PixelRegion(x: index % 200, y: 9, width: 100, height: 60)
      let window = client.show(frame, blue, look)
      client.shape(window, [PixelRegion(x: 0, y: 0, width: 50, height: 50)])
      if index % 5 != 0 { try self.look() }
      client.paint(window, red)
      if index % 5 > 1 { try self.look() }
      // Long enough that what it painted counts as its own on the screen, too.
      if index % 5 == 2 { for _ in 0..<5 { try self.look() } }
      client.destroy(window)
    }
    for _ in 0..<3 { try look() }
  }

  /// Adds a monitor, looks and takes it away again.
  mutating func monitor(_ number: Int) throws -> Observation? {
    let monitor = XRRAllocateMonitor(client.handle, 0)
    let name = XInternAtom(client.handle, "monitor-\(number % 7)", 0)
    monitor?.pointee.name = name
    monitor?.pointee.x = Int32(number % 50)
    monitor?.pointee.width = 100
    monitor?.pointee.height = 100
    monitor?.pointee.mwidth = 10
    monitor?.pointee.mheight = 10
    XRRSetMonitor(client.handle, client.root, monitor)
    XRRFreeMonitors(monitor)
    client.sync()
    let observation = try look()
    XRRDeleteMonitor(client.handle, client.root, name)
    client.sync()
    try look()
    return observation
  }
}

/// Each in a process of its own, whose descriptors no other test opens.
@Suite("What a capture holds", .serialized, .timeLimit(.minutes(2)))
struct LeakTests {
  @Test("a thousand windows come and go")
  func windows() async {
    await #expect(processExitsWith: .success) { try windowsComeAndGo(under: nil) }
  }

  @Test("a thousand windows come and go before a compositing manager", .enabled(if: hasPicom))
  func composited() async {
    await #expect(processExitsWith: .success) { try windowsComeAndGo(under: .picom) }
  }

  @Test("a hundred changes of monitors")
  func monitors() async {
    await #expect(processExitsWith: .success) {
      var traffic = try Traffic.begin()
      var before: Holdings?
      for index in 0..<110 {
        let seen = try traffic.monitor(index)?.monitors.map(\.region) ?? []
        guard seen.contains(PixelRegion(x: index % 50, y: 0, width: 100, height: 100)) else {
          exit(2)
        }
        if index == 9 { before = Holdings(traffic.capture) }
      }
      if Holdings(traffic.capture) != before { exit(3) }
      if traffic.capture.monitors.map(\.track) != [1] { exit(4) }
    }
  }
}

private func windowsComeAndGo(under compositor: Compositor?) throws {
  var traffic = try Traffic.begin()
  let process = try compositor?.start(on: traffic.server)
  while compositor != nil, !(traffic.capture.hasCompositor && traffic.capture.readsPixmaps) {
    _ = isReadable(traffic.capture.descriptor, within: 20)
    try traffic.look()
  }
  try traffic.windows(250)
  let before = Holdings(traffic.capture)
  if before.sharedSegments != 1 { exit(5) }
  let size = residentSize(of: traffic.server.process)
  try traffic.windows(1000)
  if Holdings(traffic.capture) != before { exit(2) }
  if residentSize(of: traffic.server.process) > size + 2048 { exit(3) }
  if traffic.capture.imageRequests < 500 { exit(4) }
  process?.send(signal: SIGTERM)
}
