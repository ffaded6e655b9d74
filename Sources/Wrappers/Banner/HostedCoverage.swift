internal import CX11
internal import Geometry

extension BannerConnection {
  /// A smaller item tells nobody anything, and one so large is no item.
  private static let sizes = 8...256
  /// Frames of a window manager around a panel.
  private static let frames = 3
  private static let embeddings = 8

  /// Asks the X server whether what a panel draws at `item` can be seen.
  ///
  /// The panel is a window of the type dock that lies exactly where its program says that it does,
  /// so that both count in the same pixels; and the innermost window there that names a process
  /// names `process`, which is who said so. That the panel draws the icon there is its word.
  ///
  /// `dock`: the one that was found last, looked at first.
  func proof(
    ofHosted item: PixelRegion, in panel: PixelRegion, by process: Int32,
    on monitors: [PixelRegion], last dock: inout Window?
  ) -> BannerProof {
    guard Self.sizes.contains(item.width), Self.sizes.contains(item.height),
      panel.contains(item)
    else { return .unmapped }
    if dock.map({ isDock($0, at: panel) }) != true { dock = findDock(at: panel) }
    guard let dock else { return isLost ? .displayLost : .unmapped }
    let (holder, owner) = innermost(of: dock, holding: item)
    guard owner == process, let form = form(of: holder) else {
      return isLost ? .displayLost : .unmapped
    }
    var rest = form.intersection(item)
    for child in children(of: holder) where isViewable(child) {
      if let cover = place(of: child) { rest.subtract(cover) }
    }
    return proof(of: item, leaving: rest, within: holder, on: monitors)
  }

  /// The highest dock at a place, with or without a frame around it.
  private func findDock(at panel: PixelRegion) -> Window? {
    var level = Array(children(of: root).reversed())
    for _ in 0..<Self.frames {
      if let found = level.first(where: { isDock($0, at: panel) }) { return found }
      level = level.filter { isViewable($0) && place(of: $0)?.contains(panel) == true }
        .flatMap { children(of: $0).reversed() }
    }
    return nil
  }

  /// Whether it is a mapped dock whose inside is `panel`.
  private func isDock(_ window: Window, at panel: PixelRegion) -> Bool {
    number("_NET_WM_WINDOW_TYPE", of: window) == .one(atom("_NET_WM_WINDOW_TYPE_DOCK"))
      && isViewable(window) && inside(of: window) == panel
  }

  /// The innermost window below `dock` that holds `item`, and the last process named on the way.
  private func innermost(
    of dock: Window, holding item: PixelRegion
  ) -> (window: Window, process: Int32?) {
    var window = dock
    var process = process(of: dock)
    for _ in 0..<Self.embeddings {
      let inner = children(of: window).reversed().first {
        isViewable($0) && place(of: $0)?.contains(item) == true
      }
      guard let inner else { break }
      window = inner
      process = self.process(of: inner) ?? process
    }
    return (window, process)
  }

  private func process(of window: Window) -> Int32? {
    guard case .one(let number) = number("_NET_WM_PID", of: window) else { return nil }
    return Int32(truncatingIfNeeded: number)
  }
}
