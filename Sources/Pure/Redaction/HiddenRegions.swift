package import Geometry
package import Timeline

/// What must not be seen of a window: there is no case for "unknown" that shows pixels.
package enum HiddenRegions: Equatable, Sendable {
  /// These regions, in window coordinates, and no others.
  case only([PixelRegion])
  /// The whole window.
  case everything(HiddenReason)
}
