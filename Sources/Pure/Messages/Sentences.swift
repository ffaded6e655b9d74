package import CallPolicy

/// What the banner says while a call is up; the sign that a film is made (P2).
package enum BannerText {
  package static func recording(in language: Language = .english) -> String {
    switch language {
    case .english: "Recording for training"
    case .french: "Enregistrement pour la formation"
    case .dutch: "Opname voor opleiding"
    }
  }

  package static func paused(in language: Language = .english) -> String {
    switch language {
    case .english: "Paused: not recording"
    case .french: "Suspendu : rien n'est enregistré"
    case .dutch: "Onderbroken: geen opname"
    }
  }
}

extension AgentState {
  /// What the state means, as a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch language {
    case .english, .french, .dutch: english
    }
  }

  private var english: String {
    switch self {
    case .idle: "no call is up"
    case .armed: "a call is up and not recorded"
    case .recording: "your screen is being recorded for training"
    case .held: "the recording is paused"
    case .privateOn: "recording is switched off until you switch it on again"
    case .off: "nothing can be recorded"
    }
  }
}

extension OffReason {
  /// Why nothing can be recorded, as a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch language {
    case .english, .french, .dutch: english
    }
  }

  private var english: String {
    switch self {
    case .starting: "the agent has just started"
    case .wayland: "this is a Wayland session; only X11 sessions can be recorded"
    case .display: "there is no X display to record"
    case .remoteDisplay: "the display is on another machine"
    case .severalScreens: "the display has several X screens; only one can be recorded"
    case .depth: "the display shows its colours in a form that cannot be recorded"
    case .monitorSize: "every monitor is larger than a recording can be"
    case .sessionUnknown: "it is not known whether this session is locked or on the screen"
    case .noPolicy: "there is no policy on this machine"
    case .policyInvalid: "the policy is not valid: callreel policy check says why"
    case .notEnrolled: "you are not enrolled for a training"
    case .noCampaign: "no campaign is running"
    case .spoolFull: "there is no room left for recordings"
    case .spoolUnwritable: "the place for recordings cannot be written"
    case .indicator: "no indicator can be shown to you"
    case .recorder: "the recorder could not be started"
    }
  }
}

extension HeldReason {
  /// Why a recording is paused, as a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch language {
    case .english, .french, .dutch: english
    }
  }

  private var english: String {
    switch self {
    case .hold: "the caller is on hold"
    case .otherCall: "another call is up"
    case .locked: "the screen is locked"
    case .switchedAway: "another session is on the screen"
    case .suspended: "the machine was asleep"
    case .sessionUnknown: "it is not known whether this session is locked or on the screen"
    case .indicatorLost: "the indicator cannot be seen"
    case .sourceLost: "the telephone does not answer"
    }
  }
}
