package import CallPolicy

/// Where `callreel doctor` is named: something of this machine or session keeps calls from being
/// recorded, and it looks at all of that.
package enum DoctorAdvice {
  /// As a sentence without its full stop.
  package static func sentence(in language: Language = .english) -> String {
    language.said(
      "callreel doctor says what to do", "callreel doctor dit quoi faire",
      "callreel doctor zegt wat er te doen is")
  }
}

extension OffReason {
  /// Who finds out what to do, as a sentence without its full stop.
  ///
  /// Nil where nothing is wrong here, and where the reason itself names the command that tells.
  package func advice(in language: Language = .english) -> String? {
    switch self {
    case .starting, .policyInvalid, .notEnrolled, .noCampaign: nil
    case .wayland, .display, .remoteDisplay, .severalScreens, .depth, .monitorSize,
      .sessionUnknown, .noPolicy, .spoolFull, .spoolLimit, .spoolUnwritable, .indicator,
      .recorder:
      DoctorAdvice.sentence(in: language)
    }
  }
}

extension HeldReason {
  /// Who finds out what to do, as a sentence without its full stop; nil where nothing is wrong
  /// here.
  package func advice(in language: Language = .english) -> String? {
    switch self {
    case .hold, .otherCall, .locked, .switchedAway, .suspended: nil
    case .sessionUnknown, .indicatorLost, .sourceLost: DoctorAdvice.sentence(in: language)
    }
  }
}
