import CXScene
import Geometry

/// Follows a request log and judges each image request by the stacking that was last read (P3).
struct StackingReplay {
  struct Child {
    var window: Window
    var frame: PixelRegion
    var isMapped: Bool
  }

  private let root: Window
  private let screen: PixelRegion
  private let isListed: (Window) -> Bool
  /// From the lowest to the highest.
  private var children: [Child]
  /// What might be asked for: what showed of listed windows when the stacking was last read.
  private var agreed: [Window: RegionSet] = [:]
  private var agreedFrames: [Window: PixelRegion] = [:]
  /// What showed of listed windows at some moment since that, and between it and the reading before:
  /// the plan for a window's own pixmap, whose pixels stay its own under whatever comes to cover it,
  /// may be as old.
  private var lately: [Window: RegionSet] = [:]
  private var before: [Window: RegionSet] = [:]
  private var pixmaps: [Drawable: Window] = [:]
  private(set) var images = 0
  private(set) var pixels = 0
  private(set) var faults: [String] = []

  /// `children` are those of before the log began, from the lowest to the highest.
  init(
    root: Window, screen: PixelRegion, children: [Child],
    isListed: @escaping (Window) -> Bool
  ) {
    self.root = root
    self.screen = screen
    self.isListed = isListed
    self.children = children
  }

  mutating func take(_ entry: RequestLog.Entry) {
    switch entry {
    case .readStacking(let window):
      if window == root { agree() }
      return
    case .image(let drawable, let x, let y, let width, let height):
      judge(drawable, PixelRegion(x: x, y: y, width: width, height: height))
    case .namedPixmap(let pixmap, let window):
      pixmaps[pixmap] = window
      if !isListed(window) { faults.append("names the pixmap of an unlisted window") }
    case .created(let window, let x, let y, let width, let height, let border):
      children.append(
        Child(window: window, frame: frame(x, y, width, height, border), isMapped: false))
    case .destroyed(let window): children.removeAll { $0.window == window }
    case .mapped(let window): update(window) { $0.isMapped = true }
    case .unmapped(let window): update(window) { $0.isMapped = false }
    case .configured(let window, let x, let y, let width, let height, let border, let above):
      guard let index = children.firstIndex(where: { $0.window == window }) else { return }
      var child = children.remove(at: index)
      child.frame = frame(x, y, width, height, border)
      let below = children.firstIndex { $0.window == above }
      children.insert(child, at: above == 0 ? 0 : below.map { $0 + 1 } ?? index)
      // Where it was is nowhere in its pixmap.
      lately[window] = nil
      before[window] = nil
    }
    for (window, region) in visible() { lately[window, default: RegionSet()].formUnion(region) }
  }

  private func frame(
    _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ border: Int
  ) -> PixelRegion {
    PixelRegion(x: x, y: y, width: width + 2 * border, height: height + 2 * border)
  }

  private mutating func update(_ window: Window, _ body: (inout Child) -> Void) {
    if let index = children.firstIndex(where: { $0.window == window }) { body(&children[index]) }
  }

  private mutating func agree() {
    agreed = visible()
    agreedFrames = [:]
    for child in children where child.isMapped { agreedFrames[child.window] = child.frame }
    before = lately
    lately = agreed
  }

  /// What shows of each listed window.
  private func visible() -> [Window: RegionSet] {
    var shown: [Window: RegionSet] = [:]
    var free = RegionSet(screen)
    for child in children.reversed() where child.isMapped {
      if isListed(child.window) { shown[child.window] = free.intersection(child.frame) }
      free.subtract(child.frame)
    }
    return shown
  }

  private mutating func judge(_ drawable: Drawable, _ region: PixelRegion) {
    images += 1
    pixels += region.area
    var allowed = RegionSet()
    var asked = region
    if drawable == root {
      for visible in agreed.values { allowed.formUnion(visible) }
    } else if let window = pixmaps[drawable] {
      let frame = agreedFrames[window] ?? PixelRegion(x: 0, y: 0, width: 0, height: 0)
      allowed = agreed[window] ?? RegionSet()
      if agreed[window] != nil, let before = before[window] { allowed.formUnion(before) }
      asked = region.moved(x: frame.x, y: frame.y)
    }
    var beyond = RegionSet(asked)
    for part in allowed.regions { beyond.subtract(part) }
    if !beyond.isEmpty {
      let source = drawable == root ? "the screen" : pixmaps[drawable].map { "window \($0)" } ?? "?"
      faults.append(
        "asks for \(beyond.area) of \(region.area) pixels outside listed windows: \(asked) of "
          + "\(source), where \(allowed.regions) may be asked for")
    }
  }
}
