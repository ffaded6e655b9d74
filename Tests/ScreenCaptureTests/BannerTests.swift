import Geometry
import Glibc
import TestSupport
import Testing

@testable import Banner

@Suite("The banner", .serialized, .timeLimit(.minutes(1)))
struct BannerTests {
  @Test(
    "nine tenths must be on the screen and under nothing",
    arguments: [
      ([], true), ([PixelRegion(x: 0, y: 0, width: 30, height: 36)], true),
      ([PixelRegion(x: 0, y: 0, width: 31, height: 36)], false),
      (
        [
          PixelRegion(x: 0, y: 0, width: 20, height: 36),
          PixelRegion(x: 290, y: 0, width: 99, height: 36),
        ], true
      ), ([PixelRegion(x: -5, y: -5, width: 900, height: 900)], false),
    ])
  func coverage(covers: [PixelRegion], expected: Bool) {
    let banner = PixelRegion(x: 0, y: 0, width: 300, height: 36)
    let screen = PixelRegion(x: 0, y: 0, width: 640, height: 480)
    #expect(isVisible(banner, on: screen, under: covers) == expected)
    #expect(!isVisible(banner.moved(x: 400, y: 0), on: screen, under: covers))
  }

  @Test("is proved visible, covered, unmapped, or lost with its display")
  func proof() throws {
    let server = try XServer()
    var banner = try BannerWindow(display: server.display)
    #expect(banner.proof() == .unmapped)
    try banner.show(text: "Recording for training", style: .recording)
    #expect(banner.proof() == .visible)
    let over = try window(
      on: server, "foreign", PixelRegion(x: 0, y: 0, width: 640, height: 480), green)
    over.raise()
    try over.sync()
    #expect(banner.proof() == .covered)
    while banner.proof() == .covered {
      _ = isReadable(banner.descriptor, within: Int32(banner.dueMilliseconds ?? 1000))
      try banner.handleEvents()
    }
    #expect(banner.proof() == .visible)
    over.unmap()
    try over.sync()
    banner.hide()
    #expect(banner.proof() == .unmapped)
    server.end()
    #expect(banner.proof() == .displayLost)
    #expect(throws: BannerError.displayLost) {
      try banner.show(text: "Recording for training", style: .recording)
    }
  }

  @Test("sleeps when nothing happens, and does not fight without end")
  func quiet() throws {
    let server = try XServer()
    var banner = try BannerWindow(display: server.display)
    try banner.show(text: "Recording for training", style: .recording)
    repeat { try banner.handleEvents() } while isReadable(banner.descriptor, within: 60)
    #expect(banner.dueMilliseconds == nil)
    let over = try window(
      on: server, "foreign", PixelRegion(x: 0, y: 0, width: 640, height: 480), green)
    for _ in 0..<200 {
      over.raise()
      try over.sync()
      try banner.handleEvents()
    }
    #expect(banner.dueMilliseconds != nil)
  }

  @Test("is on each monitor, and on those that come")
  func monitors() throws {
    let server = try XServer(width: 1000, height: 400)
    func xrandr(_ arguments: String...) throws {
      _ = try TestProgram.output(
        of: "xrandr", arguments, environment: ["PATH=/usr/bin:/bin", "DISPLAY=" + server.display])
    }
    try xrandr("--setmonitor", "left", "400/100x400/100+0+0", "screen")
    try xrandr("--setmonitor", "right", "600/100x400/100+400+0", "none")
    var banner = try BannerWindow(display: server.display)
    try banner.show(text: "Recording for training", style: .recording)
    #expect(banner.proof() == .visible)
    for covered in [
      PixelRegion(x: 0, y: 0, width: 400, height: 400),
      PixelRegion(x: 400, y: 0, width: 600, height: 400),
    ] {
      let over = try window(on: server, "foreign", covered, green)
      over.raise()
      try over.sync()
      #expect(banner.proof() == .covered, "what covers one monitor's is a loss")
      over.unmap()
      try over.sync()
      #expect(banner.proof() == .visible)
    }
    // A third, within the second: their banners lie over each other and say the same.
    try xrandr("--setmonitor", "third", "500/100x200/100+500+0", "none")
    while isReadable(banner.descriptor, within: 300) { try banner.handleEvents() }
    #expect(banner.proof() == .visible)
    try xrandr("--delmonitor", "third")
    try xrandr("--delmonitor", "right")
    while isReadable(banner.descriptor, within: 300) { try banner.handleEvents() }
    #expect(banner.proof() == .visible)
    let over = try window(
      on: server, "foreign", PixelRegion(x: 400, y: 0, width: 600, height: 400), green)
    over.raise()
    try over.sync()
    #expect(banner.proof() == .visible, "no monitor is there any more")
  }

  @Test("is there on a server without extensions")
  func bareServer() throws {
    let without = ["RANDR", "SHAPE", "Composite", "XFIXES", "DAMAGE", "XKEYBOARD"]
    let server = try XServer(arguments: without.flatMap { ["-extension", $0] })
    var banner = try BannerWindow(display: server.display)
    try banner.show(text: "Recording for training", style: .recording)
    #expect(banner.proof() == .visible)
  }

  @Test("grabs the hot key, and says where another program has it")
  func hotKey() throws {
    let server = try XServer()
    var banner = try BannerWindow(display: server.display)
    let isGrabbed = banner.setHotKey("Control+Alt+p")
    #expect(isGrabbed)
    var other = try BannerWindow(display: server.display)
    var answers = [other.setHotKey("Control+Alt+p"), other.setHotKey("Control+Shift+F7")]
    #expect(answers == [false, true])
    for wrong in ["p", "Control+", "Hyper+p", "Control+nokey"] {
      let isThere = other.setHotKey(wrong)
      #expect(!isThere, "\(wrong)")
    }
    func press(_ key: String) throws {
      _ = try TestProgram.output(
        of: "xdotool", ["key", key],
        environment: ["PATH=/usr/bin:/bin", "DISPLAY=" + server.display])
      while isReadable(banner.descriptor, within: 200) { try banner.handleEvents() }
    }
    try press("Control+Alt+p")
    try press("Control+Alt+p")
    try press("p")
    try press("Control+p")
    var presses = banner.takePresses()
    #expect(presses == 2)
    answers = [banner.setHotKey(nil)]
    try press("Control+Alt+p")
    presses = banner.takePresses()
    answers.append(other.setHotKey("Control+Alt+p"))
    #expect(presses == 0 && answers == [true, true])
  }

  @Test("the pause between raises grows while the contest lasts and shrinks after it")
  func limit() {
    var limit = RaiseLimit()
    var raises: [Int64] = []
    for now in Int64(0)..<4000 {
      limit.cover(at: now)
      if limit.take(at: now) {
        limit.raised(at: now)
        raises.append(now)
      }
    }
    #expect(raises == [0, 50, 150, 350, 750, 1550, 2350, 3150, 3950])
    let isDue = limit.take(at: 4750)
    #expect(isDue)
    limit.raised(at: 4750)
    limit.cover(at: 8000)
    #expect(limit.due == 8000)
  }
}
