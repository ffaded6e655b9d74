internal import Timeline

/// The employee's own end of a call in an Asterisk: one channel of the extension.
struct ManagerLeg: Sendable {
  /// The identifier that all channels of a call share, and that the PBX files its sound under.
  let callID: String
  var direction: CallDirection
  var number: String?
  var queue: String?
  var isInformed = false
  var isTold = false
  var isAnswered = false

  /// What telephony calls nobody.
  static func number(_ text: String?) -> String? {
    guard let text, !text.isEmpty, text != "<unknown>", text != "s" else { return nil }
    return text
  }

  func event(_ kind: CallEventKind, at now: Int64) -> DialogueStep {
    var event = CallEvent(kind: kind, callID: callID, at: now)
    if kind == .ringing || kind == .answered {
      event.number = number
      event.direction = direction
      event.queue = queue
      event.callerInformed = isInformed ? true : nil
    }
    return .tell(event)
  }
}
