import CX11
import Geometry
import TestSupport
import Testing
import Timeline

@testable import Redaction
@testable import ScreenCapture

/// An X server of one pixel form.
enum ServerForm: CaseIterable {
  case xvfb15
  case xvfb16
  case xvfb24
  case xvfb30
  case withoutSharing15
  case withoutSharing16
  case withoutSharing24
  case withoutSharing30
  case vnc16
  case vnc24
  case vncReversed

  var format: PixelFormat {
    switch self {
    case .xvfb15, .withoutSharing15: .rgb15
    case .xvfb16, .withoutSharing16, .vnc16: .rgb16
    case .xvfb24, .withoutSharing24, .vnc24: .rgb24
    case .xvfb30, .withoutSharing30: .rgb30
    case .vncReversed: .bgr24
    }
  }

  var isShared: Bool {
    switch self {
    case .withoutSharing15, .withoutSharing16, .withoutSharing24, .withoutSharing30: false
    default: true
    }
  }

  func start() throws -> XServer {
    let without = isShared ? [] : ["-extension", "MIT-SHM"]
    let size = (width: 401, height: 301)
    func xvfb(_ depth: Int) throws -> XServer {
      try XServer(width: size.width, height: size.height, depth: depth, arguments: without)
    }
    func vnc(_ form: String...) throws -> XServer {
      try XServer(
        command: ["Xtigervnc"],
        arguments: ["-geometry", "\(size.width)x\(size.height)"] + form + [
          "-SecurityTypes", "None", "-rfbport", "-1",
        ])
    }
    switch self {
    case .xvfb15, .withoutSharing15: return try xvfb(15)
    case .xvfb16, .withoutSharing16: return try xvfb(16)
    case .xvfb24, .withoutSharing24: return try xvfb(24)
    case .xvfb30, .withoutSharing30: return try xvfb(30)
    case .vnc16: return try vnc("-depth", "16")
    case .vnc24: return try vnc("-depth", "24")
    case .vncReversed: return try vnc("-pixelformat", "bgr888")
    }
  }
}

/// Fetches as a capture with or without shared memory would.
func fetch(
  _ part: PlannedFetch, from source: FetchSource, _ display: borrowing DisplayConnection,
  _ shared: borrowing SharedImage?
) -> FramePatch? {
  switch shared {
  case .some(let memory): memory.fetch(part, from: source, display)
  case nil: display.fetchWithoutSharing(part, from: source)
  }
}

func isSharing(_ shared: borrowing SharedImage?) -> Bool {
  switch shared {
  case .some: true
  case nil: false
  }
}

@Suite("Pixel forms", .serialized, .timeLimit(.minutes(1)))
struct PixelFormatTests {
  @Test("masks, depth and size of a pixel decide together")
  func layouts() {
    func format(_ depth: Int, _ bits: Int, _ red: UInt, _ green: UInt, _ blue: UInt) -> PixelFormat?
    {
      PixelFormat(depth: depth, bitsPerPixel: bits, redMask: red, greenMask: green, blueMask: blue)
    }
    #expect(format(24, 32, 0xff0000, 0xff00, 0xff) == .rgb24)
    #expect(format(24, 24, 0xff0000, 0xff00, 0xff) == nil)
    #expect(format(24, 32, 0xff0000, 0xff, 0xff00) == nil)
    #expect(format(30, 32, 0xff0000, 0xff00, 0xff) == nil)
    #expect(format(16, 16, 0x1f, 0x7e0, 0xf800) == nil)
    #expect(format(8, 8, 7, 0x38, 0xc0) == nil)
    #expect(format(24, 32, 0, 0, 0) == nil)
  }

  @Test(
    "a window of noise at odd places, and partly off the screen", arguments: ServerForm.allCases)
  func noise(form: ServerForm) throws {
    let server = try form.start()
    let drawing = try Drawing(server.display)
    let frames = [
      PixelRegion(x: 51, y: 41, width: 201, height: 121),
      PixelRegion(x: -13, y: -7, width: 120, height: 41),
      PixelRegion(x: 333, y: 250, width: 99, height: 99),
      PixelRegion(x: 301, y: 3, width: 1, height: 1),
      PixelRegion(x: 400, y: 100, width: 40, height: 3),
      PixelRegion(x: 100, y: 300, width: 3, height: 40),
    ]
    var images: [UInt32: ReferenceImage] = [:]
    for (index, frame) in frames.enumerated() {
      let image = ReferenceImage(form.format, frame, seed: UInt64(index + 1))
      let window = try drawing.window(frame)
      drawing.put(image, into: window, depth: drawing.depth, origin: frame)
      images[UInt32(window)] = image
    }
    var capture = try ScreenCapture(display: server.display)
    #expect(capture.refusal == nil)
    try capture.startStill(matches: listing("listed"))
    let observation = try #require(
      try capture.observe(at: .answered, permitted: { true }).observation)
    let screen = PixelRegion(x: 0, y: 0, width: 401, height: 301)
    for window in observation.windows {
      let image = try #require(images[window.window.rawValue])
      var missing = RegionSet(try #require(image.region.intersection(screen)))
      for patch in observation.patches where patch.window == window.window {
        let error = image.error(of: patch)
        #expect(error.luma <= 2, "\(patch.region)")
        #expect(error.chroma <= 2, "\(patch.region)")
        missing.subtract(patch.region)
      }
      #expect(missing.isEmpty)
    }
    #expect(observation.windows.count == frames.count)
  }

