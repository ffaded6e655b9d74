package import Geometry

/// One monitor of the desktop, by the number of the track that shows it in the film.
package struct Monitor: Hashable, Sendable {
  /// From 1; stays this monitor's while a capture lasts and is never given to another.
  package var track: Int
  /// In canvas coordinates, which are the root window's; edges may be odd.
  package var region: PixelRegion

  package init(track: Int, region: PixelRegion) {
    self.track = track
    self.region = region
  }

  /// The region of the track's pictures: the monitor with even edges, as 4:2:0 video needs.
  package var pictureRegion: PixelRegion { region.evenOutward }

  /// The size of the track's pictures; both sides are even.
  package var pictureSize: PixelSize {
    PixelSize(width: pictureRegion.width, height: pictureRegion.height)
  }
}

extension [Monitor] {
  /// The monitors to film from an observation on, by rising track.
  ///
  /// `present` are all that it saw, `needed` those of them on which a listed window shows. One
  /// that shows none any more stays, so that a window that goes to and fro changes nothing; where
  /// nothing listed shows anywhere, all stay.
  func following(present: [Monitor], needed: [Monitor]) -> [Monitor] {
    guard !needed.isEmpty else { return self }
    let kept = filter(present.contains)
    return (kept + needed.filter { !kept.contains($0) }).sorted { $0.track < $1.track }
  }
}

extension Observation {
  /// The monitors on which a listed window shows.
  var neededMonitors: [Monitor] {
    monitors.filter { monitor in
      windows.contains { window in
        window.frame.intersection(monitor.region).map {
          !window.visible.intersection($0).isEmpty
        } ?? false
      }
    }
  }

  /// What of it shows on one monitor, in coordinates of the track's pictures.
  ///
  /// Nothing shows on a monitor that is not there any more.
  func part(on monitor: Monitor) -> Observation {
    var part = self
    part.windows = []
    part.patches = []
    guard monitors.contains(monitor) else {
      part.cursor = nil
      return part
    }
    let (x, y) = (-monitor.pictureRegion.x, -monitor.pictureRegion.y)
    for window in windows {
      guard let place = window.frame.intersection(monitor.region) else { continue }
      let visible = window.visible.intersection(place)
      guard !visible.isEmpty else { continue }
      var window = window
      window.visible = visible.moved(x: x, y: y)
      window.frame = window.frame.moved(x: x, y: y)
      part.windows.append(window)
    }
    for patch in patches where patch.region.intersection(monitor.region) != nil {
      part.patches.append(patch.moved(x: x, y: y))
    }
    part.cursor?.x += x
    part.cursor?.y += y
    return part
  }
}
