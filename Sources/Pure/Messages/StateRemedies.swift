package import CallPolicy

extension OffReason {
  /// What to do about it, as `callreel doctor` says it, without a full stop.
  package var remedy: String {
    switch self {
    case .starting: "wait until the agent has looked at the display"
    case .wayland, .display, .remoteDisplay, .severalScreens, .depth, .monitorSize:
      "the line of the display says what to do; then start the agent in that session"
    case .sessionUnknown: HeldReason.logind
    case .noPolicy, .policyInvalid: "the line of the policy says what to do"
    case .notEnrolled: "the line of the enrolment says what to do"
    case .noCampaign: "the line of the campaign says what to do"
    case .spoolFull: "free some disk space below ~/.local/state/callreel"
    case .spoolUnwritable:
      "see who owns ~/.local/state/callreel/spool, and that its disk is mounted for writing"
    case .indicator: "the line of the tray says what to do"
    case .recorder: "read why with journalctl --user --unit callreel-agent"
    }
  }
}

extension HeldReason {
  fileprivate static let logind = "see that systemd-logind and the system bus run"

  /// What to do about it, as `callreel doctor` says it, without a full stop; nil where a pause is
  /// as it should be.
  package var remedy: String? {
    switch self {
    case .hold, .otherCall, .locked, .switchedAway, .suspended: nil
    case .sessionUnknown: Self.logind
    case .indicatorLost: "bring the icon or the banner back into sight"
    case .sourceLost: "see that the telephone's program runs and is reached"
    }
  }
}
