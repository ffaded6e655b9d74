package import ClipFormat
package import Timeline

/// What the employee's signs and menu need to know besides the status.
extension CallMachine {
  /// When the call was answered of which a film is being made; nil before the film begins.
  package var filmedSince: BootTime? {
    guard let recording, recording.stage != .starting else { return nil }
    return recording.answered
  }

  /// The call that is being filmed, else the last that was.
  package var filmedCall: String? {
    guard let recording, recording.stage != .starting else { return lastClip?.callID }
    return recording.callID
  }

  /// The last clip that was closed and that nobody has asked to destroy while it was.
  package var lastFilmed: ClipLocation? { lastClip?.location }

  /// Whether private ends with the call that is up (N12).
  package var isPrivateForCall: Bool { isPrivate && privateEndsWithCall }
}
