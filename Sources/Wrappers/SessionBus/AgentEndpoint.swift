internal import CSystemd
internal import Glibc

/// What the agent does for those who call it; all on the bus connection's thread.
package final class AgentEndpoint {
  /// The longest text that a detail of a call event may have, in bytes.
  package static let longestText = 256

  let onCallEvent: (String, [String: BusValue]) throws(BusRefusal) -> Void
  let onSetPrivate: (Bool) throws(BusRefusal) -> Void
  let onEraseCall: () throws(BusRefusal) -> Void
  let property: (String) -> BusValue

  package init(
    onCallEvent: @escaping (String, [String: BusValue]) throws(BusRefusal) -> Void,
    onSetPrivate: @escaping (Bool) throws(BusRefusal) -> Void,
    onEraseCall: @escaping () throws(BusRefusal) -> Void,
    property: @escaping (String) -> BusValue
  ) {
    self.onCallEvent = onCallEvent
    self.onSetPrivate = onSetPrivate
    self.onEraseCall = onEraseCall
    self.property = property
  }

  fileprivate func callEvent(_ reader: BusMessageReader) throws(BusRefusal) {
    var wrong: String?
    let event: String
    let details: [String: BusValue]
    do throws(BusError) {
      event = try reader.string()
      details = try reader.details { wrong = $0 }
    } catch {
      throw BusRefusal(name: "InvalidEvent", message: "the message could not be read")
    }
    if let wrong {
      let name = String(wrong.prefix(32))
      throw BusRefusal(
        name: "InvalidDetail",
        message: "detail \(name) has another type than string, boolean or 64-bit number")
    }
    for case (let key, .string(let text)) in details where text.utf8.count > Self.longestText {
      throw BusRefusal(
        name: "InvalidDetail",
        message: "detail \(key.prefix(32)) is longer than \(Self.longestText) bytes")
    }
    try onCallEvent(event, details)
  }
}

func answerCallEvent(
  _ message: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ failure: UnsafeMutablePointer<sd_bus_error>?
) -> Int32 {
  unsafe answer(message, context, failure) { endpoint, reader throws(BusRefusal) in
    try endpoint.callEvent(reader)
  }
}

func answerSetPrivate(
  _ message: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ failure: UnsafeMutablePointer<sd_bus_error>?
) -> Int32 {
  unsafe answer(message, context, failure) { endpoint, reader throws(BusRefusal) in
    guard let on = try? reader.boolean() else {
      throw BusRefusal(name: "InvalidEvent", message: "SetPrivate takes one boolean")
    }
    try endpoint.onSetPrivate(on)
  }
}

func answerEraseCall(
  _ message: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ failure: UnsafeMutablePointer<sd_bus_error>?
) -> Int32 {
  unsafe answer(message, context, failure) { endpoint, _ throws(BusRefusal) in
    try endpoint.onEraseCall()
  }
}

func answerProperty(
  _ bus: OpaquePointer?, _ path: UnsafePointer<CChar>?, _ interface: UnsafePointer<CChar>?,
  _ property: UnsafePointer<CChar>?, _ reply: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ failure: UnsafeMutablePointer<sd_bus_error>?
) -> Int32 {
  guard let context = unsafe context, let property = unsafe property, let reply = unsafe reply
  else { return -EINVAL }
  let endpoint = unsafe Unmanaged<AgentEndpoint>.fromOpaque(context).takeUnretainedValue()
  let message = unsafe BusMessage(owning: sd_bus_message_ref(reply))
  do throws(BusError) {
    try message.append(endpoint.property(unsafe String(cString: property)))
    return 0
  } catch {
    return -EINVAL
  }
}

private func answer(
  _ message: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ failure: UnsafeMutablePointer<sd_bus_error>?,
  _ body: (AgentEndpoint, BusMessageReader) throws(BusRefusal) -> Void
) -> Int32 {
  guard let context = unsafe context, let message = unsafe message else { return -EINVAL }
  let endpoint = unsafe Unmanaged<AgentEndpoint>.fromOpaque(context).takeUnretainedValue()
  do throws(BusRefusal) {
    try body(endpoint, unsafe BusMessageReader(message))
    return unsafe callreel_reply_empty(message)
  } catch {
    return unsafe sd_bus_error_set(failure, error.fullName, error.message)
  }
}
