import Geometry
import TestSupport
import Testing

@Suite("Sets of pixels") struct RegionSetTests {
  private static let side = 24

  @Test("agree with pixels one by one", arguments: 0..<150 as Range<UInt64>)
  func oracle(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var set = RegionSet()
    var pixels = Set<Pixel>()
    for _ in 0..<12 {
      let region = Self.region(using: &random)
      let other = RegionSet([region, Self.region(using: &random)])
      let points = Self.pixels(region).union(Self.pixels(of: other))
      switch Int.random(in: 0..<6, using: &random) {
      case 0, 1:
        set.insert(region)
        pixels.formUnion(Self.pixels(region))
      case 2:
        set.subtract(region)
        pixels.subtract(Self.pixels(region))
      case 3:
        set.formUnion(other)
        pixels.formUnion(points)
      case 4:
        set.subtract(other)
        pixels.subtract(Self.pixels(of: other))
      default:
        set = set.intersection(PixelRegion(x: 2, y: 2, width: 20, height: 19))
        pixels = pixels.filter { (2..<22).contains($0.x) && (2..<21).contains($0.y) }
      }
      #expect(Self.pixels(of: set) == pixels)
      #expect(set.area == pixels.count, "regions overlap")
      #expect(set.isEmpty == pixels.isEmpty)
      #expect(set.regions.allSatisfy { !$0.isEmpty })
      let common = set.intersection(other)
      #expect(Self.pixels(of: common) == pixels.intersection(Self.pixels(of: other)))
      #expect(common.area == Self.pixels(of: common).count)
      #expect((set == other) == (pixels == Self.pixels(of: other)))
      let moved = set.moved(x: -3, y: 5)
      #expect(Self.pixels(of: moved) == Set(pixels.map { Pixel(x: $0.x - 3, y: $0.y + 5) }))
      let probe = Pixel(x: Int.random(in: -2..<26, using: &random), y: 7)
      #expect(set.contains(x: probe.x, y: probe.y) == pixels.contains(probe))
    }
  }

  @Test("Single regions agree with pixels too", arguments: 0..<60 as Range<UInt64>)
  func regions(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (one, other) = (Self.region(using: &random), Self.region(using: &random))
    let (ours, theirs) = (Self.pixels(one), Self.pixels(other))
    #expect(one.intersection(other).map(Self.pixels) ?? [] == ours.intersection(theirs))
    #expect(one.area == ours.count)
    if !one.isEmpty, !other.isEmpty {
      #expect(one.contains(other) == theirs.isSubset(of: ours))
      let even = one.evenOutward
      #expect([even.x, even.y, even.right, even.bottom].allSatisfy { $0.isMultiple(of: 2) })
      #expect(even.contains(one) && even.width <= one.width + 2 && even.height <= one.height + 2)
    }
  }

  @Test("Even edges lie outward, also left of and above the origin")
  func even() {
    #expect(
      PixelRegion(x: -3, y: -1, width: 2, height: 2).evenOutward
        == PixelRegion(x: -4, y: -2, width: 4, height: 4))
    #expect(PixelSize(width: 5, height: 8).padded == PixelSize(width: 6, height: 8))
    #expect(PixelRegion(x: 1, y: 1, width: 2, height: 2).grown(by: -1).isEmpty)
  }

  private struct Pixel: Hashable {
    var x: Int
    var y: Int
  }

  private static func region(using random: inout SeededGenerator) -> PixelRegion {
    PixelRegion(
      x: Int.random(in: 0..<side, using: &random), y: Int.random(in: 0..<side, using: &random),
      width: Int.random(in: 0...10, using: &random), height: Int.random(in: 0...10, using: &random))
  }

  private static func pixels(_ region: PixelRegion) -> Set<Pixel> {
    var pixels = Set<Pixel>()
    guard !region.isEmpty else { return pixels }
    for y in region.y..<region.bottom {
      for x in region.x..<region.right { pixels.insert(Pixel(x: x, y: y)) }
    }
    return pixels
  }

  private static func pixels(of set: RegionSet) -> Set<Pixel> {
    set.regions.reduce(into: []) { $0.formUnion(pixels($1)) }
  }
}
