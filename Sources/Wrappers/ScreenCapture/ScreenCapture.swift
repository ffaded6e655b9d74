package import Geometry
package import Redaction
package import Timeline

/// Films the visible parts of listed windows of one X display.
///
/// Owned by one thread. Before ``start(matches:)`` no image, damage or window is asked for (P1).
/// Windows that pop up past the window manager (menus, tips) only cover; they are never listed.
package struct ScreenCapture: ~Copyable {
  private let display: DisplayConnection
  private let extensions: ExtensionEvents
  private let lastingRefusal: CaptureRefusal?
  private var hasCompositor: Bool
  private var isResized = false
  private var registry: WindowRegistry?
  private var cursor = PointerCursor()
  private var seen = Seen()
  private var image: SharedImage?
  private var now = CallTime.answered
  /// Image requests made so far, for those who count.
  package private(set) var imageRequests = 0

  /// Connects to `display`, or where nil to the one that DISPLAY names.
  package init(display: String?, session: SessionKind = .x11) throws(CaptureError) {
    let connection = try DisplayConnection(name: display)
    let extensions = try connection.findExtensions()
    let refusal = connection.lastingRefusal(session: session)
    let hasCompositor = connection.watchCompositor()
    connection.select(.structure, on: connection.root)
    connection.sync()
    if connection.isLost { throw .displayLost }
    self.init(connection, extensions, refusal, hasCompositor: hasCompositor)
  }

  private init(
    _ display: consuming DisplayConnection, _ extensions: ExtensionEvents,
    _ refusal: CaptureRefusal?, hasCompositor: Bool
  ) {
    self.display = display
    self.extensions = extensions
    lastingRefusal = refusal
    self.hasCompositor = hasCompositor
  }

  /// Why this display must not be filmed, as of the events handled so far.
  package var refusal: CaptureRefusal? { lastingRefusal ?? (hasCompositor ? .compositor : nil) }

  /// The screen, not padded.
  package var rootSize: PixelSize { display.rootSize }

  /// Readable when the X server has said something.
  package var descriptor: Int32 { display.descriptor }

  /// All requests made so far, for those who count.
  package var requests: UInt { display.requestCount }

  /// Handles what the X server said; sends nothing before ``start(matches:)``.
  package mutating func handleEvents() throws(CaptureError) {
    // What is asked while handling brings further events along; a flood must end all the same.
    for _ in 0..<Self.passes where !display.isLost {
      let count = display.waitingEvents
      if count == 0 { break }
      for _ in 0..<count where !display.isLost { handleEvent() }
    }
    if display.isLost { throw .displayLost }
    if isResized { throw .displayChanged }
  }

  private static let passes = 16

  private mutating func handleEvent() {
    guard let (event, serial) = display.nextEvent(extensions) else { return }
    switch event {
    case .cursorChanged: cursor.forget()
    case .compositor(let isRunning): hasCompositor = isRunning
    case .screenResized: isResized = true
    default: registry?.handle(event, serial: serial, at: now, display)
    }
  }

  /// Begins to watch the windows that `matches` accepts; does nothing on a refused display.
  package mutating func start(
    matches: @escaping (WindowID, WindowIdentity) -> Bool
  ) throws(CaptureError) {
    stop()
    try handleEvents()
    guard refusal == nil else { return }
    var registry = WindowRegistry(
      root: display.root, screen: PixelRegion(display.rootSize), matches: matches)
    display.selectCursor(true)
    registry.begin(display)
    self.registry = registry
    if image == nil {
      image = SharedImage(display, pixels: display.rootSize.width * display.rootSize.height)
    }
    try handleEvents()
  }

  /// Fetches what changed since the observation before.
  ///
  /// `permitted` is asked before anything is asked of the X server, right before each image
  /// request and after its reply (P2): when it says no, nothing is fetched or the fetched pixels
  /// are dropped, and their damage is kept. A tick on which nothing changed asks only where the
  /// pointer is.
  package mutating func observe(
    at time: CallTime, permitted: () -> Bool
  ) throws(CaptureError) -> CaptureTick {
    now = time
    for _ in 0..<3 {
      try handleEvents()
      guard refusal == nil, registry != nil, permitted() else { return .notObserved }
      registry?.settle(at: time)
      if registry?.isStale == true {
        registry?.refresh(display, at: time)
        try handleEvents()
      }
      switch try look(permitted) {
      case .unchanged: return .unchanged
      case .forbidden: return .notObserved
      case .disturbed: continue
      case .seen(let patches):
        return .changed(
          Observation(at: time, windows: seen.windows, patches: patches, cursor: seen.cursor))
      }
    }
    return .notObserved
  }

  /// Ends all watching, with one last round trip.
  ///
  /// No request follows until the next ``start(matches:)``.
  package mutating func stop() {
    guard registry != nil else { return }
    registry?.end(display)
    registry = nil
    display.selectCursor(false)
    display.sync()
    cursor.forget()
    seen = Seen()
  }

  /// Has the next observation bring every visible pixel again.
  package mutating func forgetSeen() { seen = Seen() }
}

extension ScreenCapture {
  /// What one look at the listed windows came to.
  private enum Look {
    case unchanged
    /// The lease has ended; what was to be fetched is still to be fetched.
    case forbidden
    /// The windows changed in between; what was fetched is dropped.
    case disturbed
    case seen([FramePatch])
  }

  private mutating func look(_ permitted: () -> Bool) throws(CaptureError) -> Look {
    guard let before = registry?.disturbances else { return .unchanged }
    let windows = registry?.visible ?? []
    let placement = windows.isEmpty ? nil : cursor.place(over: windows, display)
    let damage = registry?.takeDamage() ?? [:]
    let plan = seen.plan(for: windows, damage: damage)
    var outcome = Look.seen([])
    if !plan.isEmpty {
      outcome = fetch(plan, permitted)
      try handleEvents()
      let isDisturbed = registry?.disturbances != before
      if case .seen = outcome, isDisturbed { outcome = .disturbed }
      if case .disturbed = outcome, !isDisturbed { registry?.distrustStacking() }
    }
    guard case .seen = outcome else {
      registry?.putBack(damage)
      return outcome
    }
    let next = Seen(windows: windows, cursor: placement)
    if plan.isEmpty, next == seen { return .unchanged }
    seen = next
    return outcome
  }

  /// Asks for the pixels of `plan` between two readings of the stacking (P3).
  private mutating func fetch(_ plan: [PlannedFetch], _ permitted: () -> Bool) -> Look {
    guard isStackingKnown() else { return .disturbed }
    var patches: [FramePatch] = []
    for part in plan {
      guard permitted() else { return .forbidden }
      imageRequests += 1
      let patch = fetch(part)
      guard permitted() else { return .forbidden }
      guard let patch else { return .disturbed }
      patches.append(patch)
    }
    return isStackingKnown() ? .seen(patches) : .disturbed
  }

  private borrowing func fetch(_ part: PlannedFetch) -> FramePatch? {
    switch image {
    case .some(let image): image.fetch(part, display)
    case nil: display.fetchWithoutSharing(part)
    }
  }

  /// Whether the X server stacks the windows as the reports so far say.
  private func isStackingKnown() -> Bool {
    display.family(of: display.root)?.children == registry?.stackingOrder
  }
}
