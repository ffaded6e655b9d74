internal import CX11

/// Rings when a window is made, moved or mapped, on a connection of its own.
///
/// What a new window paints can be told from what lay under it only by damage reports from before
/// it is mapped. Waking for each report of the capture's own connection would cost more than the
/// film; windows are made seldom.
struct ArrivalBell: ~Copyable {
  private let display: DisplayConnection

  init(display: String?) throws(CaptureError) {
    self.display = try DisplayConnection(name: display)
    self.display.select(.children, on: self.display.root)
    self.display.flush()
  }

  var descriptor: Int32 { display.descriptor }

  /// Until the next change; false where the display is lost.
  borrowing func silence() -> Bool {
    var flood = EventFlood()
    while !display.isLost, !flood.isOver, display.waitingEvents > 0 {
      display.dropEvent()
      flood.count()
    }
    return !display.isLost
  }
}
