package import Geometry
package import Redaction
package import Timeline

/// Films the visible parts of listed windows of one X display.
///
/// Owned by one thread. Before ``start(at:clock:matches:)`` no image, damage or window is asked for
/// (P1). With a compositing manager pixels come from the windows' own pixmaps, without one from the
/// root window; when one comes or goes, the capture follows.
package struct ScreenCapture: ~Copyable {
  /// How often one observation looks at windows that do not hold still.
  private static let attempts = 3
  /// How long windows are left unwatched after a flood of events, in milliseconds.
  private static let floodRest: Int64 = 500

  let display: DisplayConnection
  private let bell: ArrivalBell
  private let extensions: ExtensionEvents
  private let lastingRefusal: CaptureRefusal?
  private(set) var hasCompositor: Bool
  private var canvas: PixelRegion
  private var tracks = MonitorTracks()
  /// The monitors as of the events handled so far, by track; no two have the same region.
  package private(set) var monitors: [Monitor]
  private var isDisplayStale = false
  private var stillness = Stillness()
  /// When events were dropped and windows are no longer watched.
  private var floodedAt: CallTime?
  /// What time it is, by the clock of the one who films.
  private var clock: (() -> CallTime)?
  var registry: WindowRegistry?
  var cursor = PointerCursor()
  var seen = Seen()
  /// The next observation is to bring every visible pixel.
  var hasForgotten = false
  /// The registry's count of changes when a reading of the stacking last agreed with it.
  var agreedChanges: Int?
  private(set) var image: SharedImage?
  private(set) var now = CallTime.answered
  /// Image requests made so far, for those who count.
  package internal(set) var imageRequests = 0

  /// Connects to `display`, or where nil to the one that DISPLAY names.
  ///
  /// `programOf` tells the path of a process's program, where windows are told apart by that.
  package init(
    display: String?, session: SessionKind = .x11,
    programOf: @escaping (Int32) -> String = { _ in "" }
  ) throws(CaptureError) {
    let connection = try DisplayConnection(name: display, programOf: programOf)
    let bell = try ArrivalBell(display: display)
    let extensions = try connection.findExtensions()
    let refusal = connection.lastingRefusal(session: session)
    let hasCompositor = connection.watchCompositor()
    connection.select([.structure, .children], on: connection.root)
    connection.watchMonitors()
    let canvas = connection.canvas()
    let named = connection.namedMonitors()
    connection.sync()
    guard !connection.isLost, let canvas else { throw .displayLost }
    self.init(connection, bell, extensions, refusal, hasCompositor: hasCompositor, canvas, named)
  }

  private init(
    _ display: consuming DisplayConnection, _ bell: consuming ArrivalBell,
    _ extensions: ExtensionEvents,
    _ refusal: CaptureRefusal?, hasCompositor: Bool, _ canvas: PixelRegion, _ named: [NamedMonitor]
  ) {
    self.display = display
    self.bell = bell
    self.extensions = extensions
    lastingRefusal = refusal
    self.hasCompositor = hasCompositor
    self.canvas = canvas
    monitors = tracks.monitors(among: named, canvas: canvas)
  }

  /// Why this display must not be filmed, as of the events handled so far.
  package var refusal: CaptureRefusal? {
    lastingRefusal ?? (monitors.isEmpty ? .monitorSize : nil)
  }

  /// The root window as of the events handled so far, not padded.
  package var rootSize: PixelSize { PixelSize(width: canvas.width, height: canvas.height) }

  /// Readable when the X server has said something.
  package var descriptor: Int32 { display.descriptor }

  /// Readable when ``handleArrivals(at:permitted:)`` should be called without delay; nil while
  /// nobody watches.
  package var arrivalDescriptor: Int32? {
    registry == nil || floodedAt != nil ? nil : bell.descriptor
  }

  /// Takes notice of new windows before they are mapped.
  ///
  /// Asks nothing where `permitted` says no: the next observation finds them.
  package mutating func handleArrivals(
    at time: CallTime, permitted: () -> Bool
  ) throws(CaptureError) {
    now = max(now, time)
    guard bell.silence() else { throw .displayLost }
    if permitted() { try handleEvents() }
  }

  /// All requests made so far, for those who count.
  package var requests: UInt { display.requestCount }

  /// Handles what the X server said.
  ///
  /// Sends nothing before ``start(at:clock:matches:)`` but where monitors changed: then it asks for
  /// them. More than can be handled in time is dropped: then nothing is known of any window, and
  /// all are read anew at the next observation.
  package mutating func handleEvents() throws(CaptureError) {
    readClock()
    var flood = EventFlood()
    // What is asked while handling brings further events along.
    while !display.isLost, !flood.isOver, display.waitingEvents > 0 {
      handleEvent()
      flood.count()
    }
    if flood.isOver || display.isFlooded { drop() } else { registry?.settleShapes(at: now) }
    try finishEvents()
  }

  /// Handles what happened before the X server worked off request `serial`, which has replied.
  mutating func handleEvents(before serial: UInt) throws(CaptureError) {
    readClock()
    var flood = EventFlood()
    while !display.isLost, !flood.isOver, display.waitingEvents > 0,
      display.nextEventSerial() < serial
    {
      handleEvent()
      flood.count()
    }
    if flood.isOver || display.isFlooded { drop() }
    try finishEvents()
  }

  /// What happened while a look took long is not as old as the look.
  private mutating func readClock() {
    if let clock { now = max(now, clock()) }
  }

  /// Watches nothing for a while, which ends a flood, and reads away what is waiting of it.
  private mutating func drop() {
    var flood = EventFlood()
    registry?.leave(display)
    display.flush()
    while !display.isLost, !flood.isOver, display.waitingEvents > 0 {
      display.dropEvent()
      flood.count()
    }
    floodedAt = now
    isDisplayStale = true
    stillness = Stillness()
    cursor.forget()
  }

  private mutating func finishEvents() throws(CaptureError) {
    if isDisplayStale, !display.isLost { readDisplay() }
    registry?.placeMisplaced(at: now)
    if display.isLost { throw .displayLost }
  }

  private mutating func handleEvent() {
    guard let (event, serial) = display.nextEvent(extensions) else { return }
    if event.uncovers { stillness = Stillness() }
    switch event {
    case .cursorChanged: cursor.forget()
    case .compositor(let isRunning):
      hasCompositor = isRunning
      hasForgotten = true
    case .displayChanged: isDisplayStale = true
    default: break
    }
    registry?.handle(event, serial: serial, at: now, display)
  }

  private mutating func readDisplay() {
    isDisplayStale = false
    guard let canvas = display.canvas() else { return }
    self.canvas = canvas
    monitors = tracks.monitors(among: display.namedMonitors(), canvas: canvas)
    hasForgotten = true
    registry?.show(monitors, on: canvas, at: now)
  }

  /// Begins to watch the windows that `matches` accepts; does nothing on a refused display.
  ///
  /// A window shows at once where nothing around it has changed lately, otherwise as soon as it
  /// has painted or has had the time to. `clock` tells what time it is while a look takes long;
  /// without it, it is the time that the look was told.
  package mutating func start(
    at time: CallTime, clock: (() -> CallTime)? = nil,
    matches: @escaping (WindowID, WindowIdentity) -> Bool
  ) throws(CaptureError) {
    now = time
    self.clock = clock
    stop()
    try handleEvents()
    guard refusal == nil else { return }
    begin(matches)
    if image == nil { image = SharedImage(display) }
    try handleEvents()
  }

  private mutating func begin(_ matches: @escaping (WindowID, WindowIdentity) -> Bool) {
    // Nobody watched meanwhile.
    if floodedAt != nil { stillness = Stillness() }
    floodedAt = nil
    _ = bell.silence()
    var tree = WindowTree(
      root: display.root, clients: display.clients, canvas: canvas,
      screen: RegionSet(monitors.map(\.region)))
    tree.hasCompositor = hasCompositor
    var registry = WindowRegistry(tree: tree, matches: matches)
    display.selectCursor(true)
    registry.begin(display, at: now, stillFor: stillness.milliseconds)
    self.registry = registry
  }

  /// Reads all windows anew, after events were dropped.
  private mutating func beginAgain() throws(CaptureError) {
    guard let matches = registry?.matches else { return }
    hasCompositor = display.hasCompositor
    hasForgotten = true
    agreedChanges = nil
    begin(matches)
    try handleEvents()
  }

  /// Fetches what changed since the observation before.
  ///
  /// `permitted` is asked before anything is asked of the X server but its monitors, right before
  /// each image request and after its reply (P2): when it says no, nothing is fetched or the
  /// fetched pixels are dropped, and their damage is kept. A tick on which nothing changed asks
  /// only where the pointer is.
  package mutating func observe(
    at time: CallTime, permitted: () -> Bool
  ) throws(CaptureError) -> CaptureTick {
    now = max(now, time)
    for attempt in 1...Self.attempts {
      try handleEvents()
      guard registry != nil, permitted() else { return .notObserved }
      if let floodedAt {
        guard time - floodedAt >= Self.floodRest else { return .notObserved }
        try beginAgain()
        guard self.floodedAt == nil else { return .notObserved }
      }
      if attempt == 1 { registry?.settle(at: time) }
      if registry?.isStale == true {
        registry?.refresh(display, at: now)
        try handleEvents()
      }
      switch try look(isLast: attempt == Self.attempts, permitted) {
      case .unchanged: return .unchanged
      case .forbidden: return .notObserved
      case .disturbed: registry?.avoidMoved()
      case .seen(let patches):
        return .changed(
          Observation(
            at: time, monitors: monitors, windows: seen.windows, patches: patches,
            cursor: seen.cursor))
      }
    }
    return .notObserved
  }

  /// Learns what the windows are now and fetches nothing.
  package mutating func follow(
    at time: CallTime, permitted: () -> Bool
  ) throws(CaptureError) {
    now = max(now, time)
    try handleEvents()
    if registry?.isStale == true, permitted() { registry?.refresh(display, at: now) }
    try handleEvents()
  }

  /// Ends all watching, with one last round trip.
  ///
  /// No request follows until the next ``start(at:clock:matches:)``, but for monitors that change.
  package mutating func stop() {
    guard registry != nil else { return }
    registry?.end(display)
    registry = nil
    display.selectCursor(false)
    display.sync()
    cursor.forget()
    seen = Seen()
    hasForgotten = false
    agreedChanges = nil
  }

  /// Has the next observation bring every visible pixel again.
  package mutating func forgetSeen() { hasForgotten = true }
}
