internal import CallPolicy
internal import ProcessMessages
internal import Timeline

/// A call that a source told of and that has not ended.
struct KnownCall: Equatable, Sendable {
  enum Phase: Equatable, Sendable {
    case ringing
    case active
    case held
  }

  /// How far the decision about it has come.
  enum Standing: Equatable, Sendable {
    case undecided
    case refused(Refusal)
    /// Another call was up: exactly one known call may be active.
    case otherCall
    /// Answered while the film of the call before it was being closed.
    case waiting
    case drawing
    case notDrawn
    case drawn
    case recorded
    /// Its film was closed while the call went on.
    case over
  }

  var facts: CallFacts
  var phase: Phase
  var origin: CallOrigin
  var answered: BootTime?
  var standing: Standing = .undecided
  /// Since when its source does not tell of it any more; it may be over.
  var lost: BootTime?

  init(facts: CallFacts, phase: Phase, origin: CallOrigin) {
    self.facts = facts
    self.phase = phase
    self.origin = origin
  }

  /// The reason beside the state `armed`.
  var reason: String {
    switch standing {
    case .undecided: phase == .ringing ? "ringing" : ""
    case .refused(let refusal): refusal.name
    case .otherCall: HeldReason.otherCall.rawValue
    case .waiting, .drawing, .drawn: "starting"
    case .notDrawn: "not-drawn"
    case .recorded: ""
    case .over: "over"
    }
  }
}

/// What is known of the display.
enum DisplaySight: Equatable, Sendable {
  case unknown
  case usable
  case refused(DisplayRefusal)
  /// The recorder ended before it could say.
  case untold

  var offReason: String? {
    switch self {
    case .unknown: OffReason.starting.rawValue
    case .usable: nil
    case .refused(let refusal): refusal.name
    case .untold: OffReason.recorder.rawValue
    }
  }
}

/// The film of one call, from the draw to the recorder's last report.
struct Recording: Equatable, Sendable {
  enum Stage: Equatable, Sendable {
    /// Drawn; waiting for the recorder and for an indicator that can be seen.
    case starting
    case permitted
    case closing
  }

  var callID: String
  var answered: BootTime
  var stage: Stage = .starting
  /// The gap that runs now.
  var gap: GapReason?
  /// The film could not begin at `answered`, because the employee was not before the screen.
  var hasWaitedForSession = false
  /// Somebody objected or erased while the recorder was closing the clip.
  var mustBeDestroyed = false
}
