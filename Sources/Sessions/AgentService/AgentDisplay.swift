import CallMachine
import LinuxSystem

/// An X server that goes, and the next one under its name.
extension Agent {
  /// Watches for an X server while, and only while, there is none.
  func followDisplay() {
    if machine.isDisplayMissing {
      if displayReturn == nil {
        displayReturn = DisplayReturn(display: Account.variable("DISPLAY"))
      }
    } else if displayReturn != nil {
      displayReturn = nil
      Log.note(.displayBack)
      startIndicator()
    }
  }

  /// Finds out whether there is an X server again.
  func lookForDisplay() {
    guard machine.needsIndicator else { return handleAlways(.displayMayBeBack) }
    // Only the indicator's own connection may have ended: then the film can go on.
    if indicator == nil { showBanner(bannerStyle) }
  }
}
