internal import CX11
internal import Geometry
internal import Glibc
internal import Synchronization

/// Whether a connection has been lost; Xlib's exit handler sets it.
final class ConnectionLoss: Sendable {
  private let flag = Atomic<Bool>(false)

  var happened: Bool { flag.load(ordering: .relaxed) }

  func note() { flag.store(true, ordering: .relaxed) }
}

/// Owns a connection to the X server that draws; used on one thread.
///
/// Neither a protocol error nor a lost server ends the process.
@safe struct BannerConnection: ~Copyable {
  let handle: OpaquePointer
  /// The first of RandR's events; nil for a server without it.
  let randrEvents: Int32?
  private let loss: ConnectionLoss

  init(name: String?) throws(BannerError) {
    unsafe XSetErrorHandler { _, event in
      if let event = unsafe event {
        unsafe HotKey.refusal.note(
          error: event.pointee.error_code, request: event.pointee.request_code)
      }
      return 0
    }
    // Xlib may write to a server that has just gone.
    signal(SIGPIPE, SIG_IGN)
    // The default handler calls exit before the display's own exit handler could run.
    unsafe XSetIOErrorHandler { _ in 0 }
    guard let handle = unsafe XOpenDisplay(name) else {
      throw .displayUnavailable(name: name ?? "")
    }
    let loss = ConnectionLoss()
    unsafe XSetIOErrorExitHandler(
      handle,
      { _, context in
        if let context = unsafe context {
          unsafe Unmanaged<ConnectionLoss>.fromOpaque(context).takeUnretainedValue().note()
        }
      }, Unmanaged.passUnretained(loss).toOpaque())
    var events: Int32 = 0
    var errors: Int32 = 0
    randrEvents = unsafe XRRQueryExtension(handle, &events, &errors) != 0 ? events : nil
    unsafe self.handle = handle
    self.loss = loss
  }

  deinit { unsafe _ = XCloseDisplay(handle) }

  var isLost: Bool { loss.happened }
  var descriptor: Int32 { unsafe XConnectionNumber(handle) }
  var root: Window { unsafe XDefaultRootWindow(handle) }
  var screen: PixelRegion {
    unsafe PixelRegion(
      x: 0, y: 0, width: Int(XDisplayWidth(handle, XDefaultScreen(handle))),
      height: Int(XDisplayHeight(handle, XDefaultScreen(handle))))
  }

  /// How many events can be taken without waiting, after reading what has come.
  var waitingEvents: Int { Int(unsafe XEventsQueued(handle, Int32(QueuedAfterReading))) }

  /// How many events have been read already, for which the descriptor is silent.
  var readEvents: Int { Int(unsafe XEventsQueued(handle, Int32(QueuedAlready))) }

  func nextEvent() -> XEvent {
    var event = unsafe XEvent()
    unsafe _ = XNextEvent(handle, &event)
    return unsafe event
  }

  /// Waits until the X server says something; XNextEvent does not survive the loss of it.
  func waitForEvent(milliseconds: Int32) {
    guard waitingEvents == 0 else { return }
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    unsafe _ = poll(&watched, 1, milliseconds)
  }

  func isViewable(_ window: Window) -> Bool {
    var attributes = unsafe XWindowAttributes()
    guard unsafe XGetWindowAttributes(handle, window, &attributes) != 0 else { return false }
    return unsafe attributes.map_state == IsViewable
  }

  func flush() { unsafe _ = XFlush(handle) }

  func sync() { unsafe _ = XSync(handle, 0) }

  /// Makes an unmapped window of the screen's own pixel form.
  func makeWindow(_ frame: PixelRegion, isOverrideRedirect: Bool, events: Int) -> Window {
    var attributes = XSetWindowAttributes()
    attributes.override_redirect = isOverrideRedirect ? 1 : 0
    attributes.event_mask = events
    attributes.bit_gravity = NorthWestGravity
    return unsafe XCreateWindow(
      handle, root, Int32(frame.x), Int32(frame.y), UInt32(frame.width), UInt32(frame.height), 0,
      Int32(CopyFromParent), UInt32(InputOutput), nil,
      UInt(CWOverrideRedirect | CWEventMask | CWBitGravity), &attributes)
  }

  /// Makes a picture of the screen's own pixel form; the caller frees it.
  func makePixmap(_ size: PixelSize) -> Pixmap {
    unsafe XCreatePixmap(
      handle, root, UInt32(size.width), UInt32(size.height),
      UInt32(XDefaultDepth(handle, XDefaultScreen(handle))))
  }

  /// The number that the X server knows a name by.
  func atom(_ name: String) -> Atom { unsafe XInternAtom(handle, name, 0) }

  /// Sets WM_CLASS, WM_NAME, _NET_WM_NAME and _NET_WM_PID.
  func describe(_ window: Window, windowClass: String, title: String, process: Int32) {
    setTitle(title, of: window)
    setText(Array("\(windowClass)\0\(windowClass)\0".utf8), XA_WM_CLASS, XA_STRING, of: window)
    let processAtom = atom("_NET_WM_PID")
    let value = [Int(process)]
    unsafe value.withUnsafeBytes {
      unsafe _ = XChangeProperty(
        handle, window, processAtom, XA_CARDINAL, 32, PropModeReplace,
        $0.baseAddress?.assumingMemoryBound(to: UInt8.self), 1)
    }
  }

  func setTitle(_ title: String, of window: Window) {
    setSpokenName(title, of: window)
    setText(Array(title.utf8), XA_WM_NAME, atom("UTF8_STRING"), of: window)
  }

  /// Sets _NET_WM_NAME alone, by which a window is read to who does not see it.
  func setSpokenName(_ name: String, of window: Window) {
    setText(Array(name.utf8), atom("_NET_WM_NAME"), atom("UTF8_STRING"), of: window)
  }

  /// Has a window manager leave the window where it was put.
  func keepPosition(of window: Window) {
    var hints = XSizeHints()
    hints.flags = USPosition | PPosition
    unsafe XSetWMNormalHints(handle, window, &hints)
  }

  private func setText(_ text: [UInt8], _ property: Atom, _ type: Atom, of window: Window) {
    unsafe text.withUnsafeBufferPointer {
      unsafe _ = XChangeProperty(
        handle, window, property, type, 8, PropModeReplace, $0.baseAddress, Int32($0.count))
    }
  }
}
