internal import Geometry
internal import Timeline

/// How large recent changes of a window were, until an answer of its program vouches for them.
///
/// Chromium tells of its fields from a copy that it renews twice a second: a page may have scrolled
/// to and fro meanwhile, and lie each time where it lay.
struct PageMotion: Sendable {
  /// Oldest first; none is smaller than a later one.
  private var changes: [(size: PixelSize, at: CallTime)] = []

  /// Pixels changed at `time` within a region of that size.
  mutating func noteChange(_ size: PixelSize, at time: CallTime) {
    changes.removeAll { $0.size.width <= size.width && $0.size.height <= size.height }
    changes.append((size, time))
  }

  /// What was fetched by then lies where it was told.
  mutating func vouch(through bound: CallTime) {
    changes.removeAll { $0.at <= bound }
  }

  /// Whether a field may have come by elsewhere: what is written into a line is not as tall.
  func mayMove(_ field: PixelRegion) -> Bool {
    changes.contains { $0.size.height > 2 * field.height && $0.size.width >= field.width / 2 }
  }
}
