package import Redaction
package import Timeline

/// Follows windows of one display as a capture does, and cannot ask for a pixel of any.
///
/// Owned by one thread; ends with the value.
package struct WindowSurvey: ~Copyable {
  private var capture: ScreenCapture

  /// Connects to a display and begins to follow the windows that `matches` accepts.
  ///
  /// Without `display` it is the one that DISPLAY names. Nil for one that must not be filmed.
  package init?(
    display: String?, at time: CallTime, programOf: @escaping (Int32) -> String = { _ in "" },
    matches: @escaping (WindowID, WindowIdentity) -> Bool
  ) throws(CaptureError) {
    var capture = try ScreenCapture(display: display, programOf: programOf)
    guard capture.refusal == nil else { return nil }
    try capture.start(at: time, matches: matches)
    self.capture = capture
  }

  /// Where the windows are.
  package mutating func windows(at time: CallTime) throws(CaptureError) -> [VisibleWindow] {
    try capture.follow(at: time, permitted: { true })
    capture.registry?.settle(at: time)
    return capture.registry?.visible() ?? []
  }

  /// Image requests made so far, for those who count.
  package var imageRequests: Int { capture.imageRequests }
}
