import Patterns
import ProcessMessages
import Redaction
import SensitiveRegions
import Timeline

/// Which rule of the policy lists each window, and what is known of it.
///
/// A dialog or popup is listed as its owner is, and hidden where that is hidden.
final class WindowRules {
  /// What was last said of a window that shows.
  private struct Told {
    var hidden: HiddenRegions
    var owner: WindowID?
  }

  private let order: FilmOrder
  private let scope: WindowScope
  private let sources: [any SensitiveRegionSource]
  private var rules: [WindowID: FilmOrder.Window] = [:]
  private var told: [WindowID: Told] = [:]
  private var delisted: Set<WindowID> = []

  init(_ order: FilmOrder) {
    self.order = order
    scope = WindowScope(
      rules: order.windows.map { window in
        WindowScope.Rule(
          windowClass: WildcardPattern(window.windowClass),
          title: window.title.map { WildcardPattern($0) },
          executable: window.executable.map { WildcardPattern($0) },
          needsAccessibility: !window.needsNoAccessibility, hasURL: window.hasAddress)
      })
    sources = [PolicyRegions(order)]
  }

  /// Whether the policy lists a window that says this of itself (F5).
  ///
  /// A window that stops matching is to be hidden from before that moment on:
  /// ``takeDelisted()`` names it, even if it matches again at once.
  func lists(_ window: WindowID, _ identity: WindowIdentity) -> Bool {
    let index = scope.rule(for: identity)
    if rules[window] != nil, index == nil { delisted.insert(window) }
    rules[window] = index.map { order.windows[$0] }
    return index != nil
  }

  /// The windows of which something was said, and what belongs to them, that stopped matching
  /// since the last question; from now on nothing is known of them.
  func takeDelisted() -> [WindowID] {
    let gone = told.filter { window, said in
      said.owner.map(delisted.contains) ?? delisted.contains(window)
    }
    delisted = []
    for window in gone.keys { told[window] = nil }
    return Array(gone.keys)
  }

  /// What is new to say about the windows that show.
  func news(about windows: [VisibleWindow]) -> [(WindowID, HiddenRegions)] {
    var news: [(WindowID, HiddenRegions)] = []
    for window in windows {
      let hidden = hidden(window)
      if told[window.window]?.hidden != hidden { news.append((window.window, hidden)) }
      told[window.window] = Told(hidden: hidden, owner: window.owner)
    }
    return news
  }

  /// The windows of which something was said and that are gone.
  func departed(from windows: [VisibleWindow]) -> [WindowID] {
    let present = Set(windows.map(\.window))
    let gone = told.keys.filter { !present.contains($0) }
    for window in gone { told[window] = nil }
    return gone
  }

  private func hidden(_ window: VisibleWindow) -> HiddenRegions {
    guard let rule = rules[window.owner ?? window.window] else {
      return .everything(.unknownWindow)
    }
    let hidden = union(sources.map { $0.hidden(of: window.owner ?? window.window, listedBy: rule) })
    guard window.owner != nil, case .only = hidden else { return hidden }
    // The regions are in the owner's pixels.
    return .only([])
  }
}
