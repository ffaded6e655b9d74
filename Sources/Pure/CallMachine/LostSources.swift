package import CallPolicy
package import Timeline

/// Calls whose source does not tell of them any more.
///
/// Unsure means not recording (F6): a recorded call is paused, and goes on only if telephony says
/// within half a minute that it is still up.
extension CallMachine {
  /// How long a lost call may take to be told of again, in milliseconds.
  package static let lostPatience: Int64 = 30_000

  /// A call that may be over, as a source is told that comes back.
  package struct LostCall: Equatable, Sendable {
    package var facts: CallFacts
    package var answered: BootTime
  }

  /// The answered calls of a source that nothing is known of now.
  package func lostCalls(of origin: CallOrigin) -> [LostCall] {
    calls.values.filter { $0.origin == origin && $0.lost != nil }
      .compactMap { call in call.answered.map { LostCall(facts: call.facts, answered: $0) } }
      .sorted { $0.facts.callID < $1.facts.callID }
  }

  /// Who tells of the call that is being filmed.
  package var filmedOrigin: CallOrigin? {
    guard let recording, recording.stage == .permitted else { return nil }
    return calls[recording.callID]?.origin
  }

  mutating func lose(_ origin: CallOrigin, at: BootTime) -> [CallEffect] {
    let told = calls.filter { $0.value.origin == origin && $0.value.lost == nil }
    // The recorder may be looking at the display just now, for no call at all.
    guard !told.isEmpty else { return [] }
    for (callID, call) in told {
      // What only rang may be answered by anybody now, and nobody would tell.
      if call.phase == .ringing { calls[callID] = nil } else { calls[callID]?.lost = at }
    }
    guard let current = recording, calls[current.callID]?.lost != nil else {
      return settleAfterCalls() + updateGap(at: at)
    }
    let effects = current.stage == .starting ? cancelStart() : []
    return effects + updateGap(at: at)
  }

  /// Closes the film of a call that nobody has told of for too long.
  ///
  /// The reason is `ended`, as far as anybody knows; that the source was lost is in the clip as
  /// its last gap, up to the end.
  mutating func closeLost(at now: BootTime) -> [CallEffect] {
    guard let current = recording, current.stage == .permitted,
      let lost = calls[current.callID]?.lost, isForgotten(lost, now)
    else { return [] }
    let effects = close(.ended, at: now)
    forgetLost(at: now)
    return effects
  }

  /// Forgets the calls that are taken for ended by now.
  mutating func forgetLost(at now: BootTime) {
    calls = calls.filter { callID, call in
      guard let lost = call.lost, isForgotten(lost, now) else { return true }
      return recording?.callID == callID && recording?.stage == .permitted
    }
    endPrivateCalls()
  }

  /// Whether a call is known to be up.
  var isCallUp: Bool { calls.values.contains { $0.lost == nil } }

  /// After the last call nothing is kept ready.
  ///
  /// A call that was refused while the agent started had the recorder let go before it could tell
  /// of the display: then it is asked now.
  mutating func settleAfterCalls() -> [CallEffect] {
    endPrivateCalls()
    guard !isCallUp else { return [] }
    return display == .unknown ? lookAtDisplay() : dismissIdleRecorder()
  }

  /// What was private in a call is over with the last one that may still be up (N12).
  private mutating func endPrivateCalls() {
    guard calls.isEmpty else { return }
    if privateEndsWithCall { isPrivate = false }
    privateEndsWithCall = false
  }

  private func isForgotten(_ lost: BootTime, _ now: BootTime) -> Bool {
    now >= lost.advanced(milliseconds: Self.lostPatience)
  }
}
