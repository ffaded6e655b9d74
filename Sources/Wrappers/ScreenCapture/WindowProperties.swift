internal import CX11
internal import Geometry
internal import Redaction

extension DisplayConnection {
  /// Whose dialog or popup the window says that it is (WM_TRANSIENT_FOR).
  ///
  /// The outer value is nil where the window is no more.
  func transientOwner(of window: WindowID) -> WindowID?? {
    guard let owners = readWords(XA_WM_TRANSIENT_FOR, of: window) else { return nil }
    return .some(owners.first.map { WindowID(xid: $0) })
  }

  /// What the window says of itself.
  func identity(of window: WindowID) -> WindowIdentity {
    let names = bytes(XA_WM_CLASS, of: window).split(separator: 0, omittingEmptySubsequences: false)
    var title = bytes(atoms.netName, of: window)
    if title.isEmpty { title = bytes(XA_WM_NAME, of: window) }
    let process = words(atoms.netProcess, of: window).first.flatMap { Int32(exactly: $0) }
    return WindowIdentity(
      windowClass: names.count > 1 ? String(decoding: names[1], as: UTF8.self) : "",
      title: String(decoding: title, as: UTF8.self),
      executable: process.map(programOf) ?? "", process: process ?? 0, shadow: shadow(of: window))
  }

  private func shadow(of window: WindowID) -> PixelInsets {
    let sides = words(atoms.gtkShadow, of: window).map { Int(clamping: $0) & 0xffff }
    guard sides.count == 4 else { return .none }
    return PixelInsets(left: sides[0], right: sides[1], top: sides[2], bottom: sides[3])
  }

  /// Whether a window manager takes `window` for a client.
  func isClient(_ window: WindowID) -> Bool { !words(atoms.state, of: window).isEmpty }

  /// Whether the window manager says that nobody sees the window, which may stay mapped.
  func isMinimised(_ window: WindowID) -> Bool {
    words(atoms.netState, of: window).contains(atoms.netHidden)
      || words(atoms.state, of: window).first == UInt(IconicState)
  }

  /// The window manager's list of clients; empty where there is none.
  func clientList() -> [WindowID] {
    words(atoms.clientList, of: root).map { WindowID(xid: $0) }
  }

  private func bytes(_ property: Atom, of window: WindowID) -> [UInt8] {
    unsafe read(property, of: window, format: 8) { data, count in
      unsafe Array(UnsafeBufferPointer(start: data, count: count))
    } ?? []
  }

  /// Properties of 32-bit words come as longs.
  private func words(_ property: Atom, of window: WindowID) -> [UInt] {
    readWords(property, of: window) ?? []
  }

  /// Empty where the property is not there or of another form, nil where the window is no more.
  private func readWords(_ property: Atom, of window: WindowID) -> [UInt]? {
    unsafe read(property, of: window, format: 32) { data, count in
      unsafe data.withMemoryRebound(to: UInt.self, capacity: count) {
        unsafe Array(UnsafeBufferPointer(start: $0, count: count))
      }
    }
  }

  /// Reads at most 16 kilobytes; nil where the window is no more.
  ///
  /// A property that is not there or of another form is empty.
  private func read<Value>(
    _ property: Atom, of window: WindowID, format: Int32,
    _ body: (UnsafeMutablePointer<UInt8>, Int) -> [Value]
  ) -> [Value]? {
    guard !isFlooded else { return nil }
    var type: Atom = 0
    var actualFormat: Int32 = 0
    var count: UInt = 0
    var rest: UInt = 0
    var start: UnsafeMutablePointer<UInt8>?
    let status = unsafe XGetWindowProperty(
      handle, window.xid, property, 0, 4096, 0, Atom(AnyPropertyType), &type, &actualFormat,
      &count, &rest, &start)
    defer { if let start = unsafe start { unsafe _ = XFree(start) } }
    guard status == Success else { return nil }
    guard let data = unsafe start, actualFormat == format else { return [] }
    return unsafe body(data, Int(count))
  }
}
