internal import Geometry

extension RegionSet {
  /// How many regions a set may have: a window of odd shape has hundreds.
  private static let mostRegions = 1024

  /// Keeps a set that grows without end small; what is lost is missing, never too much.
  mutating func limit() {
    guard regions.count > Self.mostRegions else { return }
    coalesce()
    guard regions.count > Self.mostRegions else { return }
    let largest = regions.sorted { $0.area > $1.area }.prefix(Self.mostRegions)
    self = RegionSet(disjoint: Array(largest))
  }

  /// Joins regions that make up bigger ones, first side by side, then one under the other.
  mutating func coalesce() {
    let rows = Self.joined(regions.sorted { ($0.y, $0.height, $0.x) < ($1.y, $1.height, $1.x) }) {
      $0.y == $1.y && $0.height == $1.height && $0.right == $1.x
    }
    let columns = Self.joined(rows.sorted { ($0.x, $0.width, $0.y) < ($1.x, $1.width, $1.y) }) {
      $0.x == $1.x && $0.width == $1.width && $0.bottom == $1.y
    }
    self = RegionSet(disjoint: columns)
  }

  private static func joined(
    _ regions: [PixelRegion], where fits: (PixelRegion, PixelRegion) -> Bool
  ) -> [PixelRegion] {
    var joined: [PixelRegion] = []
    for region in regions {
      if let last = joined.last, fits(last, region) {
        joined[joined.count - 1] = last.union(region)
      } else {
        joined.append(region)
      }
    }
    return joined
  }
}
