package import ByteCoding
package import Timeline

/// What a source prints: one JSON object a line, with the names of the session bus.
package enum SourceLine {
  /// The longest line in bytes.
  package static let longest = 4096

  /// A line that says only that the source is there.
  package static let heartbeat = JSONText.object([])

  package static func event(_ event: CallEvent) -> JSONText {
    var members: [(String, JSONText)] = [
      ("event", .string(event.kind.rawValue)), ("call-id", .string(event.callID)),
    ]
    func add(_ name: String, _ value: JSONText?) {
      if let value { members.append((name, value)) }
    }
    add("number", event.number.map(JSONText.string))
    add("direction", event.direction.map { .string($0.rawValue) })
    add("queue", event.queue.map(JSONText.string))
    add("flagged", event.flagged.map(JSONText.boolean))
    add("caller-informed", event.callerInformed.map(JSONText.boolean))
    add("evidence", event.evidence.map(JSONText.boolean))
    add("at", event.at.map(JSONText.integer))
    return .object(members)
  }
}
