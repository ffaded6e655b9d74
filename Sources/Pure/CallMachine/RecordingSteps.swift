internal import CallPolicy
internal import ClipFormat
internal import ProcessMessages
internal import Timeline

/// What happens to the one call that is recorded.
extension CallMachine {
  mutating func take(draw selected: Bool, of callID: String) -> [CallEffect] {
    guard let call = calls[callID], call.standing == .drawing, call.lost == nil,
      let answered = call.answered
    else { return dismissIdleRecorder() }
    guard selected else {
      calls[callID]?.standing = .notDrawn
      return dismissIdleRecorder()
    }
    calls[callID]?.standing = .drawn
    recording = Recording(
      callID: callID, answered: answered, hasWaitedForSession: !absences.isEmpty)
    sight = .notSeen
    var effects = [CallEffect.showBanner(.recording)]
    if recorder == .none {
      recorder = .preparing
      effects.insert(.prepareRecorder, at: 0)
    }
    return effects
  }

  mutating func take(_ newSight: IndicatorSight, at: BootTime) -> [CallEffect] {
    sight = newSight
    // What can be seen is on a display.
    if newSight == .seen, isDisplayMissing { display = .usable }
    return permitIfReady(at: at)
  }

  mutating func take(_ newAbsences: Set<SessionAbsence>, at: BootTime) -> [CallEffect] {
    absences = newAbsences
    if !absences.isEmpty { recording?.hasWaitedForSession = true }
    return updateGap(at: at) + permitIfReady(at: at)
  }

  mutating func take(_ report: RecorderReport, at: BootTime) -> [CallEffect] {
    switch report {
    case .ready:
      display = .usable
      recorder = .ready
      return isCallUp ? permitIfReady(at: at) : dismissIdleRecorder()
    case .refused(let refusal):
      display = .refused(refusal)
      recorder = .none
      return abandonRecording()
    case .opened(let location):
      clip = location
      return []
    case .sealed:
      return []
    case .closed(let outcome, _):
      recorder = .none
      guard outcome == .kept || outcome == .failed else { return abandonRecording() }
      return keepClip() + abandonRecording()
    }
  }

  mutating func lookAtDisplayAgain() -> [CallEffect] {
    isDisplayMissing ? lookAtDisplay() : []
  }

  /// One recorder is made ready and let go, to learn whether this display can be filmed.
  mutating func lookAtDisplay() -> [CallEffect] {
    guard readiness == .ready, recorder == .none, recording == nil else { return [] }
    recorder = .preparing
    return [.prepareRecorder]
  }

  /// A call that was answered while the film before it was closed is decided now.
  mutating func decideWaiting(in world: CallWorld) -> [CallEffect] {
    guard recording == nil,
      let waiting = calls.first(where: { $0.value.standing == .waiting })?.key
    else { return [] }
    return decideOrWait(waiting, in: world)
  }

  mutating func loseRecorder() -> [CallEffect] {
    if recorder == .preparing, !isDisplayMissing { display = .untold }
    recorder = .none
    return keepClip() + abandonRecording()
  }

  mutating func take(_ newReadiness: Readiness, at: BootTime) -> [CallEffect] {
    let wasReady = readiness == .ready
    readiness = newReadiness
    switch newReadiness {
    case .off(let reason):
      display = .unknown
      guard recording != nil else { return dismissIdleRecorder() }
      let withdrawn = [.noPolicy, .policyInvalid, .notEnrolled, .noCampaign].contains(reason)
      return close(withdrawn ? .policyWithdrawn : .displayLost, at: at)
    case .ready:
      return wasReady ? [] : lookAtDisplay()
    }
  }

  mutating func switchPrivate(_ on: Bool, at: BootTime) -> [CallEffect] {
    // Saying it again changes nothing: what was switched on between calls stays on.
    guard on != isPrivate else { return [] }
    isPrivate = on
    privateEndsWithCall = on && calls.values.contains { $0.phase != .ringing }
    if on, let recording, recording.stage == .starting { return cancelStart() }
    return updateGap(at: at)
  }

