package import Redaction

/// What one tick came to.
package enum CaptureTick: Sendable {
  /// The listed windows show what they showed before.
  case unchanged
  case changed(Observation)
  /// Nothing can be said of this moment: no permission, or the windows would not hold still.
  case notObserved

  package var observation: Observation? {
    guard case .changed(let observation) = self else { return nil }
    return observation
  }
}
