package import Geometry

/// Why a region of a window is masked.
package enum MaskOrigin: Hashable, CaseIterable, Sendable {
  /// Its program calls it a password field.
  case accessibility
  /// The policy names the region.
  case policyRegion
  /// It is no part of the page that the policy lists.
  case beyondPage
  /// A field may have come by while its page moved.
  case passage

  /// What is masked is a field, and counted as one.
  var isField: Bool {
    switch self {
    case .accessibility, .policyRegion: true
    case .beyondPage, .passage: false
    }
  }
}

/// A region that is masked, in window coordinates.
package struct MaskedRegion: Hashable, Sendable {
  package var region: PixelRegion
  package var origin: MaskOrigin

  package init(_ region: PixelRegion, _ origin: MaskOrigin) {
    self.region = region
    self.origin = origin
  }
}