  mutating func erase(at: BootTime) throws(CallRefusal) -> [CallEffect] {
    if let current = recording {
      switch current.stage {
      case .starting: return cancelStart()
      case .permitted: return close(.erased, at: at)
      case .closing:
        recording?.mustBeDestroyed = true
        return []
      }
    }
    guard let lastClip else { throw .tooLate }
    return [.destroyLastClip(lastClip.location)]
  }

  mutating func closeTooLong(in world: CallWorld) -> [CallEffect] {
    guard let recording, recording.stage == .permitted,
      world.now >= recording.answered.advanced(milliseconds: world.longestMilliseconds)
    else { return [] }
    return close(.longest, at: world.now)
  }

  /// Ends the film; the recorder reports when it is sealed or destroyed.
  mutating func close(_ reason: ClosingReason, at: BootTime) -> [CallEffect] {
    guard let current = recording else { return [] }
    switch current.stage {
    case .starting: return cancelStart()
    case .closing:
      if reason == .objection { recording?.mustBeDestroyed = true }
      return []
    case .permitted:
      recording?.stage = .closing
      // Also where the recorder ends before it has destroyed the clip itself.
      recording?.mustBeDestroyed = reason == .erased || reason == .objection
      if calls[current.callID]?.standing == .recorded { calls[current.callID]?.standing = .over }
      return [.close(reason, at: at)]
    }
  }

  /// Pauses and resumes so that the gap's reason is the one that holds now.
  mutating func updateGap(at: BootTime) -> [CallEffect] {
    guard let current = recording, current.stage == .permitted else { return [] }
    let reason = gapReason(of: current.callID)
    guard reason != current.gap else { return [] }
    recording?.gap = reason
    guard let reason else { return [.showBanner(.recording), .resume(at: at)] }
    return [.pause(reason, at: at), .showBanner(.paused)]
  }

  mutating func dismissIdleRecorder() -> [CallEffect] {
    guard recording == nil, recorder == .ready || recorder == .preparing else { return [] }
    recorder = .none
    return [.dismissRecorder]
  }

  /// The clip stays in the spool, unless it was asked to go while it was closed.
  private mutating func keepClip() -> [CallEffect] {
    guard let clip, let recording else { return [] }
    if recording.mustBeDestroyed { return [.destroyLastClip(clip)] }
    lastClip = (recording.callID, clip)
    return []
  }

  private func gapReason(of callID: String) -> GapReason? {
    if isPrivate || !absences.isEmpty || isOtherCallActive(than: callID) { return .paused }
    if calls[callID]?.lost != nil { return .sourceLost }
    return calls[callID]?.phase == .held ? .hold : nil
  }

  private mutating func permitIfReady(at: BootTime) -> [CallEffect] {
    guard let current = recording, current.stage == .starting, recorder == .ready,
      sight == .seen, absences.isEmpty, let call = calls[current.callID], call.lost == nil
    else { return [] }
    recording?.stage = .permitted
    calls[current.callID]?.standing = .recorded
    lastClip = nil
    recorder = .busy
    let permit = CallEffect.permit(call.facts, answered: current.answered)
    guard current.hasWaitedForSession else { return [permit] + updateGap(at: current.answered) }
    recording?.gap = .paused
    return [permit, .pause(.paused, at: current.answered)] + updateGap(at: at)
  }

  /// A drawn call whose film has not begun will not be filmed.
  mutating func cancelStart() -> [CallEffect] {
    if let callID = recording?.callID { calls[callID]?.standing = .over }
    recording = nil
    return [.hideBanner] + dismissIdleRecorder()
  }

  private mutating func abandonRecording() -> [CallEffect] {
    guard let current = recording else { return [] }
    if calls[current.callID]?.standing != nil, calls[current.callID]?.facts.callerObjected == false
    {
      calls[current.callID]?.standing = .over
    }
    recording = nil
    clip = nil
    return [.hideBanner]
  }
}
