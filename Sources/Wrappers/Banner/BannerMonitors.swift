internal import CX11
internal import Geometry

/// Where banners belong: one on each monitor.
extension BannerConnection {
  /// More than these are not filmed.
  private static let most = 16
  /// Smaller ones cannot show a banner.
  private static let least = PixelSize(width: 120, height: 40)

  /// Asks to be told of changes of monitors, and of what happens to the windows on them.
  func watchMonitors() {
    // A monitor that is only named or unnamed is told of as a change of the root window.
    unsafe _ = XSelectInput(handle, root, StructureNotifyMask | SubstructureNotifyMask)
    guard randrEvents != nil else { return }
    unsafe XRRSelectInput(
      handle, root, Int32(RRScreenChangeNotifyMask | RRCrtcChangeNotifyMask))
  }

  /// Whether the event says that monitors have changed; Xlib's idea of the screen's size is
  /// renewed.
  func tellsOfMonitors(_ event: XEvent) -> Bool {
    let isOfRoot = unsafe event.type == ConfigureNotify && event.xconfigure.window == root
    let isOfRandr = randrEvents.map { unsafe event.type >= $0 && event.type < $0 + 2 } ?? false
    guard isOfRoot || isOfRandr else { return false }
    var event = unsafe event
    unsafe _ = XRRUpdateConfiguration(&event)
    return true
  }

  /// The monitors of the screen, each region once; the whole screen where nothing lists them.
  func monitors() -> [PixelRegion] {
    var regions: [PixelRegion] = []
    for region in listedMonitors() {
      guard let inside = region.intersection(screen), !regions.contains(inside),
        inside.width >= Self.least.width, inside.height >= Self.least.height
      else { continue }
      regions.append(inside)
    }
    return regions.isEmpty ? [screen] : Array(regions.prefix(Self.most))
  }

  private func listedMonitors() -> [PixelRegion] {
    var major: Int32 = 0
    var minor: Int32 = 0
    var count: Int32 = 0
    guard randrEvents != nil, unsafe XRRQueryVersion(handle, &major, &minor) != 0,
      (major, minor) >= (1, 5), let monitors = unsafe XRRGetMonitors(handle, root, 1, &count)
    else { return [] }
    defer { unsafe XRRFreeMonitors(monitors) }
    return unsafe UnsafeBufferPointer(start: monitors, count: Int(count)).map {
      unsafe PixelRegion(
        x: Int($0.x), y: Int($0.y), width: Int($0.width), height: Int($0.height))
    }
  }
}
