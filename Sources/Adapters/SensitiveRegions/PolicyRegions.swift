package import ProcessMessages
package import Redaction
internal import Timeline

/// What the policy itself says: fixed regions, and windows that need no accessibility source.
///
/// A window whose fields only its program could name is hidden whole, because nobody here asks
/// that program; so is every window while the policy has a `[[sensitive]]` rule by name, label or
/// role, and a browser, whose address nobody here compares.
package struct PolicyRegions: SensitiveRegionSource {
  private let order: FilmOrder

  package init(_ order: FilmOrder) {
    self.order = order
  }

  package func hidden(of window: WindowID, listedBy rule: FilmOrder.Window) -> HiddenRegions {
    guard rule.needsNoAccessibility, !order.hasUnreadableSensitiveRules else {
      return .everything(.unknownWindow)
    }
    guard !rule.hasAddress else { return .everything(.scope) }
    return .only(order.sensitiveRegions)
  }
}
