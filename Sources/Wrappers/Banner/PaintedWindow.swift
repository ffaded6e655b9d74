internal import CX11
package import Geometry
internal import Glibc

/// An ordinary managed window that paints what it is told, for the demo and for tests.
///
/// Owned by one thread. Without ``paint(rgb:)`` or ``showForm()`` it paints nothing, and the
/// screen keeps there what it showed before: it has no background.
package struct PaintedWindow: ~Copyable {
  private enum Picture {
    case nothing
    case colour(Colour)
    case form
  }

  /// How many events or tenths of a second a window manager may take to show the window.
  private static let patience = 100

  private let connection: BannerConnection
  private let window: Window
  private var size: PixelSize
  private var title: String
  private var picture = Picture.nothing
  private var form = BusinessForm()

  /// Connects and makes the window; ``map()`` shows it.
  package init(
    display: String?, windowClass: String, title: String, frame: PixelRegion
  ) throws(BannerError) {
    self.init(
      try BannerConnection(name: display), windowClass: windowClass, title: title, frame: frame)
  }

  private init(
    _ connection: consuming BannerConnection, windowClass: String, title: String,
    frame: PixelRegion
  ) {
    window = connection.makeWindow(
      frame, isOverrideRedirect: false, events: ExposureMask | StructureNotifyMask)
    connection.describe(window, windowClass: windowClass, title: title, process: getpid())
    connection.keepPosition(of: window)
    connection.flush()
    size = PixelSize(width: frame.width, height: frame.height)
    self.title = title
    self.connection = connection
  }

  /// The X server's number for the window.
  package var windowID: UInt32 { UInt32(truncatingIfNeeded: window) }

  /// Readable when the X server has said something.
  package var descriptor: Int32 { connection.descriptor }

  /// Shows the window and waits until the X server has.
  package mutating func map() throws(BannerError) {
    for _ in 0..<Self.patience where !connection.isViewable(window) {
      // A window manager that is just starting may sleep over the first request.
      unsafe _ = XMapWindow(connection.handle, window)
      try handleEvents()
      connection.waitForEvent(milliseconds: 100)
    }
    guard connection.isViewable(window) else {
      throw connection.isLost ? .displayLost : .notShown
    }
    try handleEvents()
    draw()
    try sync()
  }

  /// Shows the window without waiting.
  package func mapAgain() {
    unsafe _ = XMapWindow(connection.handle, window)
    connection.flush()
  }

  package func unmap() {
    unsafe _ = XUnmapWindow(connection.handle, window)
    connection.flush()
  }

  /// Fills the window with one colour, 0xRRGGBB.
  package mutating func paint(rgb: UInt32) {
    picture = .colour(Colour(rgb))
    draw()
  }

  /// Shows the form of a business program.
  package mutating func showForm() {
    picture = .form
    draw()
  }

  /// Adds a row to the form's list, which scrolls when it is full.
  package mutating func append(row: String) {
    form.append(row)
    if case .form = picture { draw() }
  }

  package mutating func setTitle(_ title: String) {
    self.title = title
    connection.setTitle(title, of: window)
    if case .form = picture { draw() }
  }

  package func move(toX x: Int, y: Int) {
    unsafe _ = XMoveWindow(connection.handle, window, Int32(x), Int32(y))
    connection.flush()
  }

  package mutating func resize(to size: PixelSize) {
    self.size = size
    unsafe _ = XResizeWindow(
      connection.handle, window, UInt32(size.width), UInt32(size.height))
    draw()
  }

  package func raise() {
    unsafe _ = XRaiseWindow(connection.handle, window)
    connection.flush()
  }

  package func lower() {
    unsafe _ = XLowerWindow(connection.handle, window)
    connection.flush()
  }

  /// Waits until the X server has worked off everything asked of it.
  package func sync() throws(BannerError) {
    connection.sync()
    if connection.isLost { throw .displayLost }
  }

  /// Redraws what came to light and follows a window manager's sizes.
  package mutating func handleEvents() throws(BannerError) {
    var needsDrawing = false
    while !connection.isLost, connection.waitingEvents > 0 {
      if unsafe handle(connection.nextEvent()) { needsDrawing = true }
    }
    if needsDrawing { draw() }
    connection.flush()
    if connection.isLost { throw .displayLost }
  }

  /// Whether the event asks for a new picture.
  private mutating func handle(_ event: XEvent) -> Bool {
    switch unsafe event.type {
    case Expose:
      return unsafe event.xexpose.count == 0
    case ConfigureNotify:
      let next = unsafe PixelSize(
        width: Int(event.xconfigure.width), height: Int(event.xconfigure.height))
      defer { size = next }
      return next != size
    default:
      return false
    }
  }

  private func draw() {
    switch picture {
    case .nothing: return
    case .colour(let colour):
      Painting(connection, window, size)?.fill(colour)
    case .form:
      guard let painting = Painting(connection, window, size) else { return }
      form.paint(painting, title: title, size: size)
    }
    connection.flush()
  }
}
