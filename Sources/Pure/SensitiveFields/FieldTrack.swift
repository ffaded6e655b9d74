internal import Geometry

/// Where a field was at one scan and the scan before.
struct FieldTrack: Sendable {
  /// With padding, in window coordinates.
  private let places: [PixelRegion]
  let isShowing: Bool
  /// What must be masked from the scan before on.
  let masks: [PixelRegion]
  /// How far it moved between the two, in pixels.
  private let distance: Int

  /// Several places: nobody knows which of them is meant, while the window moves.
  init(after before: FieldTrack?, _ places: [PixelRegion], isShowing: Bool) {
    self.places = places
    self.isShowing = isShowing
    guard let before, before.places != places, let from = before.places.last, let to = places.last
    else {
      distance = 0
      masks = isShowing ? places : []
      return
    }
    distance = max(abs(from.x - to.x), abs(from.y - to.y))
    // It has been anywhere in between, and what moves swings beyond where it turns.
    let swing = max(distance, before.distance) / 2
    masks = places + [from.union(to).grown(by: swing)]
  }
}
