internal import CX11
internal import Geometry
internal import Glibc

/// What the banner tells by its sign.
package enum BannerStyle: Equatable, Sendable {
  /// A red dot.
  case recording
  /// Two grey bars.
  case paused
}

/// The small window on top of all others that says that recording is on.
///
/// Owned by one thread, asleep between X events. It is placed at the upper edge, right of the
/// middle; the mouse moves it. There is no way to close it.
package struct BannerWindow: ~Copyable {
  private static let height = 36

  private let connection: BannerConnection
  private let window: Window
  private var frame: PixelRegion
  private var text = ""
  private var style = BannerStyle.paused
  private var isShown = false
  private var wasPlaced = false
  private var grip: (x: Int, y: Int)?
  private var limit = RaiseLimit()

  /// Connects and makes the window, not shown yet.
  package init(display: String?) throws(BannerError) {
    self.init(try BannerConnection(name: display))
  }

  private init(_ connection: consuming BannerConnection) {
    frame = PixelRegion(x: 0, y: 0, width: 300, height: Self.height)
    window = connection.makeWindow(
      frame, isOverrideRedirect: true,
      events: ButtonPressMask | ButtonReleaseMask | Button1MotionMask)
    connection.describe(
      window, windowClass: "callreel-indicator", title: "Callreel", process: getpid())
    unsafe _ = XSelectInput(connection.handle, connection.root, SubstructureNotifyMask)
    connection.flush()
    self.connection = connection
  }

  /// Readable when the X server has said something.
  package var descriptor: Int32 { connection.descriptor }

  /// Milliseconds until ``handleEvents()`` is due even if ``descriptor`` stays silent; nil: never.
  ///
  /// Asked right before waiting: a reply may have brought events along.
  package var dueMilliseconds: Int? {
    if connection.readEvents > 0 { return 0 }
    guard isShown, let due = limit.due else { return nil }
    return Int(max(0, due - steadyMilliseconds()))
  }

  package mutating func show(text: String, style: BannerStyle) throws(BannerError) {
    self.text = text
    self.style = style
    fit()
    draw()
    if !isShown {
      isShown = true
      unsafe _ = XMapRaised(connection.handle, window)
    }
    connection.sync()
    if connection.isLost { throw .displayLost }
  }

  package mutating func hide() {
    guard isShown else { return }
    isShown = false
    unsafe _ = XUnmapWindow(connection.handle, window)
    connection.flush()
  }

  /// Follows the mouse, and raises the banner above what came over it.
  package mutating func handleEvents() throws(BannerError) {
    while !connection.isLost, connection.waitingEvents > 0 {
      let event = unsafe connection.nextEvent()
      switch unsafe event.type {
      case ButtonPress: unsafe grip = (Int(event.xbutton.x), Int(event.xbutton.y))
      case ButtonRelease: grip = nil
      case MotionNotify: unsafe drag(toX: event.xmotion.x_root, y: event.xmotion.y_root)
      case MapNotify where unsafe event.xmap.window != window,
        ConfigureNotify where unsafe event.xconfigure.window != window,
        CirculateNotify:
        limit.cover(at: steadyMilliseconds())
      case UnmapNotify where unsafe event.xunmap.window == window && isShown:
        // Somebody else unmapped it; P2 has it shown.
        unsafe _ = XMapRaised(connection.handle, window)
      default: break
      }
    }
    if isShown, limit.take(at: steadyMilliseconds()), connection.isOverlapped(window) {
      unsafe _ = XRaiseWindow(connection.handle, window)
      limit.raised(at: steadyMilliseconds())
    }
    connection.flush()
    if connection.isLost { throw .displayLost }
  }

  /// Asks the X server whether the banner can be seen (P2); a few round trips.
  package mutating func proof() -> BannerProof {
    guard !connection.isLost else { return .displayLost }
    return connection.proof(of: window)
  }

  /// Makes the window as wide as its text; puts it in its place unless the mouse has moved it.
  private mutating func fit() {
    let measure = Painting(connection, window, PixelSize(width: 1, height: 1))
    let width = 60 + (measure?.width(of: text, size: Self.textSize, bold: true) ?? 240)
    let screen = connection.screen
    frame.width = min(max(width, 120), screen.width)
    if !wasPlaced {
      frame.x = min(screen.width * 5 / 8, screen.width - frame.width)
      frame.y = min(8, screen.height - frame.height)
    }
    move(toX: frame.x, y: frame.y)
  }

  private mutating func drag(toX x: Int32, y: Int32) {
    guard let grip else { return }
    wasPlaced = true
    move(toX: Int(x) - grip.x, y: Int(y) - grip.y)
  }

  /// Moves the window, but never off the screen.
  private mutating func move(toX x: Int, y: Int) {
    let screen = connection.screen
    frame.x = min(max(0, x), max(0, screen.width - frame.width))
    frame.y = min(max(0, y), max(0, screen.height - frame.height))
    unsafe _ = XMoveResizeWindow(
      connection.handle, window, Int32(frame.x), Int32(frame.y), UInt32(frame.width),
      UInt32(frame.height))
  }

  /// 11 points at 96 dots per inch.
  private static var textSize: Double { 11 * 96 / 72 }

  /// Makes the picture the window's background: the X server itself shows it, always.
  private func draw() {
    let size = PixelSize(width: frame.width, height: frame.height)
    let picture = connection.makePixmap(size)
    paint(on: picture, size)
    unsafe _ = XSetWindowBackgroundPixmap(connection.handle, window, picture)
    unsafe _ = XFreePixmap(connection.handle, picture)
    unsafe _ = XClearWindow(connection.handle, window)
  }

  private func paint(on picture: Pixmap, _ size: PixelSize) {
    guard let painting = Painting(connection, picture, size) else { return }
    let accent = style == .recording ? Colour.signal : .paleInk
    painting.fill(.white)
    painting.frame(PixelRegion(size), accent)
    painting.frame(PixelRegion(size).grown(by: -1), accent)
    switch style {
    case .recording:
      painting.dot(x: 22, y: 18, radius: 7, .signal)
    case .paused:
      painting.fill(PixelRegion(x: 16, y: 11, width: 4, height: 14), .paleInk)
      painting.fill(PixelRegion(x: 24, y: 11, width: 4, height: 14), .paleInk)
    }
    painting.text(text, x: 40, y: 23, size: Self.textSize, .ink, bold: true)
  }
}

/// Milliseconds of CLOCK_MONOTONIC.
private func steadyMilliseconds() -> Int64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
