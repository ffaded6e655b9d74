internal import ByteCoding
package import SessionBus
package import Telephony

/// Reads what a source prints: the event and its details, as the session bus would give them.
package enum SourceLineParsing {
  /// Nil for a heartbeat.
  package static func parse(
    _ line: [UInt8]
  ) throws(DialogueFault) -> (event: String, details: [String: BusValue])? {
    guard let json = try? JSONText(reading: line), case .object(let members) = json else {
      throw .malformed
    }
    guard !members.isEmpty else { return nil }
    var event: String?
    var details: [String: BusValue] = [:]
    for (name, value) in members {
      switch value {
      case .string(let text):
        guard text.utf8.count <= AgentEndpoint.longestText else { throw .malformed }
        if name == "event" { event = text } else { details[name] = .string(text) }
      case .boolean(let flag): details[name] = .boolean(flag)
      case .integer(let number): details[name] = .integer(number)
      case .number, .null, .array, .object: throw .malformed
      }
    }
    guard let event else { throw .malformed }
    return (event, details)
  }
}
