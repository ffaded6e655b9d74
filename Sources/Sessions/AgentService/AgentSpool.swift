import CallMachine
import CallPolicy
import Configuration
import LinuxSystem
import ProcessMessages
import Spool

/// The agent's own spool: room for a film, what sessions that are gone have left, and the uploader.
extension Agent {
  var spool: Spool { claimedSpool?.spool ?? .nowhere }

  /// Whether the campaign runs and there is room for a film.
  func readiness(of policy: SessionPolicy) -> Readiness {
    do throws(SpoolError) {
      try claimSpool().prepare()
      if let refusal = try spools.room().refusal(under: policy.configuration.policy.store) {
        if machine.status.reason != refusal.rawValue { Log.note(.spoolLimit) }
        return .off(refusal)
      }
      return policy.readiness
    } catch {
      Log.note(.spoolFailed)
      return .off(error == .full ? .spoolFull : .spoolUnwritable)
    }
  }

  /// What the uploader has brought away has made room.
  func leaveLimit() {
    guard let policy, !machine.needsIndicator, recorder == nil,
      [OffReason.spoolLimit, .spoolFull].contains(where: { $0.rawValue == machine.status.reason })
    else { return }
    handleAlways(.readiness(readiness(of: policy)))
  }

  private func claimSpool() throws(SpoolError) -> Spool {
    let claimed = if let claimedSpool { claimedSpool } else { try spools.claim() }
    claimedSpool = claimed
    return claimed.spool
  }

  /// Takes over the clips of sessions of this person that are gone.
  private func adoptOrphans() -> Adoption {
    guard let claimedSpool, let adoption = try? claimedSpool.adopt() else {
      // Nobody knows what others have.
      return Adoption(hasOthers: true)
    }
    if adoption.clips > 0 { Log.note(.clipsAdopted, count: adoption.clips) }
    if adoption.failed > 0 { Log.note(.spoolFailed, count: adoption.failed) }
    return adoption
  }

  /// Closes what a crash left open and hands everything that is closed to the uploader.
  func recoverSpool() {
    // Also where nothing may be recorded now: what a crash has left is closed.
    _ = try? claimSpool()
    let adoption = adoptOrphans()
    if let recovery = try? spool.recover() {
      if !recovery.closed.isEmpty { Log.note(.clipRecovered, count: recovery.closed.count) }
      if !recovery.destroyed.isEmpty { Log.note(.clipTooShort, count: recovery.destroyed.count) }
      if !recovery.failed.isEmpty { Log.note(.spoolFailed, count: recovery.failed.count) }
      settleJournal(recovery, hasOthers: adoption.hasOthers)
    } else {
      Log.note(.spoolFailed)
    }
    startUpload()
  }

  /// Has what is here brought to the store, also while the call lasts; an uploader that runs
  /// already is told what is new.
  func startUpload() {
    guard let policy else { return }
    let filming = recorder == nil ? nil : machine.status.clip
    let hasClips = (try? spool.clips())?.contains { spool.isClosed($0) || $0 == filming }
    if upload == nil {
      guard let hasClips, hasClips || isInboxDue || hasLetters else { return }
      isReadingInbox = !hasClips
      upload = try? programs.start(.upload)
      publish()
    } else if hasClips != false {
      isReadingInbox = false
    }
    isInboxDue = false
    try? inbox.prepare()
    try? outbox.prepare()
    upload?.send(
      policy.uploadOrder(
        spool, inbox: inbox, outbox: outbox, filming: filming, directory: place.configuration))
  }
}
