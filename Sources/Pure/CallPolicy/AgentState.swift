/// What the session bus tells as `State`.
package enum AgentState: String, CaseIterable, Sendable {
  /// No call is up.
  case idle
  /// A call is up and not recorded, or not yet.
  case armed
  case recording
  /// A recorded call is paused.
  case held
  /// The employee switched recording off (N12).
  case privateOn = "private"
  /// Cannot record; the reason is an ``OffReason``.
  case off
}

/// Why nothing can be recorded, as the session bus tells it in `Reason`.
package enum OffReason: String, CaseIterable, Sendable {
  /// Whether this display can be filmed is being found out.
  case starting
  /// A Wayland session, also by way of its X server.
  case wayland
  /// No X server answers.
  case display
  /// The display reaches the session over the network.
  case remoteDisplay = "remote-display"
  case severalScreens = "several-screens"
  /// A pixel form that the recorder does not know.
  case depth
  /// Every monitor is larger than video can be.
  case monitorSize = "monitor-size"
  /// What told whether this session is locked or asleep does not answer any more.
  case sessionUnknown = "session-unknown"
  case noPolicy = "no-policy"
  case policyInvalid = "policy-invalid"
  case notEnrolled = "not-enrolled"
  case noCampaign = "no-campaign"
  case spoolFull = "spool-full"
  /// More waits here for the store than the policy lets (P7).
  case spoolLimit = "spool-limit"
  case spoolUnwritable = "spool-unwritable"
  /// No indicator can be shown, so nothing is filmed (P2).
  case indicator
  case recorder
}

/// Why a recorded call is paused, as the session bus tells it in `Reason`.
package enum HeldReason: String, CaseIterable, Sendable {
  /// The caller is on hold (N6).
  case hold
  case otherCall = "other-call"
  case locked
  case switchedAway = "switched-away"
  case suspended
  /// What told whether this session is locked or asleep does not answer any more.
  case sessionUnknown = "session-unknown"
  case indicatorLost = "indicator-lost"
  case sourceLost = "source-lost"
}
