internal import CSystemd
internal import Glibc

/// A connection to a bus; belongs to the thread that made it (sd-bus(3)).
@safe package final class BusConnection {
  let bus: OpaquePointer
  /// What was asked and not answered yet.
  var questions: [ObjectIdentifier: BusQuestion] = [:]
  var slots: [OpaquePointer] = unsafe []
  /// What is served besides the agent's own interface.
  var served: [ServedObject] = []
  private var endpoint: AgentEndpoint?
  private var onChange: (() -> Void)?

  /// Connects to the user's bus: DBUS_SESSION_BUS_ADDRESS, else `$XDG_RUNTIME_DIR/bus`.
  package init() throws(BusError) {
    var opened: OpaquePointer?
    guard unsafe sd_bus_open_user(&opened) >= 0, let opened = unsafe opened else {
      throw .unavailable
    }
    unsafe bus = opened
  }

  /// Connects to the machine's bus: DBUS_SYSTEM_BUS_ADDRESS, else `/run/dbus/system_bus_socket`.
  ///
  /// The connection is made in the background, within ``process(atMost:)``.
  package static func system() throws(BusError) -> BusConnection {
    var opened: OpaquePointer?
    guard unsafe sd_bus_open_system(&opened) >= 0, let opened = unsafe opened else {
      throw .unavailable
    }
    return unsafe BusConnection(owning: opened)
  }

  private init(owning bus: OpaquePointer) {
    unsafe self.bus = bus
  }

  /// Connects to the bus at an address of D-Bus's form, such as `unix:path=…`.
  package init(address: String) throws(BusError) {
    var made: OpaquePointer?
    guard unsafe sd_bus_new(&made) >= 0, let made = unsafe made else { throw .unavailable }
    unsafe bus = made
    guard unsafe sd_bus_set_address(made, address) >= 0, unsafe sd_bus_set_bus_client(made, 1) >= 0,
      unsafe sd_bus_start(made) >= 0
    else { throw .unavailable }
  }

  /// Takes over a socket that is connected to a bus.
  package convenience init(owning descriptor: Int32) throws(BusError) {
    var made: OpaquePointer?
    guard unsafe sd_bus_new(&made) >= 0, let made = unsafe made else {
      close(descriptor)
      throw .unavailable
    }
    unsafe self.init(owning: made)
    guard unsafe sd_bus_set_fd(made, descriptor, descriptor) >= 0 else {
      close(descriptor)
      throw .unavailable
    }
    guard unsafe sd_bus_set_bus_client(made, 1) >= 0, unsafe sd_bus_start(made) >= 0 else {
      throw .unavailable
    }
  }

  deinit {
    questions.removeAll()
    unsafe slots.forEach { unsafe _ = sd_bus_slot_unref($0) }
    unsafe _ = sd_bus_flush_close_unref(bus)
  }

  /// For poll; readable (or writable, see ``wantsToWrite``) when there is work.
  package var descriptor: Int32 { unsafe sd_bus_get_fd(bus) }
  package var wantsToWrite: Bool { unsafe sd_bus_get_events(bus) & POLLOUT != 0 }

  /// Milliseconds until sd-bus wants to be processed although nothing came; nil for never.
  package var millisecondsToNextTimeout: Int? {
    var deadline = UInt64.max
    guard unsafe sd_bus_get_timeout(bus, &deadline) >= 0, deadline != UInt64.max else { return nil }
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    let microseconds = UInt64(now.tv_sec) * 1_000_000 + UInt64(now.tv_nsec) / 1000
    return deadline <= microseconds ? 0 : Int((deadline - microseconds + 999) / 1000)
  }

  /// Handles what has come; calls the endpoint's closures on this thread.
  ///
  /// What is left for the next time makes ``millisecondsToNextTimeout`` 0.
  package func process(atMost count: Int = .max) throws(BusError) {
    for _ in 0..<count where try checkedBus(unsafe sd_bus_process(bus, nil)) == 0 { return }
  }

  /// Takes a well-known name; ``BusError/nameTaken`` where another process has it.
  package func requestName(_ name: String) throws(BusError) {
    try checkedBus(unsafe sd_bus_request_name(bus, name, 0))
  }

  /// Serves `org.callreel.Agent1` at `/org/callreel/Agent` for the life of the connection.
  package func serve(_ endpoint: AgentEndpoint) throws(BusError) {
    self.endpoint = endpoint
    var slot: OpaquePointer?
    try checkedBus(
      unsafe callreel_serve_agent(
        bus, &slot, Unmanaged.passUnretained(endpoint).toOpaque(),
        answerCallEvent, answerSetPrivate, answerEraseCall, answerProperty))
    if let slot = unsafe slot { unsafe slots.append(slot) }
  }

  /// Tells the bus that these properties of the agent changed.
  package func announceChange(of properties: [String]) throws(BusError) {
    var names = unsafe properties.map { unsafe strdup($0) } + [nil]
    defer { unsafe names.forEach { unsafe free($0) } }
    try checkedBus(
      unsafe sd_bus_emit_properties_changed_strv(
        bus, AgentAddress.path, AgentAddress.interface, &names))
  }

  /// Calls a method of the agent and waits for its answer, at most 5 s.
  package func callAgent(_ member: String, _ arguments: [AgentArgument]) throws(BusError) {
    let message = try makeCall(AgentAddress.interface, member)
    for argument in arguments {
      switch argument {
      case .value(let value): try message.append(value)
      case .details(let details): try message.append(details)
      }
    }
    _ = try send(message)
  }

  /// All properties of the agent.
  package func agentProperties() throws(BusError) -> [String: BusValue] {
    let message = try makeCall("org.freedesktop.DBus.Properties", "GetAll")
    try message.append(.string(AgentAddress.interface))
    let reply = try send(message)
    return try unsafe BusMessageReader(reply.handle).details()
  }

  /// Calls `body` from ``process(atMost:)`` whenever a property of the agent changed.
  package func watchAgent(_ body: @escaping () -> Void) throws(BusError) {
    onChange = body
    var slot: OpaquePointer?
    try checkedBus(
      unsafe sd_bus_match_signal(
        bus, &slot, nil, AgentAddress.path, "org.freedesktop.DBus.Properties",
        "PropertiesChanged",
        { _, context, _ in
          guard let context = unsafe context else { return 0 }
          unsafe Unmanaged<BusConnection>.fromOpaque(context).takeUnretainedValue().onChange?()
          return 0
        }, Unmanaged.passUnretained(self).toOpaque()))
    if let slot = unsafe slot { unsafe slots.append(slot) }
  }

  private func makeCall(_ interface: String, _ member: String) throws(BusError) -> BusMessage {
    var made: OpaquePointer?
    try checkedBus(
      unsafe sd_bus_message_new_method_call(
        bus, &made, AgentAddress.name, AgentAddress.path, interface, member))
    guard let made = unsafe made else { throw .failed(code: ENOMEM) }
    let message = unsafe BusMessage(owning: made)
    // A question must not start an agent where the session has none: nobody may be enrolled.
    try checkedBus(unsafe sd_bus_message_set_auto_start(message.handle, 0))
    return message
  }

  private func send(_ message: borrowing BusMessage) throws(BusError) -> BusMessage {
    var reply: OpaquePointer?
    var failure = unsafe sd_bus_error()
    defer { unsafe sd_bus_error_free(&failure) }
    let code = unsafe sd_bus_call(bus, message.handle, 5_000_000, &failure, &reply)
    if code >= 0, let reply = unsafe reply { return unsafe BusMessage(owning: reply) }
    guard let name = unsafe failure.name.map({ unsafe String(cString: $0) }) else {
      throw .failed(code: -code)
    }
    throw BusError(
      errorName: name, sentence: unsafe failure.message.map { unsafe String(cString: $0) } ?? "")
  }
}

/// An argument of one of the agent's methods.
package enum AgentArgument: Equatable, Sendable {
  case value(BusValue)
  case details([String: BusValue])
}

/// Where the agent is on the session bus.
package enum AgentAddress {
  package static let name = "org.callreel.Agent"
  package static let path = "/org/callreel/Agent"
  package static let interface = "org.callreel.Agent1"
}
