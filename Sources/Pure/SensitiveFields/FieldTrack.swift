internal import Geometry

/// Where a field was at one scan and the scan before.
struct FieldTrack: Sendable {
  /// No window reaches that far, in pixels.
  private static let farthest = 1 << 20

  /// With padding, in window coordinates.
  private let places: [PixelRegion]
  let isShowing: Bool
  /// What must be masked from the scan before on.
  let masks: [PixelRegion]
  /// How far it moved between the two, in pixels.
  private let distance: Int

  /// Where it may have come by while its page moves like that: anywhere to either side of where it
  /// was told last, and above and below; beyond the window, too.
  func passage(in motion: PageMotion) -> [PixelRegion] {
    guard let place = places.last, motion.mayMove(place) else { return [] }
    return [
      PixelRegion(x: place.x, y: -Self.farthest, width: place.width, height: 2 * Self.farthest),
      PixelRegion(x: -Self.farthest, y: place.y, width: 2 * Self.farthest, height: place.height),
    ]
  }

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
