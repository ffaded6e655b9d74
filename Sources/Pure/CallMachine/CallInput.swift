package import CallPolicy
package import ClipFormat
package import ProcessMessages
package import Timeline

/// What can happen to the agent; everything else about the world comes in a ``CallWorld``.
package enum CallInput: Sendable {
  /// A telephony source's event at a moment of this machine's clock.
  case event(CallEvent, at: BootTime, from: CallOrigin = .bus)
  /// A source has ended or gone mad: nothing is known of its calls any more.
  case sourceLost(CallOrigin)
  /// The outcome of a draw that an effect asked for (N3).
  case drew(callID: String, selected: Bool)
  /// The employee's switch (N12).
  case setPrivate(Bool)
  /// "This call is private: erase it" (N12).
  case erase
  /// Whether this session can record at all.
  case readiness(Readiness)
  case recorder(RecorderReport)
  case recorderLost
  /// Everything that keeps the employee from this session's screen now; empty where nothing does.
  case session(Set<SessionAbsence>)
  /// The X server ended, or nobody answers under its name.
  case displayLost
  /// There may be an X server again.
  case displayMayBeBack
  /// Whether the latest check found the banner visible (P2).
  case indicator(IndicatorSight)
  /// Some time passed while a call is recorded.
  case tick
}

/// Who tells of a call.
package enum CallOrigin: Hashable, Sendable {
  case bus
  /// A `[[source]]` of the policy, by its name.
  case source(String)
}

/// What a check of the indicator found.
package enum IndicatorSight: Equatable, Sendable {
  case seen
  case notSeen
}

/// Whether calls may be considered at all.
package enum Readiness: Equatable, Sendable {
  case ready
  case off(OffReason)
}

/// What the machine needs to know at the moment of an input.
package struct CallWorld {
  package var now: BootTime
  /// The longest recorded call in milliseconds.
  package var longestMilliseconds: Int64
  /// All gates but the draw, with whether the private switch is on.
  package var decide: (CallFacts, _ privateOn: Bool) -> Verdict

  package init(
    now: BootTime, longestMilliseconds: Int64,
    decide: @escaping (CallFacts, _ privateOn: Bool) -> Verdict
  ) {
    self.now = now
    self.longestMilliseconds = longestMilliseconds
    self.decide = decide
  }
}

/// What the agent must do, in this order.
package enum CallEffect: Equatable, Sendable {
  /// Start a recorder that asks nothing of the display until its permit (P1).
  case prepareRecorder
  case dismissRecorder
  /// Draw this call, and tell the machine (N3).
  case draw(callID: String)
  /// Show the banner and check it until it is hidden.
  case showBanner(BannerStyle)
  case hideBanner
  case permit(CallFacts, answered: BootTime)
  case pause(GapReason, at: BootTime)
  case resume(at: BootTime)
  case close(ClosingReason, at: BootTime)
  /// Destroy the last closed clip while its keys are local.
  case destroyLastClip(ClipLocation)
}

/// Why an input was refused; nothing changed.
package enum CallRefusal: Error, Equatable {
  case unknownCall
  case alreadyAnswered
  case notAnswered
  case tooManyCalls
  case tooLate
}

/// What the session bus shows.
package struct AgentStatus: Equatable, Sendable {
  package var state: AgentState
  /// A name of a closed list; empty where the state says it all.
  package var reason: String
  package var clip: ClipLocation?

  package init(state: AgentState, reason: String = "", clip: ClipLocation? = nil) {
    self.state = state
    self.reason = reason
    self.clip = clip
  }
}
