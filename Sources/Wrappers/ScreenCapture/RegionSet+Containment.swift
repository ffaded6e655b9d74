internal import Geometry

extension RegionSet {
  /// Whether every pixel of `region` is in the set.
  func contains(_ region: PixelRegion) -> Bool {
    if regions.contains(where: { $0.contains(region) }) { return true }
    return intersection(region).area == region.area
  }

  /// Whether every pixel of `other` is in the set.
  func containsAll(of other: RegionSet) -> Bool { other.regions.allSatisfy { contains($0) } }
}
