internal import CX11

/// What an X server offers, for who asks before a film; watches nothing, and cannot ask for pixels.
///
/// Owned by one thread; ends with the value.
package struct DisplayTraits: ~Copyable {
  /// Why the display must not be filmed, whatever it offers; nil for one that may.
  package let refusal: CaptureRefusal?
  private let connection: DisplayConnection

  /// Connects to a display; without `display` it is the one that DISPLAY names.
  package init(display: String?, session: SessionKind) throws(CaptureError) {
    connection = try DisplayConnection(name: display)
    refusal = connection.lastingRefusal(session: session)
  }

  /// Whether the server has an extension of this name.
  package func has(extension name: String) -> Bool {
    var numbers: (Int32, Int32, Int32) = (0, 0, 0)
    return unsafe XQueryExtension(
      connection.handle, name, &numbers.0, &numbers.1, &numbers.2) != 0
  }

  /// Whether a compositing manager runs.
  package var hasCompositor: Bool { connection.hasCompositor }

  /// Whether a tray takes icons in (the System Tray Protocol, XEmbed).
  package var hasEmbeddingTray: Bool {
    let name = "_NET_SYSTEM_TRAY_S\(unsafe XDefaultScreen(connection.handle))"
    return unsafe XGetSelectionOwner(
      connection.handle, XInternAtom(connection.handle, name, 0)) != 0
  }
}
