import Geometry
import Timeline

/// One monitor that is being filmed, and its picture.
///
/// A class, because what cannot be copied cannot lie in an array.
final class TrackCanvas {
  let monitor: Monitor
  var canvas: Canvas
  /// When the track's last frame began; nil where the next moment needs one.
  var lastFrame: CallTime?

  init(_ monitor: Monitor) {
    self.monitor = monitor
    canvas = Canvas(size: monitor.pictureSize)
  }

  /// Takes in what a tick saw; `isFresh` where nothing from before it may stay.
  func show(_ observation: Observation, isFresh: Bool) {
    if isFresh {
      canvas.clear()
      lastFrame = nil
    }
    canvas.show(observation.part(on: monitor))
  }

  /// Whether a frame has to begin at `time` although nothing changed.
  func isDue(at time: CallTime) -> Bool {
    lastFrame.map { time - $0 >= DelayLine.longestFrame } ?? true
  }

  /// The windows that show here.
  var windows: [VisibleWindow] { canvas.windows }
}
