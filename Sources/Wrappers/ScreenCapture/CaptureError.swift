/// Why the screen cannot be captured, or no longer.
package enum CaptureError: Error, Equatable, Sendable {
  /// No X server answers under this name.
  case displayUnavailable(name: String)
  /// The X server lacks an extension that capture stands on.
  case extensionMissing(name: String)
  /// The X server ended or closed the connection.
  case displayLost
}

/// A display that the recorder is not right for, by the name that the agent shows.
package enum CaptureRefusal: String, Equatable, Sendable {
  /// X by way of TCP or ssh.
  case remote
  /// A Wayland session, also by way of its X server.
  case wayland
  case severalScreens = "several-screens"
  /// Pixels of a form that nothing converts.
  case depth
  /// All monitors are larger than encoders take.
  case monitorSize = "monitor-size"
}

/// What kind of session the caller runs in.
package enum SessionKind: Equatable, Sendable {
  case x11
  case wayland

  /// Reads the values of WAYLAND_DISPLAY and XDG_SESSION_TYPE.
  package init(waylandDisplay: String?, sessionType: String?) {
    let hasWayland = waylandDisplay.map { !$0.isEmpty } ?? false
    self = hasWayland || sessionType == "wayland" ? .wayland : .x11
  }
}
