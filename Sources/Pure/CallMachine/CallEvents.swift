internal import CallPolicy
internal import ProcessMessages
internal import Timeline

/// What telephony events do.
extension CallMachine {
  mutating func take(
    _ event: CallEvent, at: BootTime, from origin: CallOrigin, in world: CallWorld
  ) throws(CallRefusal) -> [CallEffect] {
    switch event.kind {
    case .ringing: return try ring(event, from: origin, in: world)
    case .answered: return try answer(event, at: at, from: origin, in: world)
    case .callerInformed: return try inform(event, in: world)
    case .held: return try setPhase(.held, event, at: at, from: origin, in: world)
    case .resumed: return try setPhase(.active, event, at: at, from: origin, in: world)
    case .transferred: return try end(event, .transferred, at: at)
    case .ended: return try end(event, .ended, at: at)
    case .callerObjected: return try object(event, at: at)
    }
  }

  private mutating func ring(
    _ event: CallEvent, from origin: CallOrigin, in world: CallWorld
  ) throws(CallRefusal) -> [CallEffect] {
    guard calls[event.callID] == nil else {
      calls[event.callID] = known(event, from: origin)
      return []
    }
    try makeRoom()
    let call = KnownCall(facts: CallFacts(event), phase: .ringing, origin: origin)
    calls[event.callID] = call
    guard readiness == .ready, recording == nil, recorder == .none,
      mayBecomeEligible(call.facts, in: world)
    else { return [] }
    recorder = .preparing
    return [.prepareRecorder]
  }

  private mutating func answer(
    _ event: CallEvent, at: BootTime, from origin: CallOrigin, in world: CallWorld
  ) throws(CallRefusal) -> [CallEffect] {
    if let call = calls[event.callID] {
      // A source that is back tells of what is up; the call was answered when it was.
      if call.lost != nil {
        return try setPhase(.active, event, at: at, from: origin, in: world)
      }
      guard call.phase == .ringing else { throw .alreadyAnswered }
    } else {
      try makeRoom()
    }
    var call = known(event, from: origin)
    call.phase = .active
    call.answered = at
    calls[event.callID] = call
    return decideOrWait(event.callID, in: world) + updateGap(at: at)
  }

  private mutating func inform(
    _ event: CallEvent, in world: CallWorld
  ) throws(CallRefusal) -> [CallEffect] {
    guard let call = calls[event.callID] else { throw .unknownCall }
    calls[event.callID] = known(event, from: call.origin)
    guard call.phase == .active, call.standing == .refused(.callerNotInformed) else { return [] }
    return decideOrWait(event.callID, in: world)
  }

  private mutating func setPhase(
    _ phase: KnownCall.Phase, _ event: CallEvent, at: BootTime, from origin: CallOrigin,
    in world: CallWorld
  ) throws(CallRefusal) -> [CallEffect] {
    guard let before = calls[event.callID] else { throw .unknownCall }
    guard before.phase != .ringing else { throw .notAnswered }
    var call = known(event, from: origin)
    call.phase = phase
    if call.lost != nil {
      call.lost = nil
      call.origin = origin
    }
    calls[event.callID] = call
    let isInformedMeanwhile = before.lost != nil && call.standing == .refused(.callerNotInformed)
    let decided =
      isInformedMeanwhile && phase == .active ? decideOrWait(event.callID, in: world) : []
    return decided + updateGap(at: at)
  }

  private mutating func end(
    _ event: CallEvent, _ reason: ClosingReason, at: BootTime
  ) throws(CallRefusal) -> [CallEffect] {
    guard calls.removeValue(forKey: event.callID) != nil else { throw .unknownCall }
    var effects: [CallEffect] = []
    if recording?.callID == event.callID {
      effects += close(reason, at: at)
    }
    return effects + settleAfterCalls() + updateGap(at: at)
  }

  private mutating func object(
    _ event: CallEvent, at: BootTime
  ) throws(CallRefusal) -> [CallEffect] {
    guard let before = calls[event.callID] else {
      if recording?.callID == event.callID {
        recording?.mustBeDestroyed = true
        return []
      }
      guard let lastClip, lastClip.callID == event.callID else { throw .unknownCall }
      return [.destroyLastClip(lastClip.location)]
    }
    var call = known(event, from: before.origin)
    call.standing = .refused(.callerObjected)
    calls[event.callID] = call
    guard recording?.callID == event.callID else { return dismissIdleRecorder() }
    return close(.objection, at: at)
  }

  /// The call with the event's details merged in.
  private func known(_ event: CallEvent, from origin: CallOrigin) -> KnownCall {
    guard var call = calls[event.callID] else {
      return KnownCall(facts: CallFacts(event), phase: .ringing, origin: origin)
    }
    call.facts = call.facts.merging(event)
    return call
  }

  private func makeRoom() throws(CallRefusal) {
    guard calls.count < Self.callLimit else { throw .tooManyCalls }
  }

  /// Before the draw every call that may still be eligible is treated alike (N3).
  private func mayBecomeEligible(_ facts: CallFacts, in world: CallWorld) -> Bool {
    switch world.decide(facts, isPrivate) {
    case .eligible, .refuse(.callerNotInformed): true
    case .refuse: false
    }
  }

  mutating func decideOrWait(_ callID: String, in world: CallWorld) -> [CallEffect] {
    guard let call = calls[callID], call.lost == nil, readiness == .ready else { return [] }
    guard recording == nil, !isOtherCallActive(than: callID) else {
      let isClosing = recording?.stage == .closing && !isOtherCallActive(than: callID)
      calls[callID]?.standing = isClosing ? .waiting : .otherCall
      return []
    }
    switch world.decide(call.facts, isPrivate) {
    case .refuse(let refusal):
      calls[callID]?.standing = .refused(refusal)
      return refusal == .callerNotInformed ? [] : dismissIdleRecorder()
    case .eligible:
      calls[callID]?.standing = .drawing
      return [.draw(callID: callID)]
    }
  }
}