  @Test(
    "pixmaps of every visual that the screen has", arguments: [16, 24, 30], [true, false])
  func pixmaps(depth: Int, isShared: Bool) throws {
    let server = try XServer(
      depth: depth, arguments: isShared ? [] : ["-extension", "MIT-SHM"])
    let drawing = try Drawing(server.display)
    let display = try DisplayConnection(name: server.display)
    let shared = SharedImage(display)
    let isSharing = isSharing(shared)
    #expect(isSharing == isShared)
    let frame = PixelRegion(x: -3, y: 5, width: 61, height: 31)
    let visuals = drawing.visuals
    #expect(visuals.count { $0.depth == depth } >= (depth == 30 ? 2 : 1))
    #expect(visuals.contains { $0.depth == 32 })
    for visual in visuals {
      let pixmap = XCreatePixmap(
        drawing.handle, drawing.root, UInt32(frame.width), UInt32(frame.height),
        UInt32(visual.depth))
      let image = ReferenceImage(visual.format, frame, seed: 9)
      drawing.put(image, into: pixmap, depth: visual.depth, origin: frame)
      let source = FetchSource(
        drawable: pixmap, x: frame.x, y: frame.y, depth: visual.depth, visual: visual.number)
      for part in [
        frame, PixelRegion(x: 57, y: 5, width: 1, height: 31),
        PixelRegion(x: -3, y: 35, width: 61, height: 1),
        PixelRegion(x: 3, y: 7, width: 7, height: 9),
      ] {
        let planned = PlannedFetch(window: WindowID(rawValue: 1), region: part)
        let fetched = fetch(planned, from: source, display, shared)
        let error = image.error(of: try #require(fetched))
        #expect(error.luma <= 2 && error.chroma <= 2, "\(part) \(visual.format)")
      }
      guard visual.format != .bgr30 else { continue }
      let guessed = FetchSource(
        drawable: pixmap, x: frame.x, y: frame.y, depth: visual.depth)
      let format = display.format(of: guessed)
      #expect(format == visual.format)
    }
  }

  @Test("a pixmap of a form that nothing converts, or that is gone, gives no pixels")
  func unknown() throws {
    let server = try XServer()
    let drawing = try Drawing(server.display)
    let display = try DisplayConnection(name: server.display)
    let part = PlannedFetch(
      window: WindowID(rawValue: 1), region: PixelRegion(x: 0, y: 0, width: 8, height: 8))
    let shallow = XCreatePixmap(drawing.handle, drawing.root, 8, 8, 8)
    let transparent = XCreatePixmap(drawing.handle, drawing.root, 8, 8, 32)
    let gone = XCreatePixmap(drawing.handle, drawing.root, 8, 8, 24)
    XFreePixmap(drawing.handle, gone)
    drawing.sync()
    let sources = [
      FetchSource(drawable: shallow, x: 0, y: 0, depth: 8),
      FetchSource(drawable: shallow, x: 0, y: 0, depth: 24),
      FetchSource(drawable: transparent, x: 0, y: 0, depth: 24),
      FetchSource(drawable: gone, x: 0, y: 0, depth: 24),
      FetchSource(drawable: drawing.root, x: 0, y: 0, depth: 24, visual: 4711),
      FetchSource(drawable: drawing.root, x: 639, y: 0, depth: 24),
    ]
    let shared = SharedImage(display)
    for (index, source) in sources.enumerated() {
      let isNothing = display.fetchWithoutSharing(part, from: source) == nil
      #expect(isNothing, "\(index)")
      // Shared memory says nothing of the depth; only our own pixmaps are asked for.
      guard index != 1, index != 2 else { continue }
      let isRefused = fetch(part, from: source, display, shared) == nil
      #expect(isRefused, "\(index)")
    }
  }
}
