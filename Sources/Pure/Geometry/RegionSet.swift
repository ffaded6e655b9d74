/// A set of pixels, kept as regions that do not overlap.
package struct RegionSet: Sendable {
  /// Disjoint and not empty, in no particular order.
  package private(set) var regions: [PixelRegion]

  package init() {
    regions = []
  }

  package init(_ region: PixelRegion) {
    regions = region.isEmpty ? [] : [region]
  }

  package init(_ parts: [PixelRegion]) {
    self.init()
    for part in parts { insert(part) }
  }

  /// Takes regions of which no two overlap; the caller warrants it.
  package init(disjoint regions: [PixelRegion]) {
    self.regions = regions.filter { !$0.isEmpty }
  }

  package var isEmpty: Bool { regions.isEmpty }
  /// The number of pixels.
  package var area: Int { regions.reduce(0) { $0 + $1.area } }

  package func contains(x: Int, y: Int) -> Bool {
    regions.contains { $0.contains(x: x, y: y) }
  }

  package mutating func insert(_ region: PixelRegion) {
    // A set that is painted over again and again does not crumble.
    regions.removeAll { region.contains($0) }
    var fresh = RegionSet(region)
    for known in regions { fresh.subtract(known) }
    regions += fresh.regions
  }

  package mutating func formUnion(_ other: RegionSet) {
    for region in other.regions { insert(region) }
  }

  package mutating func subtract(_ hole: PixelRegion) {
    guard !hole.isEmpty, regions.contains(where: { $0.intersection(hole) != nil }) else { return }
    var rest: [PixelRegion] = []
    rest.reserveCapacity(regions.count + 3)
    for region in regions {
      if region.intersection(hole) == nil {
        rest.append(region)
      } else {
        rest += Self.pieces(of: region, outside: hole)
      }
    }
    regions = rest
  }

  package mutating func subtract(_ other: RegionSet) {
    for region in other.regions { subtract(region) }
  }

  package func intersection(_ region: PixelRegion) -> RegionSet {
    var common = RegionSet()
    common.regions = regions.compactMap { $0.intersection(region) }
    return common
  }

  package func intersection(_ other: RegionSet) -> RegionSet {
    var common = RegionSet()
    common.regions = other.regions.flatMap { intersection($0).regions }
    return common
  }

  package func moved(x: Int, y: Int) -> RegionSet {
    var result = RegionSet()
    result.regions = regions.map { $0.moved(x: x, y: y) }
    return result
  }

  private static func pieces(of region: PixelRegion, outside hole: PixelRegion) -> [PixelRegion] {
    guard let common = region.intersection(hole) else { return [region] }
    return [
      PixelRegion(left: region.x, top: region.y, right: region.right, bottom: common.y),
      PixelRegion(left: region.x, top: common.bottom, right: region.right, bottom: region.bottom),
      PixelRegion(left: region.x, top: common.y, right: common.x, bottom: common.bottom),
      PixelRegion(left: common.right, top: common.y, right: region.right, bottom: common.bottom),
    ].filter { !$0.isEmpty }
  }
}

extension RegionSet: Equatable {
  /// Equal as sets of pixels, however they are cut.
  package static func == (left: RegionSet, right: RegionSet) -> Bool {
    left.regions == right.regions
      || left.area == right.area && left.intersection(right).area == left.area
  }
}
