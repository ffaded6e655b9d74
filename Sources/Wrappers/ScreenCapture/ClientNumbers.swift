internal import CX11
internal import Redaction

/// Tells from a window's number which client made it; the X server gives each its own range.
struct ClientNumbers: Equatable {
  /// The bits that a client chooses itself.
  let mask: UInt32

  func areSame(_ one: WindowID, _ other: WindowID) -> Bool {
    one.rawValue & ~mask == other.rawValue & ~mask
  }

  /// Whether the X server itself made the window: the root or the overlay window (Composite).
  func isServer(_ window: WindowID) -> Bool { window.rawValue & ~mask == 0 }
}

extension DisplayConnection {
  var clients: ClientNumbers {
    ClientNumbers(mask: UInt32(truncatingIfNeeded: unsafe callreel_x11_resource_mask(handle)))
  }
}
