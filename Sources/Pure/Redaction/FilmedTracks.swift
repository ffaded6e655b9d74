import Geometry
import Timeline

/// The pictures of the monitors that are filmed, at one moment of the call.
struct FilmedTracks {
  /// By rising track; never empty.
  private(set) var all: [TrackCanvas]
  /// Windows of which some pixels were dropped and did not come again yet.
  private var overloaded: Set<WindowID> = []

  init(_ monitor: Monitor) {
    all = [TrackCanvas(monitor)]
  }

  var layout: [Monitor] { all.map(\.monitor) }

  /// The monitors on which something listed shows.
  var showing: [Monitor] { all.filter { !$0.windows.isEmpty }.map(\.monitor) }

  /// The windows that show on any of them.
  var windows: Set<WindowID> { Set(all.flatMap { $0.windows.map(\.window) }) }

  /// Goes over to these monitors; those that stay keep their pictures.
  mutating func take(_ monitors: [Monitor]) {
    guard !monitors.isEmpty else { return }
    all = monitors.sorted { $0.track < $1.track }.map { monitor in
      all.first { $0.monitor == monitor } ?? TrackCanvas(monitor)
    }
  }

  /// Takes in what a tick saw; `isFresh` where nothing from before it may stay.
  ///
  /// `dropped` are windows whose patches are missing from it: they are covered until one
  /// observation brings all that shows of them.
  mutating func show(_ observation: Observation, isFresh: Bool, dropped: Set<WindowID>) {
    for track in all { track.show(observation, isFresh: isFresh) }
    overloaded.subtract(overloaded.filter { isWhole($0, in: observation) })
    overloaded.formUnion(dropped)
  }

  /// What must be black; `hiding` says what is known of a window.
  func covering(hiding: (WindowID) -> HiddenRegions) -> Covering {
    Covering(all) { overloaded.contains($0) ? .everything(.overload) : hiding($0) }
  }

  /// Whether the patches bring all that shows of a window.
  private func isWhole(_ window: WindowID, in observation: Observation) -> Bool {
    var isShown = false
    for track in all {
      guard var missing = track.windows.first(where: { $0.window == window })?.visible else {
        continue
      }
      let origin = track.monitor.pictureRegion
      for patch in observation.patches where patch.window == window {
        missing.subtract(patch.region.moved(x: -origin.x, y: -origin.y))
      }
      guard missing.isEmpty else { return false }
      isShown = true
    }
    return isShown
  }
}
