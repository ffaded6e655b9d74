import CallMachine
import CallPolicy
import ProcessMessages
import Testing
import Timeline

/// What an observer who knows only inputs and effects can say of the promises.
struct Witness {
  /// A call as its sources tell of it.
  struct Call {
    var origin: CallOrigin
    var isAnswered = false
    var isHeld = false
    var hasObjected = false
    var lost: BootTime?

    var isActive: Bool { isAnswered && !isHeld && lost == nil }
  }

  private var calls: [String: Call] = [:]
  private var drawn: Set<String> = []
  private var sight = IndicatorSight.notSeen
  private(set) var permitted: String?
  private var isPaused = false
  private var isClosing = false
  private var isRecorderReady = false
  private var isPrivate = false
  private(set) var absences: Set<SessionAbsence> = []
  private(set) var permits = 0

  /// One input that was taken, and what it led to.
  mutating func see(_ input: CallInput, _ effects: [CallEffect], at now: BootTime) {
    let closes = effects.contains { if case .close = $0 { true } else { false } }
    let mustClose = hear(input, at: now)
    if mustClose, permitted != nil, !isClosing { #expect(closes, "F6: \(input) ends the film") }
    for effect in effects { check(effect, now) }
    if permitted == nil { isClosing = false }
    checkFilm(after: input)
  }

  /// Whether the film has to end now.
  private mutating func hear(_ input: CallInput, at now: BootTime) -> Bool {
    switch input {
    case .event(let event, _, let origin):
      forget(at: now)
      return hear(event, from: origin)
    case .sourceLost(let origin):
      for (id, call) in calls where call.origin == origin && call.lost == nil {
        if call.isAnswered { calls[id]?.lost = now } else { calls[id] = nil }
      }
    case .tick:
      guard let permitted, let lost = calls[permitted]?.lost, !isClosing else { return false }
      return now >= lost.advanced(milliseconds: 30_000)
    case .setPrivate(let on): isPrivate = on
    case .drew(let id, true): drawn.insert(id)
    case .indicator(let sight): self.sight = sight
    case .session(let absences): self.absences = absences
    case .recorder(.ready): isRecorderReady = true
    case .recorder(.closed), .recorder(.refused), .recorderLost:
      isRecorderReady = false
      permitted = nil
    default: break
    }
    return false
  }

  private mutating func hear(_ event: CallEvent, from origin: CallOrigin) -> Bool {
    let id = event.callID
    switch event.kind {
    case .ringing: calls[id] = calls[id] ?? Call(origin: origin)
    case .answered, .held, .resumed:
      calls[id] = calls[id] ?? Call(origin: origin)
      calls[id]?.isAnswered = true
      calls[id]?.isHeld = event.kind == .held
      if calls[id]?.lost != nil { calls[id]?.origin = origin }
      calls[id]?.lost = nil
    case .callerInformed: break
    case .callerObjected:
      calls[id]?.hasObjected = true
      return id == permitted
    case .ended, .transferred:
      calls[id] = nil
      drawn.remove(id)
      if calls.isEmpty { isPrivate = false }
      return id == permitted
    }
    return false
  }

  private mutating func forget(at now: BootTime) {
    calls = calls.filter { id, call in
      guard let lost = call.lost, id != permitted || isClosing else { return true }
      return now < lost.advanced(milliseconds: 30_000)
    }
    if calls.isEmpty { isPrivate = false }
  }

  private mutating func check(_ effect: CallEffect, _ now: BootTime) {
    switch effect {
    case .showBanner where permitted == nil: sight = .notSeen
    case .permit(let facts, let answered):
      #expect(calls[facts.callID]?.isAnswered == true, "F6: a permit before answered")
      #expect(calls[facts.callID]?.lost == nil, "F6: a permit for a call that may be over")
      #expect(drawn.contains(facts.callID), "N3: a permit without a draw")
      #expect(sight == .seen, "P2: a permit without an indicator")
      #expect(isRecorderReady && permitted == nil, "P1: one permit, to a ready recorder")
      #expect(absences.isEmpty, "P1: a permit while nobody sits before the screen")
      #expect(answered <= now.advanced(milliseconds: 5000))
      permitted = facts.callID
      permits += 1
      isPaused = false
      isClosing = false
    case .pause: isPaused = true
    case .resume:
      #expect(isPaused)
      isPaused = false
    case .close:
      #expect(permitted != nil && !isClosing)
      isClosing = true
    default: break
    }
  }

  /// A film that runs has one call, which is up and alone (F6, N6, N12).
  private func checkFilm(after input: CallInput) {
    guard let permitted, !isPaused, !isClosing else { return }
    let call = calls[permitted]
    #expect(call?.isActive == true, "F6: filmed after \(input)")
    #expect(call?.hasObjected == false, "F11: filmed after an objection")
    #expect(!calls.contains { $0.key != permitted && $0.value.isActive }, "two calls filmed")
    #expect(absences.isEmpty, "P8: filmed while nobody sits before the screen")
    #expect(!isPrivate, "N12: filmed while private")
  }

  /// Whether a status tells only what was told.
  func allows(_ status: AgentStatus) -> Bool {
    if status.state == .recording, !absences.isEmpty, !isClosing { return false }
    let absence = SessionAbsence.allCases.first { $0.reason.rawValue == status.reason }
    return absence.map(absences.contains) ?? true
  }
}
