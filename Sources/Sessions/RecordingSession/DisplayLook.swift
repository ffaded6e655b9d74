package import ProcessMessages
import ScreenCapture

/// A look at the display before a film.
package enum DisplayLook {
  /// What there is to say of the display of this name, in a session of this kind.
  package static func report(
    display: String?, waylandDisplay: String?, sessionType: String?
  ) -> DisplayReport {
    let session = SessionKind(waylandDisplay: waylandDisplay, sessionType: sessionType)
    do throws(CaptureError) {
      let traits = try DisplayTraits(display: display, session: session)
      let missing = DisplayReport.Extension.allCases.filter { !traits.has(extension: $0.name) }
      return DisplayReport(
        refusal: traits.refusal.map { DisplayRefusal($0) }, missing: missing,
        hasCompositor: traits.hasCompositor, hasEmbeddingTray: traits.hasEmbeddingTray)
    } catch {
      return DisplayReport(refusal: session == .wayland ? .wayland : .noDisplay)
    }
  }
}
