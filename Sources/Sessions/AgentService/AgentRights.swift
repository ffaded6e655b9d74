import LinuxSystem
package import Sandbox
import Spool

/// What the agent may still do, once its launcher runs.
///
/// A policy may name files anywhere, so all may be read.
package enum AgentRights {
  /// Changes no file but the employee's own of Callreel, starts no program, and opens sockets of
  /// this machine only (P9).
  package static func enter(_ place: AgentPlace) throws(SandboxError) {
    // A folder that cannot be made gets no right, also not when it is made later.
    try? Files.makeDirectories(place.state)
    // The spool may be a link to another disk.
    try FileRights.confine(writing: [place.state, Spools(stateDirectory: place.state).root])
    try Sandbox.giveUpInternetAndPrograms()
  }
}
