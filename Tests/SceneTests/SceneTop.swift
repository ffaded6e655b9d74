import CXScene
import Geometry
import TestSupport

/// Which colour is on top at each pixel, by what the X server knows of its windows.
///
/// A compositing manager's screen may lag behind, or keep a window's old picture.
struct SceneTop {
  private let size: PixelSize
  /// Nil: no window of the scene, but the backdrop or a window manager's border.
  private(set) var colours: [UInt32?]

  init(of clients: [SceneClient], _ size: PixelSize) throws {
    self.size = size
    colours = Array(repeating: nil, count: size.width * size.height)
    let looks = clients.reduce(into: [:]) { all, client in
      all.merge(client.looks) { first, _ in first }
    }
    for child in try clients[0].children() where child.isMapped {
      let outline = clients[0].outline(of: child.window)
      fill(outline, nil)
      let holds = [child.window] + clients[0].inner(of: child.window)
      guard let client = holds.first(where: { looks[$0] != nil }), let look = looks[client]
      else { continue }
      for region in clients[0].outline(of: client) {
        fill(outline.compactMap { $0.intersection(region) }, UInt32(look.colour))
      }
    }
  }

  private mutating func fill(_ regions: [PixelRegion], _ colour: UInt32?) {
    let screen = PixelRegion(x: 0, y: 0, width: size.width, height: size.height)
    for region in regions.compactMap({ $0.intersection(screen) }) {
      for y in region.y..<region.bottom {
        for x in region.x..<region.right { colours[y * size.width + x] = colour }
      }
    }
  }
}

extension SceneClient {
  /// The parts of a window that are there by its shape (XShape), in the screen's coordinates.
  fileprivate func outline(of window: Window) -> [PixelRegion] {
    var (x, y, child) = (Int32(), Int32(), Window())
    var (count, order) = (Int32(), Int32())
    guard XTranslateCoordinates(display, window, root, 0, 0, &x, &y, &child) != 0,
      let rectangles = XShapeGetRectangles(
        display, window, Int32(ShapeBounding), &count, &order)
    else { return [] }
    defer { XFree(rectangles) }
    return UnsafeBufferPointer(start: rectangles, count: Int(count)).map {
      PixelRegion(
        x: Int(x) + Int($0.x), y: Int(y) + Int($0.y), width: Int($0.width), height: Int($0.height))
    }
  }

  /// What a window manager's frame holds.
  fileprivate func inner(of frame: Window) -> [Window] {
    var (root, parent) = (Window(), Window())
    var children: UnsafeMutablePointer<Window>?
    var count: UInt32 = 0
    guard XQueryTree(display, frame, &root, &parent, &children, &count) != 0 else { return [] }
    defer { XFree(children) }
    return Array(UnsafeBufferPointer(start: children, count: Int(count)))
  }
}
