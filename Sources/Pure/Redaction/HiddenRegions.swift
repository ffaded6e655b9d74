package import Timeline

/// What must not be seen of a window: there is no case for "unknown" that shows pixels.
package enum HiddenRegions: Equatable, Sendable {
  /// These regions and no others.
  case only([MaskedRegion])
  /// The whole window.
  case everything(HiddenReason)
}
