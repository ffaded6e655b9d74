internal import CallPolicy
internal import ClipFormat
internal import ProcessMessages
internal import Timeline

/// The agent's decisions, pure: from what happens to what must be done.
///
/// It keeps P1 and F6: the only way to `permit` leads through `answered`, an eligible verdict, a
/// draw, a recorder that is ready, an indicator that was seen, and a session that is known to be
/// neither locked, switched away nor asleep.
package struct CallMachine: Sendable {
  /// More calls at once are a source gone mad.
  package static let callLimit = 32

  enum RecorderStage: Equatable, Sendable {
    case none
    case preparing
    case ready
    case busy
  }

  var calls: [String: KnownCall] = [:]
  var recording: Recording?
  var recorder = RecorderStage.none
  var readiness = Readiness.off(.noPolicy)
  /// What the first recorder made of this display; until then nothing can be recorded.
  var display = DisplaySight.unknown
  var sight = IndicatorSight.notSeen
  var absences: Set<SessionAbsence> = [.unknown]
  package internal(set) var isPrivate = false
  /// Private was switched on in a call, so it ends with the last call.
  var privateEndsWithCall = false
  var clip: ClipLocation?
  var lastClip: (callID: String, location: ClipLocation)?

  package init() {}

  /// Handles one input; a refused one changes nothing.
  package mutating func handle(
    _ input: CallInput, in world: CallWorld
  ) throws(CallRefusal) -> [CallEffect] {
    switch input {
    case .event(let event, let at, let origin):
      var next = self
      next.forgetLost(at: world.now)
      let effects = try next.take(event, at: at, from: origin, in: world)
      self = next
      return effects
    case .sourceLost(let origin): return lose(origin, at: world.now)
    case .drew(let callID, let selected): return take(draw: selected, of: callID)
    case .setPrivate(let on): return switchPrivate(on, at: world.now)
    case .erase: return try erase(at: world.now)
    case .readiness(let readiness): return take(readiness, at: world.now)
    case .recorder(let report): return take(report, at: world.now) + decideWaiting(in: world)
    case .recorderLost: return loseRecorder() + decideWaiting(in: world)
    case .indicator(let sight): return take(sight, at: world.now)
    case .session(let absences): return take(absences, at: world.now)
    case .displayLost:
      // Under Wayland there may be no X server at all: that is not what keeps from filming.
      if display != .refused(.wayland) { display = .refused(.noDisplay) }
      return []
    case .displayMayBeBack: return lookAtDisplayAgain()
    case .tick: return closeTooLong(in: world) + closeLost(at: world.now)
    }
  }

  package var status: AgentStatus {
    if let recording, recording.stage != .starting {
      if recording.gap != nil { return AgentStatus(state: .held, reason: heldReason, clip: clip) }
      if sight == .notSeen {
        return AgentStatus(state: .held, reason: HeldReason.indicatorLost.rawValue, clip: clip)
      }
      if clip != nil { return AgentStatus(state: .recording, clip: clip) }
      return AgentStatus(state: .armed, reason: "starting")
    }
    if case .off(let reason) = readiness {
      return AgentStatus(state: .off, reason: reason.rawValue)
    }
    // A call that is up already waits for the answer: what is said of it says more.
    if let reason = display.offReason, display != .unknown || shownCall == nil {
      return AgentStatus(state: .off, reason: reason)
    }
    if absences.contains(.unknown) {
      return AgentStatus(state: .off, reason: OffReason.sessionUnknown.rawValue)
    }
    if isPrivate { return AgentStatus(state: .privateOn) }
    guard let call = shownCall else { return AgentStatus(state: .idle) }
    if recording != nil, let reason = absences.reason {
      return AgentStatus(state: .armed, reason: reason.rawValue)
    }
    if recording != nil, recorder == .ready {
      return AgentStatus(state: .armed, reason: OffReason.indicator.rawValue)
    }
    return AgentStatus(state: .armed, reason: call.reason)
  }

  /// Whether the banner has to be checked now (P2).
  package var needsIndicator: Bool { recording != nil }

  package func knows(_ callID: String) -> Bool { calls[callID] != nil }

  /// No X server answers: nothing can be filmed until there is one.
  package var isDisplayMissing: Bool { display == .refused(.noDisplay) }

  /// The call that a status speaks of: one that is answered before one that rings.
  private var shownCall: KnownCall? {
    calls.filter { $0.value.lost == nil || $0.key == recording?.callID }
      .sorted { $0.key < $1.key }.map(\.value)
      .min { ($0.phase == .ringing ? 1 : 0) < ($1.phase == .ringing ? 1 : 0) }
  }

  private var heldReason: String {
    guard let recording else { return "" }
    if isPrivate { return "private" }
    if let reason = absences.reason { return reason.rawValue }
    if isOtherCallActive(than: recording.callID) { return HeldReason.otherCall.rawValue }
    let isLost = calls[recording.callID]?.lost != nil
    return (isLost ? HeldReason.sourceLost : .hold).rawValue
  }

  func isOtherCallActive(than callID: String) -> Bool {
    calls.contains { $0.key != callID && $0.value.phase == .active && $0.value.lost == nil }
  }
}
