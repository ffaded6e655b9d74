internal import Messages

/// Where one agent works.
package struct AgentPlace: Sendable {
  /// The configuration directory.
  package var configuration: String
  /// The employee's state directory of Callreel: keys, draws, confirmations, spool.
  package var state: String
  package var login: String

  package init(configuration: String, state: String, login: String) {
    self.configuration = configuration
    self.state = state
    self.login = login
  }
}

/// Why an agent ended, with its exit status.
package enum AgentEnd: Equatable, Sendable {
  /// Nobody is enrolled here: there is nothing to do (F7).
  case notNeeded
  /// A signal asked it to.
  case stopped
  case noBus
  /// Another agent serves this session.
  case alreadyRunning
  case busLost
  case failed

  package var status: Int32 {
    switch self {
    case .notNeeded, .stopped: 0
    case .noBus, .alreadyRunning: 69
    case .busLost, .failed: 1
    }
  }

  /// One sentence for a person; nil where there is nothing to say.
  package var sentence: String? {
    switch self {
    case .notNeeded, .stopped: nil
    case .noBus: "no session bus; start callreel-agent within a desktop session"
    case .alreadyRunning: "another callreel-agent serves this session; there is nothing to do"
    case .busLost: "the session bus has ended"
    case .failed:
      "the system refused what the agent needs, see above; \(DoctorAdvice.sentence())"
    }
  }
}
