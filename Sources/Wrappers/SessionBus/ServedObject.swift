internal import CSystemd
internal import Glibc

/// An object with one of the desktops' interfaces that other programs call.
///
/// Its closures run on the connection's thread, within ``BusConnection/process(atMost:)``.
package final class ServedObject {
  /// An interface of which sd-bus knows the methods, their types and the properties.
  package enum Interface: String, Sendable {
    case trayItem = "org.kde.StatusNotifierItem"
    case trayMenu = "com.canonical.dbusmenu"
  }

  let interface: Interface
  let path: String
  let onCall: (String, BusMessageReader) throws(BusError) -> [BusArgument]
  let property: (String) -> BusArgument

  /// `onCall` takes a method's name and arguments and gives its results; one that throws answers
  /// with an error.
  package init(
    _ interface: Interface, at path: String,
    onCall: @escaping (String, BusMessageReader) throws(BusError) -> [BusArgument],
    property: @escaping (String) -> BusArgument
  ) {
    self.interface = interface
    self.path = path
    self.onCall = onCall
    self.property = property
  }
}

extension BusConnection {
  /// Serves an object for the life of the connection.
  package func serve(_ object: ServedObject) throws(BusError) {
    served.append(object)
    let context = unsafe Unmanaged.passUnretained(object).toOpaque()
    var slot: OpaquePointer?
    switch object.interface {
    case .trayItem:
      try checkedBus(
        unsafe callreel_serve_tray_item(
          bus, &slot, object.path, context, answerServedCall, answerServedProperty))
    case .trayMenu:
      try checkedBus(
        unsafe callreel_serve_tray_menu(
          bus, &slot, object.path, context, answerServedCall, answerServedProperty))
    }
    if let slot = unsafe slot { unsafe slots.append(slot) }
  }

  /// Sends a signal of a served object to whoever listens.
  package func emit(
    _ member: String, of object: ServedObject, _ arguments: [BusArgument] = []
  ) throws(BusError) {
    var made: OpaquePointer?
    try checkedBus(
      unsafe sd_bus_message_new_signal(bus, &made, object.path, object.interface.rawValue, member))
    guard let made = unsafe made else { throw .failed(code: ENOMEM) }
    let message = unsafe BusMessage(owning: made)
    for argument in arguments { try message.append(argument) }
    try checkedBus(unsafe sd_bus_send(bus, message.handle, nil))
  }
}

private func answerServedCall(
  _ message: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ failure: UnsafeMutablePointer<sd_bus_error>?
) -> Int32 {
  guard let context = unsafe context, let message = unsafe message,
    let name = unsafe sd_bus_message_get_member(message)
  else { return -EINVAL }
  let object = unsafe Unmanaged<ServedObject>.fromOpaque(context).takeUnretainedValue()
  do throws(BusError) {
    let results = try object.onCall(
      unsafe String(cString: name), unsafe BusMessageReader(message))
    var made: OpaquePointer?
    try checkedBus(unsafe sd_bus_message_new_method_return(message, &made))
    guard let made = unsafe made else { return -ENOMEM }
    let reply = unsafe BusMessage(owning: made)
    for result in results { try reply.append(result) }
    return unsafe sd_bus_send(nil, reply.handle, nil)
  } catch {
    return unsafe sd_bus_error_set(
      failure, "org.freedesktop.DBus.Error.InvalidArgs", "there is no such thing here")
  }
}

private func answerServedProperty(
  _ bus: OpaquePointer?, _ path: UnsafePointer<CChar>?, _ interface: UnsafePointer<CChar>?,
  _ property: UnsafePointer<CChar>?, _ reply: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ failure: UnsafeMutablePointer<sd_bus_error>?
) -> Int32 {
  guard let context = unsafe context, let property = unsafe property, let reply = unsafe reply
  else { return -EINVAL }
  let object = unsafe Unmanaged<ServedObject>.fromOpaque(context).takeUnretainedValue()
  let message = unsafe BusMessage(owning: sd_bus_message_ref(reply))
  do throws(BusError) {
    try message.append(object.property(unsafe String(cString: property)))
    return 0
  } catch {
    return -EINVAL
  }
}
