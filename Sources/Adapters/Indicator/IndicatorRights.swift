internal import LinuxSystem
package import Sandbox

/// What the indicator may still do, from before it connects to the display on.
package enum IndicatorRights {
  /// Reads what drawing takes and the key to the display; changes no file, starts no program, and
  /// opens sockets of this machine only (P9).
  package static func enter() throws(SandboxError) {
    let key = Account.variable("XAUTHORITY") ?? Account.home + "/.Xauthority"
    try FileRights.confine(
      reading: SystemFiles.drawing + SystemFiles.fonts(home: Account.home) + [key], writing: [])
    try Sandbox.giveUpInternetAndPrograms()
  }
}
