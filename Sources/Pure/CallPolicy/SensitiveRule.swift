package import Geometry
package import Patterns

/// A field of a business application that is masked like a password (N16).
package struct SensitiveRule: Equatable, Sendable {
  /// How the field is found.
  package enum Field: Equatable, Sendable {
    case name(WildcardPattern)
    case label(WildcardPattern)
    case role(WildcardPattern)
    /// In window pixels.
    case region(PixelRegion)
  }

  package var application: String
  package var field: Field

  package init(application: String, field: Field) {
    self.application = application
    self.field = field
  }
}
