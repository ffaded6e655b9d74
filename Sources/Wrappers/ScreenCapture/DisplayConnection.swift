internal import CX11
internal import Geometry
internal import Redaction

/// Owns one connection to the X server; used on one thread.
@safe struct DisplayConnection: ~Copyable {
  let handle: OpaquePointer
  let root: WindowID
  let atoms: Atoms
  /// The path of a process's program; empty where it is not known, or nobody needs it.
  let programOf: (Int32) -> String
  private let loss: ConnectionLoss

  init(
    name: String?, programOf: @escaping (Int32) -> String = { _ in "" }
  ) throws(CaptureError) {
    ErrorTrap.install()
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
    unsafe self.handle = handle
    self.loss = loss
    self.programOf = programOf
    root = WindowID(xid: unsafe XDefaultRootWindow(handle))
    atoms = unsafe Atoms(handle)
  }

  deinit { unsafe _ = XCloseDisplay(handle) }

  var isLost: Bool { loss.happened }
  var descriptor: Int32 { unsafe XConnectionNumber(handle) }
  /// How many requests this connection has made.
  var requestCount: UInt { unsafe XNextRequest(handle) - 1 }
  /// The sequence number that the next request will have.
  var nextSerial: UInt { unsafe XNextRequest(handle) }

  func flush() { unsafe _ = XFlush(handle) }

  /// Waits until the X server has worked off everything asked of it.
  func sync() { unsafe _ = XSync(handle, 0) }

  /// How many events can be taken without waiting, after reading what has come.
  var waitingEvents: Int { Int(unsafe XEventsQueued(handle, Int32(QueuedAfterReading))) }

  /// Whether so many events wait that nothing more should be asked: each answer brings more.
  ///
  /// Questions then go unanswered as if the window were no more; handling the events notices it.
  var isFlooded: Bool { unsafe XEventsQueued(handle, Int32(QueuedAlready)) > EventFlood.limit }

  func select(_ mask: EventMask, on window: WindowID) {
    unsafe _ = XSelectInput(handle, window.xid, mask.rawValue)
  }
}

/// What to be told of a window.
struct EventMask: OptionSet {
  let rawValue: Int

  /// The window's own destruction and reparenting.
  static let structure = EventMask(rawValue: StructureNotifyMask)
  /// What happens to its children.
  static let children = EventMask(rawValue: SubstructureNotifyMask)
  static let properties = EventMask(rawValue: PropertyChangeMask)
}

/// Names that the X server knows by number.
struct Atoms {
  let compositor: Atom
  let clientList: Atom
  let state: Atom
  let netState: Atom
  let netHidden: Atom
  let netName: Atom
  let netProcess: Atom
  let gtkShadow: Atom

  init(_ handle: OpaquePointer) {
    func intern(_ name: String) -> Atom { unsafe XInternAtom(handle, name, 0) }
    compositor = intern("_NET_WM_CM_S0")
    clientList = intern("_NET_CLIENT_LIST")
    state = intern("WM_STATE")
    netState = intern("_NET_WM_STATE")
    netHidden = intern("_NET_WM_STATE_HIDDEN")
    netName = intern("_NET_WM_NAME")
    netProcess = intern("_NET_WM_PID")
    gtkShadow = intern("_GTK_FRAME_EXTENTS")
  }

  /// Whether a change of this property can change a window's identity, or minimise it.
  func isIdentity(_ atom: Atom) -> Bool {
    [
      XA_WM_CLASS, XA_WM_NAME, XA_WM_TRANSIENT_FOR, netName, netProcess, gtkShadow, state, netState,
    ]
    .contains(atom)
  }
}

extension WindowID {
  init(xid: Window) { self.init(rawValue: UInt32(truncatingIfNeeded: xid)) }

  var xid: Window { Window(rawValue) }
}
