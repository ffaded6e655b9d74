package import Patterns

/// How much of a listed window may be filmed.
package enum FilmedArea: String, CaseIterable, Sendable {
  case window
  /// A browser's page without tabs and address bar.
  case document
}

/// Whether a window may be filmed only while its program names its secret fields.
package enum AccessibilityNeed: String, CaseIterable, Sendable {
  case required
  /// The policy's author vouches that the window shows no secret.
  case noneNeeded = "none-needed"
}

/// A window of a business application that may be filmed (F5).
package struct WindowRule: Equatable, Sendable {
  package var application: String
  package var windowClass: WildcardPattern
  package var title: WildcardPattern?
  package var executable: WildcardPattern?
  package var url: WildcardPattern?
  package var area: FilmedArea
  package var accessibility: AccessibilityNeed

  /// Without `area`: the document where there is a `url`, else the window.
  package init(
    application: String, windowClass: WildcardPattern, title: WildcardPattern? = nil,
    executable: WildcardPattern? = nil, url: WildcardPattern? = nil, area: FilmedArea? = nil,
    accessibility: AccessibilityNeed = .required
  ) {
    self.application = application
    self.windowClass = windowClass
    self.title = title
    self.executable = executable
    self.url = url
    self.area = area ?? (url == nil ? .window : .document)
    self.accessibility = accessibility
  }
}
