import ClipFormat
import Geometry
import LinuxSystem
import TestSupport
import Timeline

/// How much of a frame shows and how much is masked; the rest is backdrop.
struct Share: CustomStringConvertible {
  private(set) var shown = 0
  private(set) var masked = 0

  /// Every second pixel of every second row stands for four.
  init(_ frame: FilmFrame) {
    for y in stride(from: 0, to: frame.size.height, by: 2) {
      for x in stride(from: 0, to: frame.size.width, by: 2) {
        let luma = frame.luma(x: x, y: y)
        if luma <= 20 { masked += 4 } else if luma < 44 || luma > 56 { shown += 4 }
      }
    }
  }

  private init() {}

  /// Of the frame within some seconds that shows most.
  ///
  /// What changed right before the end is hidden, as it can no longer be asked about; and a busy
  /// program may be slow to answer for a while.
  static func best(_ film: DecodedFilm, after start: CallTime) -> Share {
    film.frames.filter { $0.time >= start }.map(Share.init).max { $0.shown < $1.shown } ?? Share()
  }

  var description: String { "\(shown) pixels shown, \(masked) masked" }
}

extension DecodedFilm {
  /// When windows were hidden whole, for people.
  var hiddenWindows: String {
    let spans = fragments.flatMap(\.manifest.hidden).map { entry in
      "\(entry.reason.name) \(entry.span.start.milliseconds)-\(entry.span.end.milliseconds)"
    }
    return "hidden " + spans.joined(separator: ", ")
  }
}

extension FilmedCall {
  /// Now, on the call's timeline.
  var now: CallTime { time(of: BootTime(nanoseconds: Clock.bootNanoseconds)) }
}
