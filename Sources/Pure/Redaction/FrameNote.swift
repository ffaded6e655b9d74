package import Timeline

/// What a frame covers, for the sealed manifest.
package struct FrameNote: Equatable, Sendable {
  /// A window that is covered as a whole while its frame would show.
  package struct HiddenWindow: Hashable, Sendable {
    package var window: WindowID
    package var reason: HiddenReason

    package init(window: WindowID, reason: HiddenReason) {
      self.window = window
      self.reason = reason
    }
  }

  package var hidden: [HiddenWindow]
  /// Regions that are covered in windows that otherwise show.
  package var masked: [MaskOrigin: Int]

  package init(hidden: [HiddenWindow], masked: [MaskOrigin: Int]) {
    self.hidden = hidden
    self.masked = masked
  }
}
