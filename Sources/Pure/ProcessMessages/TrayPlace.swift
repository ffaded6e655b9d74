internal import ByteCoding
package import Geometry
package import Timeline

/// Where the host of a tray of the session bus says that it shows the item; a word, not yet a proof.
package struct TrayPlace: Equatable, Sendable {
  /// The item on the screen.
  package var item: PixelRegion
  /// The panel's window that holds it.
  package var panel: PixelRegion
  /// The host's process.
  package var process: Int32
  /// Taken before the host was asked, so that a lease never reaches further than its word (P2).
  package var asked: BootTime

  package init(item: PixelRegion, panel: PixelRegion, process: Int32, asked: BootTime) {
    self.item = item
    self.panel = panel
    self.process = process
    self.asked = asked
  }

  func write(to writer: inout ByteWriter) {
    writer.region(item)
    writer.region(panel)
    writer.integer(process)
    writer.integer(asked.nanoseconds)
  }

  static func read(from reader: inout ByteReader) throws(ByteError) -> TrayPlace {
    TrayPlace(
      item: try reader.region(), panel: try reader.region(),
      process: try reader.integer(Int32.self), asked: try reader.bootTime())
  }
}
