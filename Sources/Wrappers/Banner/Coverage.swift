internal import CX11
internal import Geometry

extension BannerConnection {
  /// Asks the X server how much of `window`, a child of the root, can be seen on a monitor.
  ///
  /// Those of `siblings` count as transparent: ours, which say the same.
  ///
  /// Each window above counts with the box around its bounding shape. Stacking and geometry
  /// alone are believed: a covered window may report itself unobscured.
  func proof(
    of window: Window, on monitor: PixelRegion, besides siblings: [Window]
  ) -> BannerProof {
    guard let own = geometry(of: window) else { return isLost ? .displayLost : .unmapped }
    guard own.isMapped else { return isLost ? .displayLost : .unmapped }
    // Ours is a rectangle: somebody has cut it.
    guard !own.isShaped else { return .covered }
    var covers: [PixelRegion] = []
    for other in windowsAbove(window) where !siblings.contains(other) {
      if let above = geometry(of: other), above.isMapped { covers.append(above.region) }
    }
    if isLost { return .displayLost }
    return isVisible(own.region, on: monitor, under: covers) ? .visible : .covered
  }

  /// Whether any mapped window above overlaps `window`, but for those of `siblings`.
  func isOverlapped(_ window: Window, besides siblings: [Window]) -> Bool {
    guard let own = geometry(of: window), own.isMapped else { return false }
    return windowsAbove(window).contains { other in
      guard !siblings.contains(other), let above = geometry(of: other), above.isMapped else {
        return false
      }
      return above.region.intersection(own.region) != nil
    }
  }

  private func windowsAbove(_ window: Window) -> [Window] {
    Array(children(of: root).reversed().prefix { $0 != window })
  }

  /// Whether somebody gave the window another form than its rectangle.
  func isShaped(_ window: Window) -> Bool {
    var box = XRectangle()
    return unsafe callreel_x11_bounding_extents(handle, window, &box) != 0
  }

  /// The pixels that a child of the root may paint; nil where it is no more or never paints.
  private func geometry(
    of window: Window
  ) -> (region: PixelRegion, isMapped: Bool, isShaped: Bool)? {
    var raw = unsafe XWindowAttributes()
    guard unsafe XGetWindowAttributes(handle, window, &raw) != 0,
      unsafe raw.`class` == InputOutput
    else { return nil }
    let border = Int(unsafe raw.border_width)
    var region = unsafe PixelRegion(
      x: Int(raw.x), y: Int(raw.y), width: Int(raw.width) + 2 * border,
      height: Int(raw.height) + 2 * border)
    var box = XRectangle()
    let isShaped = unsafe callreel_x11_bounding_extents(handle, window, &box) != 0
    if isShaped {
      region = PixelRegion(
        x: region.x + border + Int(box.x), y: region.y + border + Int(box.y),
        width: Int(box.width), height: Int(box.height))
    }
    return (region, unsafe raw.map_state == IsViewable, isShaped)
  }
}

/// Whether at least nine tenths of `region` are on the screen and under no cover.
func isVisible(
  _ region: PixelRegion, on screen: PixelRegion, under covers: [PixelRegion]
) -> Bool {
  var rest = RegionSet(region).intersection(screen)
  for cover in covers { rest.subtract(cover) }
  return !region.isEmpty && rest.area * 10 >= region.area * 9
}
