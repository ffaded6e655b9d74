internal import SensitiveFields
internal import SessionBus

/// What came back from a program.
enum Told<Value> {
  case value(Value)
  /// It answered that it has no such object or method.
  case missing
  /// It did not answer in time, or not in a way that can be understood.
  case silent
}

/// The questions of AT-SPI that Callreel asks, each without waiting.
///
/// One thread; answers come from ``process()``. Nothing is listened to: what a program announces
/// proves nothing, and announcing costs it time.
package final class AccessibilityBus {
  /// A program that takes longer does not answer, in milliseconds.
  static let patience = 150
  /// The same where many objects are asked at once.
  static let longPatience = 600
  private static let messagesAtOnce = 256
  /// So many objects of one answer are read; a program that tells more is not understood.
  static let limit = 20_000
  static let root = "/org/a11y/atspi/accessible/root"

  private let bus: BusConnection

  /// Takes over a socket that is connected to the accessibility bus, and asks nothing yet.
  package init?(owning descriptor: Int32) {
    guard let bus = try? BusConnection(owning: descriptor) else { return nil }
    self.bus = bus
  }

  var descriptor: Int32 { bus.descriptor }
  var wantsToWrite: Bool { bus.wantsToWrite }
  var millisecondsToNextTimeout: Int? { bus.millisecondsToNextTimeout }

  /// Takes some of what has come; a program that floods the bus must not keep the recorder busy.
  func process() throws(BusError) { try bus.process(atMost: Self.messagesAtOnce) }

  /// Calls `body` whenever somebody connects to the bus or leaves it.
  func listenToConnections(_ body: @escaping () -> Void) throws(BusError) -> BusSubscription {
    let daemon = BusObject(
      name: "org.freedesktop.DBus", path: "/org/freedesktop/DBus",
      interface: "org.freedesktop.DBus")
    return try bus.listen(to: "NameOwnerChanged", of: daemon) { _ in body() }
  }

  /// Asks one object; `body` is called once.
  func ask<Value>(
    _ name: String, _ path: String, _ interface: String, _ member: String,
    _ arguments: [BusArgument] = [], within milliseconds: Int = patience,
    read: @escaping (BusMessageReader) throws(BusError) -> Value,
    _ body: @escaping (Told<Value>) -> Void
  ) {
    do throws(BusError) {
      let object = BusObject(name: name, path: path, interface: interface)
      try bus.ask(object, member, arguments, within: milliseconds) { answer in
        switch answer {
        case .values(let reader):
          do throws(BusError) { body(.value(try read(reader))) } catch { body(.silent) }
        case .failure(.refused(let name, _)):
          body(name.hasPrefix("org.freedesktop.DBus.Error.Unknown") ? .missing : .silent)
        case .failure(.noSuchService): body(.missing)
        case .failure: body(.silent)
        }
      }
    } catch {
      body(.silent)
    }
  }

  /// As ``ask(_:_:_:_:_:within:read:_:)``, of an object and its interface of AT-SPI.
  func ask<Value>(
    _ field: FieldName, _ interface: String, _ member: String, _ arguments: [BusArgument] = [],
    within milliseconds: Int = patience,
    read: @escaping (BusMessageReader) throws(BusError) -> Value,
    _ body: @escaping (Told<Value>) -> Void
  ) {
    ask(
      field.program, field.path, "org.a11y.atspi." + interface, member, arguments,
      within: milliseconds, read: read, body)
  }
}

// The bus itself.
extension AccessibilityBus {
  /// The names of all connections.
  func connections(_ body: @escaping (Told<[String]>) -> Void) {
    askBus(
      "ListNames", [],
      read: { reader throws(BusError) in
        try reader.list(of: "s", limit: Self.limit) { () throws(BusError) in
          try reader.string()
        }
      },
      { told in
        guard case .value(let names) = told else { return body(told) }
        body(.value(names.filter { $0.hasPrefix(":") }))
      })
  }

  /// The process at the other end of a connection.
  func process(of connection: String, _ body: @escaping (Told<Int32>) -> Void) {
    askBus(
      "GetConnectionUnixProcessID", [.text(connection)],
      read: { reader throws(BusError) in Int32(bitPattern: try reader.unsigned()) }, body)
  }

  private func askBus<Value>(
    _ member: String, _ arguments: [BusArgument],
    read: @escaping (BusMessageReader) throws(BusError) -> Value,
    _ body: @escaping (Told<Value>) -> Void
  ) {
    ask(
      "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", member, arguments,
      read: read, body)
  }
}
