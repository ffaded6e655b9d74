import Patterns
import ProcessMessages
import Redaction
import SensitiveRegions
import Timeline

/// Which rule of the policy lists each window, and what is known of it.
final class WindowRules {
  private let order: FilmOrder
  private let scope: WindowScope
  private let sources: [any SensitiveRegionSource]
  private var rules: [WindowID: FilmOrder.Window] = [:]
  private var told: [WindowID: HiddenRegions] = [:]

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
  func lists(_ window: WindowID, _ identity: WindowIdentity) -> Bool {
    guard let index = scope.rule(for: identity) else {
      rules[window] = nil
      return false
    }
    rules[window] = order.windows[index]
    return true
  }

  /// What is new to say about the windows that show.
  func news(about windows: [VisibleWindow]) -> [(WindowID, HiddenRegions)] {
    var news: [(WindowID, HiddenRegions)] = []
    for window in windows.map(\.window) {
      let hidden = hidden(window)
      guard told[window] != hidden else { continue }
      told[window] = hidden
      news.append((window, hidden))
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

  private func hidden(_ window: WindowID) -> HiddenRegions {
    guard let rule = rules[window] else { return .everything(.unknownWindow) }
    return union(sources.map { $0.hidden(of: window, listedBy: rule) })
  }
}
