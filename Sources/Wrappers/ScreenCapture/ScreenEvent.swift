internal import CX11
internal import Geometry
internal import Redaction

/// What the X server reported, in our words.
enum ScreenEvent: Equatable {
  case structure(parent: WindowID, StackingChange)
  /// A child of `parent` was made; whether it paints must be asked.
  case created(parent: WindowID, Sibling, isOverrideRedirect: Bool)
  /// `parent` took a window from another one; everything about it must be asked.
  case adopted(parent: WindowID, WindowID)
  /// A child of `parent` was destroyed.
  case childDestroyed(parent: WindowID, WindowID)
  /// A window that is watched itself was destroyed.
  case destroyed(WindowID)
  /// A window that is watched itself has another parent.
  case reparented(WindowID, parent: WindowID)
  case identityChanged(WindowID)
  case clientListChanged
  /// `isLast` ends the rectangles of one report.
  case damaged(WindowID, PixelRegion, isLast: Bool)
  case shapeChanged(WindowID)
  case cursorChanged
  case compositor(isRunning: Bool)
  /// The root window's size where it is told, or its monitors.
  case displayChanged(PixelSize?)

  /// Whether pixels may have come to light that their window has yet to paint.
  var uncovers: Bool {
    switch self {
    case .structure, .childDestroyed, .reparented, .adopted, .shapeChanged, .compositor,
      .displayChanged:
      true
    case .created, .destroyed, .identityChanged, .clientListChanged, .damaged, .cursorChanged:
      false
    }
  }
}

extension DisplayConnection {
  /// The last request that the X server had worked off before the event that comes next.
  ///
  /// Asked only where one has come.
  func nextEventSerial() -> UInt {
    var raw = unsafe XEvent()
    unsafe _ = XPeekEvent(handle, &raw)
    return unsafe raw.xany.serial
  }

  /// Takes one event that has come; nil for one that means nothing to us.
  func nextEvent(_ extensions: ExtensionEvents) -> (event: ScreenEvent, serial: UInt)? {
    var raw = unsafe XEvent()
    unsafe _ = XNextEvent(handle, &raw)
    let serial = unsafe raw.xany.serial
    // What another client sent claims things that the X server did not see.
    guard unsafe raw.xany.send_event == 0, let event = unsafe decode(raw, extensions) else {
      return nil
    }
    return (event, serial)
  }

  /// Takes one event that has come, whatever it is.
  func dropEvent() {
    var raw = unsafe XEvent()
    unsafe _ = XNextEvent(handle, &raw)
  }

  private func decode(_ raw: XEvent, _ extensions: ExtensionEvents) -> ScreenEvent? {
    let type = unsafe raw.type
    switch type {
    case extensions.damage + Int32(XDamageNotify):
      return unsafe damage(raw)
    case extensions.fixes + Int32(XFixesCursorNotify):
      return .cursorChanged
    case extensions.fixes + Int32(XFixesSelectionNotify):
      let owner = unsafe withUnsafeBytes(of: raw) {
        unsafe $0.load(as: XFixesSelectionNotifyEvent.self).owner
      }
      return .compositor(isRunning: owner != 0)
    case extensions.shape + Int32(ShapeNotify):
      let event = unsafe withUnsafeBytes(of: raw) { unsafe $0.load(as: XShapeEvent.self) }
      // Where a window takes input hides and shows nothing.
      guard unsafe event.kind != ShapeInput else { return nil }
      return .shapeChanged(WindowID(xid: unsafe event.window))
    case extensions.monitors + Int32(RRScreenChangeNotify), extensions.monitors + Int32(RRNotify):
      return .displayChanged(nil)
    case PropertyNotify:
      let property = unsafe raw.xproperty.atom
      if property == atoms.clientList { return .clientListChanged }
      guard atoms.isIdentity(property) else { return nil }
      return .identityChanged(WindowID(xid: unsafe raw.xproperty.window))
    default:
      return unsafe decodeStructure(raw)
    }
  }

  private func damage(_ raw: XEvent) -> ScreenEvent {
    let event = unsafe withUnsafeBytes(of: raw) { unsafe $0.load(as: XDamageNotifyEvent.self) }
    return unsafe .damaged(
      WindowID(xid: event.drawable),
      PixelRegion(
        x: Int(event.area.x), y: Int(event.area.y), width: Int(event.area.width),
        height: Int(event.area.height)), isLast: event.more == 0)
  }

  private func decodeStructure(_ raw: XEvent) -> ScreenEvent? {
    switch unsafe raw.type {
    case CreateNotify:
      let event = unsafe raw.xcreatewindow
      let sibling = unsafe Sibling(
        window: WindowID(xid: event.window),
        frame: outer(event.x, event.y, event.width, event.height, event.border_width),
        border: Int(event.border_width), isMapped: false, paints: true)
      return unsafe .created(
        parent: WindowID(xid: event.parent), sibling,
        isOverrideRedirect: event.override_redirect != 0)
    case DestroyNotify:
      let event = unsafe raw.xdestroywindow
      let window = WindowID(xid: unsafe event.window)
      guard unsafe event.event != event.window else { return .destroyed(window) }
      return .childDestroyed(parent: WindowID(xid: unsafe event.event), window)
    case MapNotify:
      let event = unsafe raw.xmap
      return unsafe either(event.event, event.window) { .mapped($0) }
    case UnmapNotify:
      let event = unsafe raw.xunmap
      return unsafe either(event.event, event.window) { .unmapped($0) }
    case ConfigureNotify:
      return unsafe configured(raw.xconfigure)
    case CirculateNotify:
      let event = unsafe raw.xcirculate
      let toTop = unsafe event.place == PlaceOnTop
      return unsafe either(event.event, event.window) { .circulated($0, toTop: toTop) }
    case ReparentNotify:
      return unsafe reparented(raw.xreparent)
    default:
      return nil
    }
  }

  private func configured(_ event: XConfigureEvent) -> ScreenEvent? {
    let window = WindowID(xid: unsafe event.window)
    guard window != root else {
      return unsafe .displayChanged(
        PixelSize(width: Int(event.width), height: Int(event.height)))
    }
    let frame = unsafe outer(event.x, event.y, event.width, event.height, event.border_width)
    let border = Int(unsafe event.border_width)
    let above = unsafe event.above == 0 ? nil : WindowID(xid: event.above)
    return unsafe either(event.event, event.window) {
      .configured($0, frame: frame, border: border, above: above)
    }
  }

  /// The old and the new parent are told alike.
  private func reparented(_ event: XReparentEvent) -> ScreenEvent? {
    let window = WindowID(xid: unsafe event.window)
    let parent = WindowID(xid: unsafe event.parent)
    let told = WindowID(xid: unsafe event.event)
    if told == window { return .reparented(window, parent: parent) }
    guard told == parent else { return .structure(parent: told, .left(window)) }
    return .adopted(parent: parent, window)
  }

  /// A parent's report of a child; what a window reports of itself its parent reports too.
  private func either(
    _ told: Window, _ window: Window, child: (WindowID) -> StackingChange
  ) -> ScreenEvent? {
    guard told != window else { return nil }
    return .structure(parent: WindowID(xid: told), child(WindowID(xid: window)))
  }
}

/// A rectangle as the X server counts, made one that holds the border.
func outer(_ x: Int32, _ y: Int32, _ width: Int32, _ height: Int32, _ border: Int32) -> PixelRegion
{
  PixelRegion(
    x: Int(x), y: Int(y), width: Int(width + 2 * border), height: Int(height + 2 * border))
}
