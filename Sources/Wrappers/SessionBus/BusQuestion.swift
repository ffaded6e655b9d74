internal import CSystemd
internal import Glibc

/// What a method call or a signal is about.
package struct BusObject: Equatable, Sendable {
  /// The name of the program on the bus.
  package var name: String
  package var path: String
  package var interface: String

  package init(name: String, path: String, interface: String) {
    self.name = name
    self.path = path
    self.interface = interface
  }
}

/// An argument of a method of another program.
package enum BusArgument: Equatable, Sendable {
  case text(String)
  case unsigned(UInt32)
  case signed(Int32)
  case boolean(Bool)
  case variant(BusValue)
  /// An array of elements of a D-Bus type, such as `s`.
  case list(String, [BusArgument])
  /// A structure of members of these types, such as `si`.
  case structure(String, [BusArgument])
  /// A path of the bus, such as `/MenuBar`.
  case path(String)
  /// An `ay`.
  case bytes([UInt8])
  /// A variant that holds a value of this type.
  indirect case boxed(String, BusArgument)
  /// An `a{sv}`, in this order.
  case properties([BusProperty])
}

/// One entry of an `a{sv}`: a name and a value of any D-Bus type.
package struct BusProperty: Equatable, Sendable {
  package var name: String
  package var type: String
  package var value: BusArgument

  package init(_ name: String, _ type: String, _ value: BusArgument) {
    self.name = name
    self.type = type
    self.value = value
  }

  package init(_ name: String, _ text: String) { self.init(name, "s", .text(text)) }
  package init(_ name: String, _ flag: Bool) { self.init(name, "b", .boolean(flag)) }
}

/// What a question came to.
package enum BusAnswer {
  case values(BusMessageReader)
  case failure(BusError)
}

extension BusConnection {
  /// Calls a method without waiting; ``process(atMost:)`` hands the answer to `body`, once.
  ///
  /// A program that does not run is started for it only where `mayStart` says so. An answer that
  /// does not come within `milliseconds` is a failure; nil: 25 s.
  package func ask(
    _ object: BusObject, _ member: String, _ arguments: [BusArgument] = [],
    within milliseconds: Int? = nil, mayStart: Bool = false, _ body: @escaping (BusAnswer) -> Void
  ) throws(BusError) {
    var made: OpaquePointer?
    try checkedBus(
      unsafe sd_bus_message_new_method_call(
        bus, &made, object.name, object.path, object.interface, member))
    guard let made = unsafe made else { throw .failed(code: ENOMEM) }
    let message = unsafe BusMessage(owning: made)
    try checkedBus(unsafe sd_bus_message_set_auto_start(message.handle, mayStart ? 1 : 0))
    for argument in arguments { try message.append(argument) }
    let question = BusQuestion(on: self, body)
    var slot: OpaquePointer?
    try checkedBus(
      unsafe sd_bus_call_async(
        bus, &slot, message.handle, takeAnswer, Unmanaged.passUnretained(question).toOpaque(),
        UInt64(max(0, milliseconds ?? 0)) * 1000))
    unsafe question.slot = slot
    questions[ObjectIdentifier(question)] = question
  }
}

extension BusConnection {
  /// Asks as ``ask(_:_:_:within:mayStart:_:)`` does, and reads the answer; `body` is called once,
  /// here already where the question cannot be sent.
  package func ask<Value>(
    _ object: BusObject, _ member: String, _ arguments: [BusArgument] = [],
    within milliseconds: Int,
    read: @escaping (BusMessageReader) throws(BusError) -> Value,
    then body: @escaping (Result<Value, BusError>) -> Void
  ) {
    do throws(BusError) {
      try ask(object, member, arguments, within: milliseconds) { answer in
        switch answer {
        case .values(let reader):
          do throws(BusError) { body(.success(try read(reader))) } catch { body(.failure(error)) }
        case .failure(let error): body(.failure(error))
        }
      }
    } catch {
      body(.failure(error))
    }
  }

  /// Waits for no answer any more: nobody is told of one that comes.
  package func dropQuestions() { questions.removeAll() }
}

/// A call that waits for its answer.
@safe final class BusQuestion {
  var slot: OpaquePointer?
  private unowned let connection: BusConnection
  private let body: (BusAnswer) -> Void

  init(on connection: BusConnection, _ body: @escaping (BusAnswer) -> Void) {
    self.connection = connection
    self.body = body
  }

  deinit { unsafe _ = sd_bus_slot_unref(slot) }

  fileprivate func take(_ message: OpaquePointer) {
    // The connection lets it go first: the answer may end the connection.
    connection.questions[ObjectIdentifier(self)] = nil
    guard let failure = unsafe sd_bus_message_get_error(message) else {
      return body(.values(unsafe BusMessageReader(message)))
    }
    let name = unsafe failure.pointee.name.map { unsafe String(cString: $0) } ?? ""
    let sentence = unsafe failure.pointee.message.map { unsafe String(cString: $0) } ?? ""
    body(.failure(BusError(errorName: name, sentence: sentence)))
  }
}

private func takeAnswer(
  _ message: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ failure: UnsafeMutablePointer<sd_bus_error>?
) -> Int32 {
  guard let context = unsafe context, let message = unsafe message else { return 0 }
  unsafe Unmanaged<BusQuestion>.fromOpaque(context).takeUnretainedValue().take(message)
  return 0
}

extension BusError {
  /// From the name of an error on the bus and its sentence.
  init(errorName name: String, sentence: String) {
    switch name {
    case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner":
      self = .noSuchService
    case "org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Timeout",
      "org.freedesktop.DBus.Error.TimedOut":
      self = .noAnswer
    default: self = .refused(name: name, message: sentence)
    }
  }
}
