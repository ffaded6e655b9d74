internal import CX11
internal import Geometry

/// Where a window is that is shown and paints, in pixels of the screen.
struct ShownWindow {
  /// With its border.
  let place: PixelRegion
  /// Without: what its children count from.
  let inside: PixelRegion
}

extension BannerConnection {
  /// The root, as what its children count from.
  var rootOrigin: ShownWindow {
    let origin = PixelRegion(x: 0, y: 0, width: 0, height: 0)
    return ShownWindow(place: origin, inside: origin)
  }

  /// Nil where it is not shown, never paints or is gone.
  ///
  /// Asked within its parent it is one question to the X server, which is asked in each beat of a
  /// lease; alone it is two.
  func shown(_ window: Window, in parent: ShownWindow? = nil) -> ShownWindow? {
    var raw = unsafe XWindowAttributes()
    guard unsafe XGetWindowAttributes(handle, window, &raw) != 0,
      unsafe raw.`class` == InputOutput, unsafe raw.map_state == IsViewable
    else { return nil }
    let border = Int(unsafe raw.border_width)
    var x = unsafe (parent?.inside.x ?? 0) + Int(raw.x) + border
    var y = unsafe (parent?.inside.y ?? 0) + Int(raw.y) + border
    if parent == nil {
      guard let origin = origin(of: window) else { return nil }
      (x, y) = origin
    }
    let inside = unsafe PixelRegion(x: x, y: y, width: Int(raw.width), height: Int(raw.height))
    return ShownWindow(place: inside.grown(by: border), inside: inside)
  }

  private func origin(of window: Window) -> (x: Int, y: Int)? {
    var x: Int32 = 0
    var y: Int32 = 0
    var child: Window = 0
    guard unsafe XTranslateCoordinates(handle, window, root, 0, 0, &x, &y, &child) != 0 else {
      return nil
    }
    return (Int(x), Int(y))
  }
}
