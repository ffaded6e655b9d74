internal import LinuxSystem
package import Sandbox
internal import Telephony

/// What a source that connects to telephony may still do, once it has its settings.
package enum SourceRights {
  /// Reads what connecting takes, and beside the authority of its own that it is given; changes no
  /// file, starts no program, and reaches neither a display nor a bus (P9).
  package static func enter(certificateAuthority: String?) throws(SandboxError) {
    try FileRights.confine(
      reading: SystemFiles.network
        + [certificateAuthority].compactMap { $0 }.map { Files.parent(of: $0) },
      writing: [])
    try Sandbox.giveUpLocalSockets()
  }
}
