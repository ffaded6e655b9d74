internal import Timeline

/// What an Asterisk tells of the extension's own channels.
extension ManagerDialogue {
  /// The extension's channel begins: it rings another party, or is about to be rung.
  mutating func begin(
    _ identifier: String, _ message: ManagerMessage, _ now: Int64
  ) -> [DialogueStep] {
    guard legs[identifier] == nil, let callID = message["Linkedid"] else { return [] }
    var leg = ManagerLeg(callID: callID, direction: .inbound)
    leg.queue = message.variable("QUEUENAME") ?? queue
    leg.isInformed = isInforming(message.variable(Self.informedVariable))
    if message["ChannelStateDesc"] == "Ring" {
      leg.direction = .outbound
      leg.number = ManagerLeg.number(message["Exten"])
    } else {
      leg.number = ManagerLeg.number(message["ConnectedLineNum"])
    }
    legs[identifier] = leg
    return leg.direction == .outbound ? ring(identifier, now) : []
  }

  /// What happens to channels that began; nothing where none of the extension is named.
  mutating func follow(
    _ event: String, _ message: ManagerMessage, _ now: Int64
  ) -> [DialogueStep] {
    switch event {
    case "Newstate": return change(message, now)
    case "DialBegin":
      return note(message["DestUniqueid"], now) { leg in
        leg.number = ManagerLeg.number(message["CallerIDNum"]) ?? leg.number
      }
    case "DialEnd":
      guard message["DialStatus"] == "ANSWER" else { return [] }
      return answer(message["Uniqueid"], now) + answer(message["DestUniqueid"], now)
    case "BridgeEnter": return answer(message["Uniqueid"], now)
    case "AgentCalled", "AgentConnect":
      return note(message["DestUniqueid"], now) { $0.queue = message["Queue"] ?? $0.queue }
    case "VarSet": return take(variable: message, now)
    case "Hold": return tell(.held, message["Uniqueid"], now)
    case "Unhold": return tell(.resumed, message["Uniqueid"], now)
    case "BlindTransfer": return transfer(message["TransfererUniqueid"], now)
    case "AttendedTransfer":
      return transfer(message["OrigTransfererUniqueid"], now)
        + transfer(message["SecondTransfererUniqueid"], now)
    case "Hangup": return hangUp(message["Uniqueid"], now)
    default: return []
    }
  }

  private mutating func change(_ message: ManagerMessage, _ now: Int64) -> [DialogueStep] {
    guard let identifier = message["Uniqueid"], let leg = legs[identifier] else { return [] }
    if leg.direction == .inbound, leg.number == nil {
      legs[identifier]?.number = ManagerLeg.number(message["ConnectedLineNum"])
    }
    switch message["ChannelStateDesc"] {
    case "Ringing": return ring(identifier, now)
    // The own channel of an outbound call goes up as soon as a dialplan answers it.
    case "Up": return leg.direction == .inbound ? answer(identifier, now) : []
    default: return []
    }
  }

  private mutating func ring(_ identifier: String, _ now: Int64) -> [DialogueStep] {
    guard let leg = legs[identifier], !leg.isTold else { return [] }
    legs[identifier]?.isTold = true
    let isKnown = others(than: identifier).contains(where: \.isTold)
    return isKnown ? [] : [leg.event(.ringing, at: now)]
  }

  private mutating func answer(_ identifier: String?, _ now: Int64) -> [DialogueStep] {
    guard let identifier, let leg = legs[identifier], !leg.isAnswered else { return [] }
    legs[identifier]?.isTold = true
    legs[identifier]?.isAnswered = true
    let isKnown = others(than: identifier).contains(where: \.isAnswered)
    return isKnown ? [] : [leg.event(.answered, at: now)]
  }

  /// More is known of a call than when it was told.
  private mutating func note(
    _ identifier: String?, _ now: Int64, _ change: (inout ManagerLeg) -> Void
  ) -> [DialogueStep] {
    guard let identifier, var leg = legs[identifier] else { return [] }
    let before = (leg.number, leg.queue)
    change(&leg)
    legs[identifier] = leg
    guard leg.isTold, !leg.isAnswered, before != (leg.number, leg.queue) else { return [] }
    return [leg.event(.ringing, at: now)]
  }

  private mutating func take(variable message: ManagerMessage, _ now: Int64) -> [DialogueStep] {
    guard let identifier = message["Uniqueid"], let leg = legs[identifier] else { return [] }
    switch message["Variable"] {
    case "QUEUENAME":
      return note(identifier, now) { $0.queue = message["Value"] ?? $0.queue }
    case Self.informedVariable:
      guard isInforming(message["Value"]), !leg.isInformed else { return [] }
      legs[identifier]?.isInformed = true
      return leg.isTold ? [leg.event(.callerInformed, at: now)] : []
    default: return []
    }
  }

  private func tell(
    _ kind: CallEventKind, _ identifier: String?, _ now: Int64
  ) -> [DialogueStep] {
    guard let identifier, let leg = legs[identifier], leg.isAnswered else { return [] }
    return [leg.event(kind, at: now)]
  }

  private mutating func transfer(_ identifier: String?, _ now: Int64) -> [DialogueStep] {
    guard let identifier, let leg = legs.removeValue(forKey: identifier), leg.isTold else {
      return []
    }
    return [leg.event(.transferred, at: now)]
  }

  /// A call that rings on several of the extension's devices ends with the one that answered it.
  private mutating func hangUp(_ identifier: String?, _ now: Int64) -> [DialogueStep] {
    guard let identifier, let leg = legs[identifier] else { return [] }
    let isOver = leg.isAnswered || !others(than: identifier).contains(where: \.isTold)
    legs[identifier] = nil
    return leg.isTold && isOver ? [leg.event(.ended, at: now)] : []
  }

  /// Other channels of the extension in the same call.
  private func others(than identifier: String) -> [ManagerLeg] {
    let callID = legs[identifier]?.callID
    return legs.filter { $0.key != identifier && $0.value.callID == callID }.map(\.value)
  }

  /// Set by a dialplan once the caller has heard the announcement (N5).
  private static var informedVariable: String { "CALLREEL_INFORMED" }

  private func isInforming(_ value: String?) -> Bool {
    ["1", "yes", "true"].contains(value?.lowercased())
  }
}
