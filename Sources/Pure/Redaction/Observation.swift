package import Geometry
package import Timeline

/// Where a listed window is and which of its pixels show.
package struct VisibleWindow: Equatable, Sendable {
  package var window: WindowID
  /// The whole window in canvas coordinates, also where it is covered or off the screen.
  package var frame: PixelRegion
  /// The part that is on the screen and not covered, in canvas coordinates.
  package var visible: RegionSet
  /// The listed window that a dialog or popup belongs to; nil for one that the policy lists itself.
  package var owner: WindowID?
  /// It came past the window manager, as menus and lists do (override-redirect).
  package var isPopup: Bool

  package init(
    window: WindowID, frame: PixelRegion, visible: RegionSet, owner: WindowID? = nil,
    isPopup: Bool = false
  ) {
    self.window = window
    self.frame = frame
    self.visible = visible
    self.owner = owner
    self.isPopup = isPopup
  }
}

/// The pointer at one tick: its picture, and where that has its upper left corner on the canvas.
package struct CursorPlacement: Equatable, Sendable {
  package var image: CursorImage
  package var x: Int
  package var y: Int

  package init(image: CursorImage, x: Int, y: Int) {
    self.image = image
    self.x = x
    self.y = y
  }
}

/// What one tick saw of the listed windows.
///
/// The patches hold every pixel of `windows` that differs from the observation before; what no
/// window of the list shows is flat grey from this tick on.
package struct Observation: Sendable {
  package var at: CallTime
  /// All monitors of the desktop; no two have the same region.
  package var monitors: [Monitor]
  package var windows: [VisibleWindow]
  package var patches: [FramePatch]
  /// Nil where the pointer is not over a listed window.
  package var cursor: CursorPlacement?

  package init(
    at: CallTime, monitors: [Monitor], windows: [VisibleWindow], patches: [FramePatch],
    cursor: CursorPlacement?
  ) {
    self.at = at
    self.monitors = monitors
    self.windows = windows
    self.patches = patches
    self.cursor = cursor
  }
}
