internal import CX11
internal import Synchronization

/// The employee's private hot key: the one key that Callreel grabs (N12, P11).
struct HotKey {
  /// Set by Xlib's error handler where another program has the key.
  static let refusal = KeyRefusal()

  /// Caps lock and num lock change nothing.
  private static let ignored = [0, LockMask, Int32(Mod2Mask), LockMask | Int32(Mod2Mask)]

  private let modifiers: Int32
  private let symbol: KeySym
  private var isDown = false
  private var presses = 0

  /// Nil for what is no key with modifiers, such as `Control+Alt+p`.
  init?(_ text: String) {
    let parts = text.split(separator: "+").map(String.init)
    guard let key = parts.last, parts.count > 1 else { return nil }
    var mask: Int32 = 0
    for part in parts.dropLast() {
      switch part {
      case "Control": mask |= ControlMask
      case "Shift": mask |= ShiftMask
      case "Alt": mask |= Mod1Mask
      case "Super": mask |= Mod4Mask
      default: return nil
      }
    }
    let symbol = unsafe XStringToKeysym(key)
    guard symbol != 0 else { return nil }
    modifiers = mask
    self.symbol = symbol
  }

  /// Whether the key is ours now; asks the X server.
  func grab(on connection: borrowing BannerConnection) -> Bool {
    let code = unsafe XKeysymToKeycode(connection.handle, symbol)
    guard code != 0 else { return false }
    // A key that is held down is pressed once.
    unsafe _ = XkbSetDetectableAutoRepeat(connection.handle, 1, nil)
    connection.sync()
    Self.refusal.forget()
    for ignored in Self.ignored {
      unsafe _ = XGrabKey(
        connection.handle, Int32(code), UInt32(modifiers | ignored), connection.root, 0,
        GrabModeAsync, GrabModeAsync)
    }
    connection.sync()
    return !Self.refusal.happened
  }

  func release(on connection: borrowing BannerConnection) {
    unsafe _ = XUngrabKey(connection.handle, Int32(AnyKey), UInt32(AnyModifier), connection.root)
  }

  /// Only the grabbed key is told of, so its code need not be compared.
  mutating func take(_ event: XEvent) {
    let isPress = unsafe event.type == KeyPress
    if isPress, !isDown { presses += 1 }
    isDown = isPress
  }

  /// The key may lie elsewhere on the keyboard now.
  func grabAgain(_ event: XEvent, on connection: borrowing BannerConnection) {
    var event = unsafe event
    unsafe _ = XRefreshKeyboardMapping(&event.xmapping)
    release(on: connection)
    _ = grab(on: connection)
  }

  mutating func takePresses() -> Int {
    defer { presses = 0 }
    return presses
  }
}

/// Whether the X server refused a grab since it was last forgotten.
final class KeyRefusal: Sendable {
  private let flag = Atomic<Bool>(false)

  var happened: Bool { flag.load(ordering: .relaxed) }

  func forget() { flag.store(false, ordering: .relaxed) }

  /// Takes an error's codes from Xlib's handler.
  func note(error: UInt8, request: UInt8) {
    // XGrabKey.
    if error == UInt8(BadAccess), request == 33 { flag.store(true, ordering: .relaxed) }
  }
}
