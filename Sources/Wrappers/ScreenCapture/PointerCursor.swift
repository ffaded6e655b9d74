internal import CX11
internal import Geometry
internal import Redaction

/// The pointer's picture and the pixel of it that points.
struct PointerPicture: Equatable {
  /// No desktop's largest pointer is larger, and each tick draws all of it.
  static let longestSide = 256

  var image: CursorImage
  var hotX: Int
  var hotY: Int
}

/// Follows the pointer's picture; its place is asked for at each tick.
///
/// A pointer that a program hides by XFixes is drawn all the same: the X server tells nobody.
struct PointerCursor {
  private var picture: PointerPicture?
  private var isKnown = false
  /// The request that last asked for the picture.
  private(set) var pictureSerial: UInt = 0

  /// The picture changed: the next placement asks for it.
  mutating func forget() { isKnown = false }

  /// Where to draw the pointer; nil where it is not over a visible pixel of `windows`.
  mutating func place(
    over windows: [VisibleWindow], _ display: borrowing DisplayConnection
  ) -> CursorPlacement? {
    func isOver(_ point: (x: Int, y: Int)) -> Bool {
      windows.contains { $0.visible.contains(x: point.x, y: point.y) }
    }
    guard var point = display.pointerPosition(), isOver(point) else { return nil }
    if !isKnown {
      pictureSerial = display.nextSerial
      let (shown, place) = display.pointerPicture() ?? (nil, point)
      // By now it may be over another window and look as that one wants.
      guard isOver(place) else { return nil }
      point = place
      picture = shown
      isKnown = true
    }
    guard let picture else { return nil }
    return CursorPlacement(
      image: picture.image, x: point.x - picture.hotX, y: point.y - picture.hotY)
  }
}

extension DisplayConnection {
  func selectCursor(_ isWanted: Bool) {
    let mask = isWanted ? UInt(XFixesDisplayCursorNotifyMask) : 0
    unsafe XFixesSelectCursorInput(handle, root.xid, mask)
  }

  fileprivate func pointerPosition() -> (x: Int, y: Int)? {
    var window: Window = 0
    var child: Window = 0
    var x: Int32 = 0
    var y: Int32 = 0
    var windowX: Int32 = 0
    var windowY: Int32 = 0
    var mask: UInt32 = 0
    guard
      unsafe XQueryPointer(
        handle, root.xid, &window, &child, &x, &y, &windowX, &windowY, &mask) != 0
    else { return nil }
    return (Int(x), Int(y))
  }

  /// The picture and where the pointer is with it; no picture where it is larger than pointers are.
  ///
  /// The pixels are longs that hold 32 bits each.
  fileprivate func pointerPicture() -> (picture: PointerPicture?, place: (x: Int, y: Int))? {
    guard let raw = unsafe XFixesGetCursorImage(handle) else { return nil }
    defer { unsafe _ = XFree(raw) }
    let place = unsafe (x: Int(raw.pointee.x), y: Int(raw.pointee.y))
    let size = unsafe PixelSize(width: Int(raw.pointee.width), height: Int(raw.pointee.height))
    guard max(size.width, size.height) <= PointerPicture.longestSide else { return (nil, place) }
    let pixels = unsafe UnsafeBufferPointer(
      start: raw.pointee.pixels, count: size.width * size.height
    ).map { UInt32(truncatingIfNeeded: $0) }
    let picture = unsafe PointerPicture(
      image: CursorImage(size: size, pixels: pixels), hotX: Int(raw.pointee.xhot),
      hotY: Int(raw.pointee.yhot))
    return (picture, place)
  }
}
