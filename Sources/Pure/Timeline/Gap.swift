/// Why a stretch of the call was not filmed (P8); sealed, so only a key holder reads it.
package enum GapReason: UInt8, CaseIterable, Sendable {
  /// The caller was on hold (N6).
  case hold = 1
  /// Private, another call, locked, switched away or suspended: nobody can tell which (N12).
  case paused = 2
  case indicatorLost = 3
  case sourceLost = 4
  case recorderLost = 5
  case displayChanged = 6
  case disk = 7

  /// What a store's operator may learn of it.
  package var kind: GapKind {
    switch self {
    case .hold, .paused: .paused
    case .indicatorLost, .sourceLost, .recorderLost, .displayChanged, .disk: .fault
    }
  }

  /// The name in `--json` output and in the specification.
  package var name: String {
    switch self {
    case .hold: "hold"
    case .paused: "paused"
    case .indicatorLost: "indicator-lost"
    case .sourceLost: "source-lost"
    case .recorderLost: "recorder-lost"
    case .displayChanged: "display-changed"
    case .disk: "disk"
    }
  }
}

/// The part of a gap's reason that stands in clear.
package enum GapKind: UInt8, CaseIterable, Sendable {
  case paused = 1
  case fault = 2

  package var name: String {
    switch self {
    case .paused: "paused"
    case .fault: "fault"
    }
  }
}

/// A stretch of the call without film, with its exact reason.
package struct Gap: Hashable, Sendable {
  package var span: CallSpan
  package var reason: GapReason

  package init(span: CallSpan, reason: GapReason) {
    self.span = span
    self.reason = reason
  }
}

/// Why a clip ended.
package enum ClosingReason: UInt8, CaseIterable, Sendable {
  case ended = 1
  case transferred = 2
  case objection = 3
  case erased = 4
  case longest = 5
  case displayLost = 6
  case crash = 7
  case policyWithdrawn = 8

  package var name: String {
    switch self {
    case .ended: "ended"
    case .transferred: "transferred"
    case .objection: "objection"
    case .erased: "erased"
    case .longest: "longest"
    case .displayLost: "display-lost"
    case .crash: "crash"
    case .policyWithdrawn: "policy-withdrawn"
    }
  }
}

/// Why a window is covered while the film runs on; hidden is not a gap.
package enum HiddenReason: UInt8, CaseIterable, Sendable {
  case unknownWindow = 1
  case noAnswer = 2
  case overload = 3
  case scope = 4

  package var name: String {
    switch self {
    case .unknownWindow: "unknown-window"
    case .noAnswer: "no-answer"
    case .overload: "overload"
    case .scope: "scope"
    }
  }
}
