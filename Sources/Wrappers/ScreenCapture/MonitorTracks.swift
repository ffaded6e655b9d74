internal import CX11
internal import Geometry
internal import Redaction

/// A monitor as RandR 1.5 lists it.
struct NamedMonitor: Equatable {
  /// An atom; 0 for the root window where nothing lists monitors.
  var name: UInt
  var region: PixelRegion
}

/// Gives each monitor its track for as long as the capture lives.
struct MonitorTracks {
  /// More monitors than these are not filmed: each costs an encoder, and anybody can make some.
  private static let mostMonitors = 16
  /// A monitor with a longer side is beyond what H.264 encoders take.
  private static let longestSide = 16_384
  /// Neither do they take more pixels than that, give or take some.
  private static let mostPixels = 1 << 27

  private var tracks: [UInt: Int] = [:]

  /// The monitors inside `canvas`, each region once, in the order of their tracks.
  ///
  /// None where all are too large. New ones are numbered from left to right and top to bottom.
  mutating func monitors(among named: [NamedMonitor], canvas: PixelRegion) -> [Monitor] {
    var inside = named.compactMap { monitor in
      monitor.region.intersection(canvas).map { NamedMonitor(name: monitor.name, region: $0) }
    }
    if inside.isEmpty { inside = [NamedMonitor(name: 0, region: canvas)] }
    inside.sort { one, other in
      // Of two that show the same, the one that has a track keeps it.
      (one.region.x, one.region.y, tracks[one.name] ?? .max)
        < (other.region.x, other.region.y, tracks[other.name] ?? .max)
    }
    var regions: Set<PixelRegion> = []
    let filmed = inside.filter { monitor in
      max(monitor.region.width, monitor.region.height) <= Self.longestSide
        && monitor.region.area <= Self.mostPixels && regions.insert(monitor.region).inserted
    }
    return filmed.prefix(Self.mostMonitors).map { monitor in
      let track = tracks[monitor.name] ?? tracks.count + 1
      tracks[monitor.name] = track
      return Monitor(track: track, region: monitor.region)
    }.sorted { $0.track < $1.track }
  }
}

extension DisplayConnection {
  /// Asks to be told of changes of monitors; the root window's own are selected elsewhere.
  func watchMonitors() {
    unsafe XRRSelectInput(
      handle, root.xid,
      Int32(RRScreenChangeNotifyMask | RRCrtcChangeNotifyMask | RROutputChangeNotifyMask))
  }

  /// The root window now; nil where the display is lost.
  func canvas() -> PixelRegion? { attributes(of: root)?.sibling.frame }

  /// Empty before RandR 1.5.
  func namedMonitors() -> [NamedMonitor] {
    var major: Int32 = 0
    var minor: Int32 = 0
    var count: Int32 = 0
    guard unsafe XRRQueryVersion(handle, &major, &minor) != 0, (major, minor) >= (1, 5),
      let monitors = unsafe XRRGetMonitors(handle, root.xid, 1, &count)
    else { return [] }
    defer { unsafe XRRFreeMonitors(monitors) }
    return unsafe UnsafeBufferPointer(start: monitors, count: Int(count)).map {
      unsafe NamedMonitor(
        name: UInt($0.name),
        region: PixelRegion(
          x: Int($0.x), y: Int($0.y), width: Int($0.width), height: Int($0.height)))
    }
  }
}
