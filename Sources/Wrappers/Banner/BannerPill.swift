internal import CX11
internal import Geometry
internal import Glibc

/// The small window of one monitor that says that recording is on.
///
/// It is placed at the upper edge, right of the middle; the mouse moves it, on its monitor.
struct BannerPill {
  private static let height = 36
  private static let margin = 8

  let window: Window
  let monitor: PixelRegion
  private(set) var frame: PixelRegion
  private var wasPlaced = false
  private var grip: (x: Int, y: Int)?

  /// Makes the window, not shown yet.
  init(on connection: borrowing BannerConnection, monitor: PixelRegion) {
    self.monitor = monitor
    frame = PixelRegion(
      x: monitor.x, y: monitor.y, width: min(300, monitor.width),
      height: min(Self.height, monitor.height))
    window = connection.makeWindow(
      frame, isOverrideRedirect: true,
      events: ButtonPressMask | ButtonReleaseMask | Button1MotionMask)
    connection.describe(
      window, windowClass: "callreel-indicator", title: "Callreel", process: getpid())
  }

  /// Shows this text and sign; a window that is not mapped yet is only made ready.
  mutating func set(text: String, style: BannerStyle, on connection: borrowing BannerConnection) {
    connection.setSpokenName(text, of: window)
    fit(text, on: connection)
    draw(text, style, on: connection)
  }

  func map(on connection: borrowing BannerConnection) {
    unsafe _ = XMapRaised(connection.handle, window)
  }

  func unmap(on connection: borrowing BannerConnection) {
    unsafe _ = XUnmapWindow(connection.handle, window)
  }

  func destroy(on connection: borrowing BannerConnection) {
    unsafe _ = XDestroyWindow(connection.handle, window)
  }

  mutating func grab(x: Int32, y: Int32) { grip = (Int(x), Int(y)) }

  mutating func letGo() { grip = nil }

  mutating func drag(toX x: Int32, y: Int32, on connection: borrowing BannerConnection) {
    guard let grip else { return }
    wasPlaced = true
    move(toX: Int(x) - grip.x, y: Int(y) - grip.y, on: connection)
  }

  /// Makes the window as wide as its text; puts it in its place unless the mouse has moved it.
  private mutating func fit(_ text: String, on connection: borrowing BannerConnection) {
    let measure = Painting(connection, window, PixelSize(width: 1, height: 1))
    let width = 60 + (measure?.width(of: text, size: Self.textSize, bold: true) ?? 240)
    frame.width = min(max(width, 120), monitor.width)
    if !wasPlaced {
      frame.x = monitor.x + min(monitor.width * 5 / 8, monitor.width - frame.width)
      frame.y = monitor.y + Self.margin
    }
    move(toX: frame.x, y: frame.y, on: connection)
  }

  /// Moves the window, but never off its monitor.
  private mutating func move(toX x: Int, y: Int, on connection: borrowing BannerConnection) {
    frame.x = min(max(monitor.x, x), max(monitor.x, monitor.right - frame.width))
    frame.y = min(max(monitor.y, y), max(monitor.y, monitor.bottom - frame.height))
    unsafe _ = XMoveResizeWindow(
      connection.handle, window, Int32(frame.x), Int32(frame.y), UInt32(frame.width),
      UInt32(frame.height))
  }

  /// 11 points at 96 dots per inch.
  private static var textSize: Double { 11 * 96 / 72 }

  /// Makes the picture the window's background: the X server itself shows it, always.
  private func draw(_ text: String, _ style: BannerStyle, on connection: borrowing BannerConnection)
  {
    let size = PixelSize(width: frame.width, height: frame.height)
    let picture = connection.makePixmap(size)
    paint(text, style, on: picture, size, connection)
    unsafe _ = XSetWindowBackgroundPixmap(connection.handle, window, picture)
    unsafe _ = XFreePixmap(connection.handle, picture)
    unsafe _ = XClearWindow(connection.handle, window)
  }

  private func paint(
    _ text: String, _ style: BannerStyle, on picture: Pixmap, _ size: PixelSize,
    _ connection: borrowing BannerConnection
  ) {
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
