internal import CX11
package import Geometry
internal import Glibc

/// What the banner tells by its sign.
package enum BannerStyle: Equatable, Sendable {
  /// A red dot.
  case recording
  /// Two grey bars.
  case paused
}

/// The small windows on top of all others that say that recording is on, one on each monitor.
///
/// Owned by one thread, asleep between X events. The mouse moves them; there is no way to close
/// them. The private hot key is heard here, too, as this is who has the display (N12, P11).
package struct BannerWindow: ~Copyable {
  private let connection: BannerConnection
  private var pills: [BannerPill] = []
  private var text = ""
  private var style = BannerStyle.paused
  private var isShown = false
  private var limit = RaiseLimit()
  private var hotKey: HotKey?
  private var icon: EmbeddedIcon?
  /// The panel that a tray item was looked for at last.
  private var dock: Window?

  /// Connects and makes the windows, not shown yet.
  package init(display: String?) throws(BannerError) {
    self.init(try BannerConnection(name: display))
  }

  private init(_ connection: consuming BannerConnection) {
    connection.watchMonitors()
    pills = connection.monitors().map { BannerPill(on: connection, monitor: $0) }
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
    for index in pills.indices { pills[index].set(text: text, style: style, on: connection) }
    if !isShown {
      isShown = true
      for pill in pills { pill.map(on: connection) }
    }
    connection.sync()
    if connection.isLost { throw .displayLost }
  }

  package mutating func hide() {
    guard isShown else { return }
    isShown = false
    for pill in pills { pill.unmap(on: connection) }
    connection.flush()
  }

  /// Grabs this key, such as `Control+Alt+p`, and no other; nil grabs none.
  ///
  /// False where there is no such key, or another program has it.
  package mutating func setHotKey(_ text: String?) -> Bool {
    hotKey?.release(on: connection)
    hotKey = text.flatMap { HotKey($0) }
    guard text != nil else { return true }
    return hotKey?.grab(on: connection) ?? false
  }

  /// How often the hot key was pressed since this was asked.
  package mutating func takePresses() -> Int { hotKey?.takePresses() ?? 0 }

  /// Shows an icon in the desktop's XEmbed tray, or another picture in it; nil shows none.
  ///
  /// The picture of a size: rows of alpha, red, green and blue.
  package mutating func showIcon(_ draw: ((Int) -> [UInt8])?) {
    if let draw {
      if icon == nil {
        icon = EmbeddedIcon(on: connection, draw: draw)
      } else {
        icon?.show(draw, on: connection)
      }
    } else {
      icon?.remove(on: connection)
      icon = nil
    }
    connection.flush()
  }

  /// Calls the icon so for who does not see it.
  package mutating func nameIcon(_ name: String) { icon?.call(name, on: connection) }

  /// How often the icon was clicked since this was asked.
  package mutating func takeClicks() -> Int { icon?.takeClicks() ?? 0 }

  /// Whether a tray has been asked to take the icon in, as of the events handled so far.
  package var hasIcon: Bool { icon?.window != nil }

  /// Asks the X server whether the icon can be seen in a tray (P2).
  package func iconProof() -> BannerProof {
    guard !connection.isLost else { return .displayLost }
    guard let window = icon?.window else { return .unmapped }
    return connection.proof(ofEmbedded: window, on: pills.map(\.monitor))
  }

  /// Asks the X server whether what a panel of `process` draws at `item` can be seen (P2).
  package mutating func proof(
    ofHosted item: PixelRegion, in panel: PixelRegion, by process: Int32
  ) -> BannerProof {
    guard !connection.isLost else { return .displayLost }
    return connection.proof(
      ofHosted: item, in: panel, by: process, on: pills.map(\.monitor), last: &dock)
  }

  /// Follows the mouse, the monitors and the hot key, and raises the banner above what came over
  /// it.
  package mutating func handleEvents() throws(BannerError) {
    var areMonitorsNew = false
    while !connection.isLost, connection.waitingEvents > 0 {
      let event = unsafe connection.nextEvent()
      if unsafe connection.tellsOfMonitors(event) { areMonitorsNew = true }
      unsafe icon?.take(event, on: connection)
      unsafe take(event)
    }
    if areMonitorsNew { arrange() }
    if isShown, limit.take(at: steadyMilliseconds()) {
      let own = pills.map(\.window)
      let covered = pills.filter { connection.isOverlapped($0.window, besides: own) }
      for pill in covered { unsafe _ = XRaiseWindow(connection.handle, pill.window) }
      if !covered.isEmpty { limit.raised(at: steadyMilliseconds()) }
    }
    connection.flush()
    if connection.isLost { throw .displayLost }
  }

  private mutating func take(_ event: XEvent) {
    switch unsafe event.type {
    case ButtonPress:
      unsafe change(event.xbutton.window) { unsafe $0.grab(x: event.xbutton.x, y: event.xbutton.y) }
    case ButtonRelease: unsafe change(event.xbutton.window) { $0.letGo() }
    case MotionNotify:
      guard let index = pills.firstIndex(where: { unsafe $0.window == event.xmotion.window })
      else { return }
      unsafe pills[index].drag(
        toX: event.xmotion.x_root, y: event.xmotion.y_root, on: connection)
    case KeyPress, KeyRelease: unsafe hotKey?.take(event)
    case MappingNotify: unsafe hotKey?.grabAgain(event, on: connection)
    case MapNotify where unsafe !isOurs(event.xmap.window),
      ConfigureNotify where unsafe !isOurs(event.xconfigure.window),
      CirculateNotify:
      limit.cover(at: steadyMilliseconds())
    case UnmapNotify where isShown:
      // Somebody else unmapped it; P2 has it shown.
      pills.first { unsafe $0.window == event.xunmap.window }?.map(on: connection)
    default: break
    }
  }

  private func isOurs(_ window: Window) -> Bool { pills.contains { $0.window == window } }

  private mutating func change(_ window: Window, _ body: (inout BannerPill) -> Void) {
    guard let index = pills.firstIndex(where: { $0.window == window }) else { return }
    body(&pills[index])
  }

  /// One for each monitor that there is now; those of the others go.
  private mutating func arrange() {
    let monitors = connection.monitors()
    guard monitors != pills.map(\.monitor) else { return }
    for pill in pills where !monitors.contains(pill.monitor) { pill.destroy(on: connection) }
    pills = monitors.map { monitor in
      if let old = pills.first(where: { $0.monitor == monitor }) { return old }
      var pill = BannerPill(on: connection, monitor: monitor)
      pill.set(text: text, style: style, on: connection)
      if isShown { pill.map(on: connection) }
      return pill
    }
  }

  /// Asks the X server whether the banner can be seen on each monitor (P2); a few round trips.
  package mutating func proof() -> BannerProof {
    guard !connection.isLost else { return .displayLost }
    let own = pills.map(\.window)
    for pill in pills {
      let proof = connection.proof(of: pill.window, on: pill.monitor, besides: own)
      if proof != .visible { return proof }
    }
    return pills.isEmpty ? .unmapped : .visible
  }
}

/// Milliseconds of CLOCK_MONOTONIC.
private func steadyMilliseconds() -> Int64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
