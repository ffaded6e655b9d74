import Geometry
import TestSupport
import Testing

@testable import Redaction
@testable import ScreenCapture

@Suite("What to fetch and what is on top")
struct GeometryRuleTests {
  private func region(_ random: inout SeededGenerator, within size: Int = 100) -> PixelRegion {
    PixelRegion(
      x: Int(random.next() % UInt64(size)), y: Int(random.next() % UInt64(size)),
      width: Int(random.next() % 40) + 1, height: Int(random.next() % 40) + 1)
  }

  @Test("a plan holds every wanted visible pixel and none beyond what is visible")
  func plan() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      var visible = RegionSet((0..<4).map { _ in region(&random) })
      visible.subtract(region(&random))
      let wanted = (0..<5).map { _ in region(&random) }
      let plan = FetchPlan.rectangles(covering: wanted, within: visible)
      var missing = RegionSet(wanted).intersection(visible)
      for part in plan {
        #expect(visible.contains(part))
        #expect(!part.isEmpty)
        missing.subtract(part)
      }
      #expect(missing.isEmpty)
    }
  }

  @Test(
    "edges become even where the pixels beyond are visible too",
    arguments: [
      (PixelRegion(x: 3, y: 5, width: 4, height: 4), PixelRegion(x: 2, y: 4, width: 6, height: 6)),
      (PixelRegion(x: 1, y: 1, width: 2, height: 2), PixelRegion(x: 1, y: 1, width: 3, height: 3)),
      (PixelRegion(x: 4, y: 4, width: 2, height: 2), PixelRegion(x: 4, y: 4, width: 2, height: 2)),
    ])
  func even(wanted: PixelRegion, expected: PixelRegion) {
    let visible = RegionSet(PixelRegion(x: 1, y: 1, width: 50, height: 50))
    #expect(FetchPlan.rectangles(covering: [wanted], within: visible) == [expected])
  }

  @Test("near damage is fetched at once, far damage apart")
  func merging() {
    let visible = RegionSet(PixelRegion(x: 0, y: 0, width: 1000, height: 1000))
    let near = [
      PixelRegion(x: 0, y: 0, width: 10, height: 10),
      PixelRegion(x: 40, y: 0, width: 10, height: 10),
    ]
    #expect(FetchPlan.rectangles(covering: near, within: visible).count == 1)
    let far = [near[0], PixelRegion(x: 900, y: 900, width: 10, height: 10)]
    #expect(FetchPlan.rectangles(covering: far, within: visible).count == 2)
  }

  @Test("any number of damage reports stay a few rectangles that hold them all")
  func damage() {
    var random = SeededGenerator(seed: 11)
    var damage = DamageRectangles()
    var all = RegionSet()
    for _ in 0..<500 {
      let region = region(&random, within: 900)
      damage.add(region)
      all.insert(region)
      #expect(damage.rectangles.count <= 16)
    }
    for part in damage.rectangles { all.subtract(part) }
    #expect(all.isEmpty)
  }

  @Test("stacking follows what the X server reports")
  func stacking() {
    var stacking = Stacking([])
    let frame = PixelRegion(x: 0, y: 0, width: 9, height: 9)
    let ids = (1...3).map { WindowID(rawValue: $0) }
    for id in ids {
      let sibling = Sibling(window: id, frame: frame, border: 0, isMapped: false, paints: true)
      let isKnown = stacking.apply(.arrived(sibling))
      #expect(isKnown)
    }
    let changes: [(StackingChange, [WindowID], Bool)] = [
      (
        .configured(ids[0], frame: frame, border: 0, above: ids[1]), [ids[1], ids[0], ids[2]], true
      ),
      (.configured(ids[2], frame: frame, border: 0, above: nil), [ids[2], ids[1], ids[0]], true),
      (.circulated(ids[2], toTop: true), [ids[1], ids[0], ids[2]], true),
      (.circulated(ids[0], toTop: false), [ids[0], ids[1], ids[2]], true),
      (.left(ids[1]), [ids[0], ids[2]], true), (.mapped(ids[1]), [ids[0], ids[2]], false),
      (.configured(ids[0], frame: frame, border: 0, above: ids[1]), [ids[0], ids[2]], false),
    ]
    for (change, order, isKnown) in changes {
      let applied = stacking.apply(change)
      #expect(applied == isKnown)
      #expect(stacking.order == order)
    }
    #expect(stacking.covers(of: ids[0]).isEmpty)
    _ = stacking.apply(.mapped(ids[2]))
    #expect(stacking.covers(of: ids[0]).map(\.frame) == [frame])
    #expect(stacking.isAbove(ids[2], ids[0]) && !stacking.isAbove(ids[0], ids[2]))
    #expect(stacking.covers(of: ids[2]).isEmpty)
  }

  @Test("a nested window is cut by its ancestors, their siblings above, and shapes")
  func nested() {
    let root = WindowID(rawValue: 1)
    let frame = WindowID(rawValue: 2)
    let client = WindowID(rawValue: 3)
    let above = WindowID(rawValue: 4)
    let canvas = PixelRegion(x: 0, y: 0, width: 100, height: 100)
    var tree = WindowTree(
      root: root, clients: ClientNumbers(mask: 0), canvas: canvas, screen: RegionSet(canvas))
    func sibling(_ window: WindowID, _ region: PixelRegion, border: Int = 0) -> Sibling {
      Sibling(window: window, frame: region, border: border, isMapped: true, paints: true)
    }
    tree.levels[root] = Stacking([
      sibling(frame, PixelRegion(x: 10, y: 10, width: 60, height: 60), border: 1),
      sibling(above, PixelRegion(x: 0, y: 0, width: 30, height: 100)),
    ])
    tree.levels[frame] = Stacking([
      sibling(client, PixelRegion(x: 4, y: 20, width: 100, height: 30))
    ])
    let extent = tree.extent(of: [frame, client])
    #expect(extent?.frame == PixelRegion(x: 15, y: 31, width: 100, height: 30))
    #expect(
      extent?.visible == RegionSet(PixelRegion(left: 30, top: 31, right: 69, bottom: 61)))
    tree.shapes[client] = .region(RegionSet(PixelRegion(x: 0, y: 0, width: 20, height: 5)))
    #expect(
      tree.extent(of: [frame, client])?.visible
        == RegionSet(PixelRegion(left: 30, top: 31, right: 35, bottom: 36)))
    _ = tree.levels[root]?.apply(.unmapped(frame))
    #expect(tree.extent(of: [frame, client]) == nil)
  }
}
