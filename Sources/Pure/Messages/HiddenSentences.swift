package import Timeline

extension HiddenReason {
  /// Why a window would be hidden, and what to do about it; `isReachable`: its program is on the
  /// accessibility bus.
  package func sentence(isReachable: Bool) -> String {
    switch self {
    case .noAnswer where !isReachable:
      "its program is not on the accessibility bus: start it again while accessibility is on, "
        + "Chromium with --force-renderer-accessibility; see callreel-redaction(7)"
    case .noAnswer:
      "its program has not said where its fields are: wait a moment; if it stays so, the program "
        + "cannot be filmed but with accessibility = \"none-needed\""
    case .unknownWindow:
      "the policy needs to know of its fields and does not have its program asked: take "
        + "accessibility = \"none-needed\" or [[sensitive]] out"
    case .scope:
      "it asks for a secret or keeps secrets, is a menu over a field or a page, or shows another "
        + "page than the policy's url"
    case .overload: "it changes faster than can be filmed"
    }
  }
}
