internal import CX11
internal import Geometry
internal import Glibc

/// The icon in an XEmbed tray, for desktops without a tray of the session bus.
///
/// The tray gives it a place and a size; what it shows is its background, which the X server itself
/// paints. A click on it is the private switch.
struct EmbeddedIcon {
  private static let firstSize = PixelSize(width: 22, height: 22)

  private var draw: (Int) -> [UInt8]
  /// What it is called for who does not see it.
  private var name = ""
  private(set) var window: Window?
  private var size = Self.firstSize
  /// The tray's own window, whose end is the tray's.
  private var tray: Window = 0
  private(set) var clicks = 0

  /// `draw` gives the picture of a size: rows of alpha, red, green and blue.
  init(on connection: borrowing BannerConnection, draw: @escaping (Int) -> [UInt8]) {
    self.draw = draw
    dock(on: connection)
  }

  /// Shows another picture.
  mutating func show(_ draw: @escaping (Int) -> [UInt8], on connection: borrowing BannerConnection)
  {
    self.draw = draw
    paint(on: connection)
  }

  mutating func call(_ name: String, on connection: borrowing BannerConnection) {
    guard name != self.name else { return }
    self.name = name
    tellName(on: connection)
  }

  private func tellName(on connection: borrowing BannerConnection) {
    guard let window else { return }
    connection.setSpokenName(name, of: window)
    connection.flush()
  }

  mutating func takeClicks() -> Int {
    defer { clicks = 0 }
    return clicks
  }

  func remove(on connection: borrowing BannerConnection) {
    if let window { unsafe _ = XDestroyWindow(connection.handle, window) }
  }

  /// Follows the tray and the mouse.
  mutating func take(_ event: XEvent, on connection: borrowing BannerConnection) {
    switch unsafe event.type {
    case ClientMessage:
      guard unsafe event.xclient.message_type == connection.atom("MANAGER"),
        unsafe UInt(bitPattern: event.xclient.data.l.1) == connection.trayAtom
      else { return }
      dock(on: connection)
    case ConfigureNotify where unsafe event.xconfigure.window == window:
      let next = unsafe PixelSize(
        width: Int(event.xconfigure.width), height: Int(event.xconfigure.height))
      guard next != size else { return }
      size = next
      paint(on: connection)
    case ReparentNotify where unsafe event.xreparent.window == window:
      // Back on the root: the tray is gone, and an icon is no window of its own.
      if unsafe event.xreparent.parent == connection.root { leave(on: connection) }
    case DestroyNotify:
      if unsafe event.xdestroywindow.window == tray { leave(on: connection) }
      if unsafe event.xdestroywindow.window == window { window = nil }
    case ButtonRelease where unsafe event.xbutton.window == window: clicks += 1
    default: break
    }
  }

  private mutating func leave(on connection: borrowing BannerConnection) {
    remove(on: connection)
    window = nil
    tray = 0
    // One that has taken over already says nothing more.
    dock(on: connection)
  }

  /// Asks the tray that there is now to take the icon in.
  private mutating func dock(on connection: borrowing BannerConnection) {
    let owner = unsafe XGetSelectionOwner(connection.handle, connection.trayAtom)
    guard owner != 0, owner != tray || window == nil else { return }
    remove(on: connection)
    tray = owner
    size = Self.firstSize
    let frame = PixelRegion(size)
    let window = connection.makeWindow(
      frame, isOverrideRedirect: false,
      events: StructureNotifyMask | ButtonPressMask | ButtonReleaseMask)
    self.window = window
    connection.describe(
      window, windowClass: "callreel-indicator", title: "Callreel in the tray", process: getpid())
    tellName(on: connection)
    connection.askForSize(size, of: window)
    connection.setNumbers([0, 1], "_XEMBED_INFO", of: window)
    unsafe _ = XSelectInput(connection.handle, owner, StructureNotifyMask)
    paint(on: connection)
    var message = unsafe XEvent()
    unsafe message.xclient.type = ClientMessage
    unsafe message.xclient.window = owner
    unsafe message.xclient.message_type = connection.atom("_NET_SYSTEM_TRAY_OPCODE")
    unsafe message.xclient.format = 32
    // The time, SYSTEM_TRAY_REQUEST_DOCK, and what is to be docked.
    unsafe message.xclient.data.l = (0, 0, Int(window), 0, 0)
    unsafe _ = XSendEvent(connection.handle, owner, 0, 0, &message)
    connection.flush()
  }

  private func paint(on connection: borrowing BannerConnection) {
    guard let window, !size.isEmpty else { return }
    let picture = connection.makePixmap(size)
    if let painting = Painting(connection, picture, size) {
      painting.fill(.white)
      let side = min(size.width, size.height)
      painting.picture(
        draw(side), size: side, x: (size.width - side) / 2, y: (size.height - side) / 2)
    }
    unsafe _ = XSetWindowBackgroundPixmap(connection.handle, window, picture)
    unsafe _ = XFreePixmap(connection.handle, picture)
    unsafe _ = XClearWindow(connection.handle, window)
    connection.flush()
  }
}

extension BannerConnection {
  /// The selection that a tray owns.
  var trayAtom: Atom {
    unsafe atom("_NET_SYSTEM_TRAY_S\(XDefaultScreen(handle))")
  }

  /// Trays give a window without wishes no room.
  fileprivate func askForSize(_ size: PixelSize, of window: Window) {
    var hints = XSizeHints()
    hints.flags = PMinSize | PBaseSize
    (hints.min_width, hints.min_height) = (Int32(size.width), Int32(size.height))
    (hints.base_width, hints.base_height) = (hints.min_width, hints.min_height)
    unsafe XSetWMNormalHints(handle, window, &hints)
  }

  /// Sets a property of 32-bit numbers whose type has its own name.
  func setNumbers(_ numbers: [Int], _ name: String, of window: Window) {
    let property = atom(name)
    unsafe numbers.withUnsafeBytes {
      unsafe _ = XChangeProperty(
        handle, window, property, property, 32, PropModeReplace,
        $0.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(numbers.count))
    }
  }
}
