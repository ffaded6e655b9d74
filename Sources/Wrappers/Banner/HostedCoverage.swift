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
    guard let (found, shown) = self.dock(at: panel, last: dock) else {
      dock = nil
      return isLost ? .displayLost : .unmapped
    }
    dock = found
    let holder = innermost(of: found, shown, holding: item)
    guard holder.process == process, let form = form(of: holder.window, holder.shown) else {
      return isLost ? .displayLost : .unmapped
    }
    var rest = form.intersection(item)
    for child in holder.children {
      if let cover = self.shown(child, in: holder.shown)?.place { rest.subtract(cover) }
    }
    return proof(of: item, leaving: rest, within: holder.window, on: monitors)
  }

  /// The dock at a place: the last one where it still is, else the highest, with or without a frame
  /// around it.
  private func dock(
    at panel: PixelRegion, last: Window?
  ) -> (window: Window, shown: ShownWindow)? {
    if let last, let shown = shown(last), isDock(last, shown, at: panel) { return (last, shown) }
    var level = [(parent: rootOrigin, windows: children(of: root))]
    for _ in 0..<Self.frames {
      var below: [(parent: ShownWindow, windows: [Window])] = []
      for (parent, windows) in level {
        for window in windows.reversed() {
          guard let shown = shown(window, in: parent) else { continue }
          if isDock(window, shown, at: panel) { return (window, shown) }
          if shown.place.contains(panel) { below.append((shown, children(of: window))) }
        }
      }
      level = below
    }
    return nil
  }

  /// Whether it is a dock whose inside is `panel`.
  private func isDock(_ window: Window, _ shown: ShownWindow, at panel: PixelRegion) -> Bool {
    shown.inside == panel
      && number("_NET_WM_WINDOW_TYPE", of: window) == .one(atom("_NET_WM_WINDOW_TYPE_DOCK"))
  }

  /// The innermost window below `dock` that holds `item`, its children, and the last process named
  /// on the way.
  private func innermost(
    of dock: Window, _ place: ShownWindow, holding item: PixelRegion
  ) -> (window: Window, shown: ShownWindow, children: [Window], process: Int32?) {
    var (window, shown) = (dock, place)
    var process = process(of: dock)
    var children = children(of: dock)
    for _ in 0..<Self.embeddings {
      guard let inner = highest(of: children, in: shown, holding: item) else { break }
      (window, shown) = inner
      process = self.process(of: window) ?? process
      children = self.children(of: window)
    }
    return (window, shown, children, process)
  }

  private func highest(
    of children: [Window], in parent: ShownWindow, holding item: PixelRegion
  ) -> (Window, ShownWindow)? {
    for child in children.reversed() {
      if let shown = shown(child, in: parent), shown.place.contains(item) { return (child, shown) }
    }
    return nil
  }

  private func process(of window: Window) -> Int32? {
    guard case .one(let number) = number("_NET_WM_PID", of: window) else { return nil }
    return Int32(truncatingIfNeeded: number)
  }
}
