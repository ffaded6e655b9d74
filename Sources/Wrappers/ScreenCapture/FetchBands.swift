internal import Geometry

extension FetchPlan {
  /// Pixels that one request may ask for: 16 megabytes of the widest form.
  static let pixelLimit = 1 << 22

  /// Parts of `region`, each of at most `limitPixels`, which must be at least 4.
  ///
  /// They cover it exactly once, and each edge between two is even: no chroma sample is cut.
  static func bands(of region: PixelRegion, limitPixels: Int) -> [PixelRegion] {
    guard region.area > limitPixels else { return region.isEmpty ? [] : [region] }
    let even = region.evenOutward
    let columns = min(even.width, limitPixels / 2 & ~1)
    let rows = limitPixels / columns & ~1
    var bands: [PixelRegion] = []
    for top in stride(from: even.y, to: even.bottom, by: rows) {
      for left in stride(from: even.x, to: even.right, by: columns) {
        bands.append(
          PixelRegion(
            left: max(left, region.x), top: max(top, region.y),
            right: min(left + columns, region.right), bottom: min(top + rows, region.bottom)))
      }
    }
    return bands
  }
}

extension PlannedFetch {
  /// The same pixels in as many requests as they take.
  var bands: [PlannedFetch] {
    FetchPlan.bands(of: region, limitPixels: FetchPlan.pixelLimit).map {
      PlannedFetch(window: window, region: $0)
    }
  }
}
