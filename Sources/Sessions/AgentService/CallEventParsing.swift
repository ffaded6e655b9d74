package import SessionBus
package import Timeline

/// Reads a call event from the session bus; what is not exactly right is refused (F6).
package enum CallEventParsing {
  /// How far an event's time may be from now, in microseconds.
  package static let tolerance: Int64 = 5_000_000

  package static func parse(
    _ event: String, _ details: [String: BusValue], unixMicroseconds now: Int64
  ) throws(BusRefusal) -> CallEvent {
    guard let kind = CallEventKind(rawValue: event) else {
      let known = CallEventKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw BusRefusal(name: "InvalidEvent", message: "the event is not one of \(known)")
    }
    var rest = details
    let callID = try text("call-id", &rest)
    guard let callID, !callID.isEmpty else {
      throw BusRefusal(
        name: "InvalidDetail", message: "call-id is missing: every event names its call")
    }
    var parsed = CallEvent(kind: kind, callID: callID)
    parsed.number = try text("number", &rest)
    if let direction = try text("direction", &rest) {
      guard let known = CallDirection(rawValue: direction) else {
        throw BusRefusal(name: "InvalidDetail", message: "direction is not inbound or outbound")
      }
      parsed.direction = known
    }
    parsed.queue = try text("queue", &rest)
    parsed.flagged = try flag("flagged", &rest)
    parsed.callerInformed = try flag("caller-informed", &rest)
    parsed.evidence = try flag("evidence", &rest)
    parsed.at = try time(&rest, now)
    if let unknown = rest.keys.sorted().first {
      throw BusRefusal(
        name: "InvalidDetail",
        message: "detail \(unknown.prefix(32)) is not known: see callreel-agent(1)")
    }
    return parsed
  }

  private static func text(
    _ name: String, _ details: inout [String: BusValue]
  ) throws(BusRefusal) -> String? {
    guard let value = details.removeValue(forKey: name) else { return nil }
    guard case .string(let text) = value else { throw wrongType(name, "a string") }
    return text
  }

  private static func flag(
    _ name: String, _ details: inout [String: BusValue]
  ) throws(BusRefusal) -> Bool? {
    guard let value = details.removeValue(forKey: name) else { return nil }
    guard case .boolean(let flag) = value else { throw wrongType(name, "a boolean") }
    return flag
  }

  private static func time(
    _ details: inout [String: BusValue], _ now: Int64
  ) throws(BusRefusal) -> Int64? {
    guard let value = details.removeValue(forKey: "at") else { return nil }
    guard case .integer(let at) = value else { throw wrongType("at", "a 64-bit number") }
    let (difference, overflow) = now.subtractingReportingOverflow(at)
    guard !overflow, difference.magnitude <= UInt64(tolerance) else {
      throw BusRefusal(
        name: "InvalidTime",
        message: "at is more than 5 s from now: it is Unix time in microseconds")
    }
    return at
  }

  private static func wrongType(_ name: String, _ type: String) -> BusRefusal {
    BusRefusal(name: "InvalidDetail", message: "detail \(name) is not \(type)")
  }
}
