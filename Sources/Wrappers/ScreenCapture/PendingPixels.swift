internal import Geometry
internal import Timeline

/// Pixels that count as a window's own from some time on, unless they are lost before.
struct PendingPixels {
  /// Times are rounded up to this, in milliseconds: a storm of reports makes a few sets only.
  private static let step: Int64 = 50
  /// Sets of this many regions are put in order.
  private static let disorder = 256

  private struct Batch {
    let due: CallTime
    var region: RegionSet
    var disorderLimit = PendingPixels.disorder
  }

  private var batches: [Batch] = []

  /// Whether one set holds all of `region`.
  func contains(_ region: PixelRegion) -> Bool {
    batches.contains { $0.region.contains(region) }
  }

  func intersection(_ region: RegionSet) -> RegionSet {
    var common = RegionSet()
    for batch in batches { common.formUnion(batch.region.intersection(region)) }
    return common
  }

  var all: RegionSet {
    var all = RegionSet()
    for batch in batches { all.formUnion(batch.region) }
    return all
  }

  mutating func insert(_ region: RegionSet, until time: CallTime) {
    guard !region.isEmpty else { return }
    let due = CallTime(
      milliseconds: (time.milliseconds + Self.step - 1) / Self.step * Self.step)
    let index = batches.firstIndex { $0.due == due } ?? batches.endIndex
    if index == batches.endIndex { batches.append(Batch(due: due, region: RegionSet())) }
    batches[index].region.formUnion(region)
    guard batches[index].region.regions.count > batches[index].disorderLimit else { return }
    batches[index].region.limit()
    batches[index].disorderLimit = max(Self.disorder, batches[index].region.regions.count * 2)
  }

  mutating func subtract(_ region: RegionSet) {
    change { $0.subtract(region) }
  }

  mutating func formIntersection(_ region: RegionSet) {
    change { $0 = $0.intersection(region) }
  }

  mutating func move(by offset: PixelOffset) {
    change { $0 = $0.moved(x: offset.x, y: offset.y) }
  }

  private mutating func change(_ body: (inout RegionSet) -> Void) {
    for index in batches.indices { body(&batches[index].region) }
    batches.removeAll { $0.region.isEmpty }
  }

  /// Takes out what is due; nil where nothing is.
  mutating func take(at now: CallTime) -> RegionSet? {
    let due = batches.filter { $0.due <= now }
    guard !due.isEmpty else { return nil }
    batches.removeAll { $0.due <= now }
    var taken = RegionSet()
    for batch in due { taken.formUnion(batch.region) }
    return taken
  }
}
