internal import CX11

/// A property that holds one number of 32 bits.
enum WindowNumber: Equatable {
  case one(UInt)
  /// The window has no such property, or another kind of it.
  case none
  /// There is no such window any more.
  case unknown
}

extension BannerConnection {
  /// The first number of a window's property, such as CARDINAL or ATOM.
  func number(_ name: String, of window: Window) -> WindowNumber {
    var type: Atom = 0
    var format: Int32 = 0
    var count: UInt = 0
    var rest: UInt = 0
    var bytes: UnsafeMutablePointer<UInt8>?
    guard
      unsafe XGetWindowProperty(
        handle, window, atom(name), 0, 1, 0, Atom(AnyPropertyType), &type, &format, &count, &rest,
        &bytes) == 0
    else { return .unknown }
    defer { if let bytes = unsafe bytes { unsafe _ = XFree(bytes) } }
    guard count == 1, format == 32, let bytes = unsafe bytes else { return .none }
    return .one(unsafe UnsafeRawPointer(bytes).load(as: UInt.self) & 0xffff_ffff)
  }
}
