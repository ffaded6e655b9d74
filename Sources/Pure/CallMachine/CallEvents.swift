internal import CallPolicy
internal import ProcessMessages
internal import Timeline

/// What telephony events do.
extension CallMachine {
  mutating func take(
    _ event: CallEvent, at: BootTime, in world: CallWorld
  ) throws(CallRefusal) -> [CallEffect] {
    switch event.kind {
    case .ringing: return try ring(event, in: world)
    case .answered: return try answer(event, at: at, in: world)
    case .callerInformed: return try inform(event, in: world)
    case .held: return try hold(event, at: at)
    case .resumed: return try resume(event, at: at)
    case .transferred: return try end(event, .transferred, at: at)
    case .ended: return try end(event, .ended, at: at)
    case .callerObjected: return try object(event, at: at)
    }
  }

  private mutating func ring(
    _ event: CallEvent, in world: CallWorld
  ) throws(CallRefusal) -> [CallEffect] {
    guard calls[event.callID] == nil else {
      calls[event.callID] = known(event)
      return []
    }
    try makeRoom()
    let call = KnownCall(facts: CallFacts(event), phase: .ringing)
    calls[event.callID] = call
    guard readiness == .ready, recording == nil, recorder == .none,
      mayBecomeEligible(call.facts, in: world)
    else { return [] }
    recorder = .preparing
    return [.prepareRecorder]
  }

  private mutating func answer(
    _ event: CallEvent, at: BootTime, in world: CallWorld
  ) throws(CallRefusal) -> [CallEffect] {
    if let call = calls[event.callID] {
      guard call.phase == .ringing else { throw .alreadyAnswered }
    } else {
      try makeRoom()
    }
    var call = known(event)
    call.phase = .active
    call.answered = at
    calls[event.callID] = call
    return decideOrWait(event.callID, in: world) + updateGap(at: at)
  }

  private mutating func inform(
    _ event: CallEvent, in world: CallWorld
  ) throws(CallRefusal) -> [CallEffect] {
    guard let call = calls[event.callID] else { throw .unknownCall }
    calls[event.callID] = known(event)
    guard call.phase == .active, call.standing == .refused(.callerNotInformed) else { return [] }
    return decideOrWait(event.callID, in: world)
  }

  private mutating func hold(_ event: CallEvent, at: BootTime) throws(CallRefusal) -> [CallEffect] {
    try setPhase(.held, event, at: at)
  }

  private mutating func resume(
    _ event: CallEvent, at: BootTime
  ) throws(CallRefusal) -> [CallEffect] {
    try setPhase(.active, event, at: at)
  }

  private mutating func setPhase(
    _ phase: KnownCall.Phase, _ event: CallEvent, at: BootTime
  ) throws(CallRefusal) -> [CallEffect] {
    guard let call = calls[event.callID] else { throw .unknownCall }
    guard call.phase != .ringing else { throw .notAnswered }
    calls[event.callID] = known(event)
    calls[event.callID]?.phase = phase
    return updateGap(at: at)
  }

  private mutating func end(
    _ event: CallEvent, _ reason: ClosingReason, at: BootTime
  ) throws(CallRefusal) -> [CallEffect] {
    guard calls.removeValue(forKey: event.callID) != nil else { throw .unknownCall }
    var effects: [CallEffect] = []
    if recording?.callID == event.callID {
      effects += close(reason, at: at)
    }
    if calls.isEmpty {
      if privateEndsWithCall { isPrivate = false }
      privateEndsWithCall = false
      effects += dismissIdleRecorder()
    }
    return effects + updateGap(at: at)
  }

  private mutating func object(
    _ event: CallEvent, at: BootTime
  ) throws(CallRefusal) -> [CallEffect] {
    guard calls[event.callID] != nil else {
      if recording?.callID == event.callID {
        recording?.mustBeDestroyed = true
        return []
      }
      guard let lastClip, lastClip.callID == event.callID else { throw .unknownCall }
      return [.destroyLastClip(lastClip.location)]
    }
    var call = known(event)
    call.standing = .refused(.callerObjected)
    calls[event.callID] = call
    guard recording?.callID == event.callID else { return dismissIdleRecorder() }
    return close(.objection, at: at)
  }

  /// The call with the event's details merged in.
  private func known(_ event: CallEvent) -> KnownCall {
    guard var call = calls[event.callID] else {
      return KnownCall(facts: CallFacts(event), phase: .ringing)
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
    guard let call = calls[callID] else { return [] }
    guard readiness == .ready else { return [] }
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
