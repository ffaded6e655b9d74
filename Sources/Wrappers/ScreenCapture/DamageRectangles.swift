internal import Geometry

/// A few rectangles that hold all damage put in, and perhaps a little more.
struct DamageRectangles: Equatable {
  private static let limit = 16

  private(set) var rectangles: [PixelRegion] = []

  var isEmpty: Bool { rectangles.isEmpty }

  mutating func add(_ region: PixelRegion) {
    guard !region.isEmpty, !rectangles.contains(where: { $0.contains(region) }) else { return }
    rectangles.removeAll { region.contains($0) }
    guard rectangles.count >= Self.limit else {
      rectangles.append(region)
      return
    }
    var best = 0
    for index in rectangles.indices.dropFirst()
    where waste(rectangles[index], region) < waste(rectangles[best], region) {
      best = index
    }
    add(rectangles.remove(at: best).union(region))
  }

  mutating func add(_ other: DamageRectangles) {
    for region in other.rectangles { add(region) }
  }

  mutating func take() -> DamageRectangles {
    let taken = self
    rectangles = []
    return taken
  }
}

/// Pixels in the bounding box of two regions beyond the regions themselves.
func waste(_ one: PixelRegion, _ other: PixelRegion) -> Int {
  one.union(other).area - one.area - other.area
}
