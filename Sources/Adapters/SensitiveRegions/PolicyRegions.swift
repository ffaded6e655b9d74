package import ProcessMessages
package import Redaction
internal import Timeline

/// What the policy itself says: fixed regions.
///
/// A window whose program is not asked is hidden whole where only the program could tell its
/// `[[sensitive]]` fields or its address.
package struct PolicyRegions: SensitiveRegionSource {
  private let order: FilmOrder

  package init(_ order: FilmOrder) {
    self.order = order
  }

  package func hidden(of window: VisibleWindow, listedBy rule: FilmOrder.Window) -> HiddenRegions {
    guard order.sensitiveFields.isEmpty || !rule.needsNoAccessibility else {
      return .everything(.unknownWindow)
    }
    // Menus and dialogs of a browser are no part of its page.
    guard window.owner == nil || !rule.showsDocumentOnly else { return .everything(.scope) }
    guard rule.url == nil || !rule.needsNoAccessibility else { return .everything(.scope) }
    // The regions are in the owner's pixels.
    guard window.owner == nil else { return .only([]) }
    return .only(order.sensitiveRegions.map { MaskedRegion($0, .policyRegion) })
  }
}
