package import Geometry

/// What a window says of itself, as far as a policy can ask; never logged (P10).
package struct WindowIdentity: Equatable, Sendable {
  /// The second string of WM_CLASS.
  package var windowClass: String
  /// _NET_WM_NAME, else WM_NAME.
  package var title: String
  /// The program's path, from /proc of _NET_WM_PID; empty where it is not known.
  package var executable: String
  /// The program's process, from _NET_WM_PID; 0 where it is not known.
  package var process: Int32
  /// What the window's own shadow takes of it (_GTK_FRAME_EXTENTS).
  package var shadow: PixelInsets

  package init(
    windowClass: String, title: String, executable: String, process: Int32 = 0,
    shadow: PixelInsets = .none
  ) {
    self.process = process
    self.shadow = shadow
    self.windowClass = windowClass
    self.title = title
    self.executable = executable
  }
}
