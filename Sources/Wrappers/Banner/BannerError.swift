/// Why a window of ours cannot be shown.
package enum BannerError: Error, Equatable, Sendable {
  /// No X server answers under this name.
  case displayUnavailable(name: String)
  /// The X server ended or closed the connection.
  case displayLost
  /// The window manager did not show the window.
  case notShown
}

/// Whether the employee can see the banner at this moment.
package enum BannerProof: String, Equatable, Sendable {
  /// Mapped, on the screen, and at least nine tenths of it not covered.
  case visible
  case covered
  case unmapped
  case displayLost = "display-lost"
}
