internal import Geometry

/// Which rectangles to ask the X server for.
enum FetchPlan {
  /// Pixels that cost as much as one more request.
  private static let requestCost = 16_384
  /// Pieces beyond which no care is taken to fetch only what is wanted.
  private static let mostPieces = 1024
  /// How many rectangles of a plan a further one may be joined with.
  private static let neighbours = 16

  /// Rectangles inside `visible` that hold every pixel of both `wanted` and `visible`.
  ///
  /// Edges are even wherever `visible` allows, so that whole chroma samples are fetched. The
  /// rectangles may overlap.
  static func rectangles(covering wanted: [PixelRegion], within visible: RegionSet) -> [PixelRegion]
  {
    let pieces = wanted.flatMap { visible.intersection($0).regions }
    guard pieces.count <= mostPieces else {
      return visible.regions.filter { region in
        wanted.contains { $0.intersection(region) != nil }
      }
    }
    var plan: [PixelRegion] = []
    for piece in pieces { merge(evened(piece, within: visible), into: &plan, within: visible) }
    return plan
  }

  private static func merge(
    _ region: PixelRegion, into plan: inout [PixelRegion], within visible: RegionSet
  ) {
    for index in plan.indices.suffix(neighbours) {
      let box = plan[index].union(region)
      guard waste(plan[index], region) < requestCost, visible.contains(box) else { continue }
      plan.remove(at: index)
      return merge(box, into: &plan, within: visible)
    }
    plan.append(region)
  }

  /// Grown to even edges, each where the strip beyond it is visible too.
  private static func evened(_ region: PixelRegion, within visible: RegionSet) -> PixelRegion {
    let even = region.evenOutward
    if visible.contains(even) { return even }
    var grown = region
    for candidate in [
      PixelRegion(left: even.x, top: grown.y, right: grown.right, bottom: grown.bottom),
      PixelRegion(left: grown.x, top: grown.y, right: even.right, bottom: grown.bottom),
    ] where visible.contains(candidate) {
      grown = grown.union(candidate)
    }
    for candidate in [
      PixelRegion(left: grown.x, top: even.y, right: grown.right, bottom: grown.bottom),
      PixelRegion(left: grown.x, top: grown.y, right: grown.right, bottom: even.bottom),
    ] where visible.contains(candidate) {
      grown = grown.union(candidate)
    }
    return grown
  }
}
