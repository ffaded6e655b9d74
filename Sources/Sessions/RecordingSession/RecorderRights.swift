package import Sandbox

/// What the recorder may still do, once its display, its key and its encoder are open.
package enum RecorderRights {
  /// Terminals are asked whether they echo, the kernel which program runs in which (N16).
  private static let told = ["/proc", "/dev/pts"]

  /// Changes no file but those of its spool, reads none of the person's own besides (P11), starts
  /// no program and opens no socket (P9).
  package static func enter(spool: String) throws(SandboxError) {
    try FileRights.confine(
      reading: SystemFiles.common + told, writing: [spool, "/dev/null"])
    try Sandbox.giveUpSocketsAndPrograms()
  }
}
