internal import LinuxSystem

/// The spool of this session: nobody else writes, sends or closes what is in it, as long as the
/// object lives.
package final class ClaimedSpool: Sendable {
  package let spool: Spool
  let name: SpoolName
  let spools: Spools
  /// When the session began, by the clock of the file server.
  let since: Int64
  private let lock: Descriptor

  init(
    _ spool: Spool, name: SpoolName, among spools: Spools, since: Int64,
    lock: consuming Descriptor
  ) {
    self.spool = spool
    self.name = name
    self.spools = spools
    self.since = since
    self.lock = lock
  }
}
