internal import Geometry
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
  private func ask<Value>(
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

  private func ask<Value>(
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

// One program.
extension AccessibilityBus {
  func toolkit(of program: String, _ body: @escaping (Told<Toolkit>) -> Void) {
    ask(
      program, Self.root, "org.freedesktop.DBus.Properties", "Get",
      [.text("org.a11y.atspi.Application"), .text("ToolkitName")],
      read: { reader throws(BusError) in
        guard case .string(let name)? = try reader.variant() else { return .other }
        return Toolkit(name: name)
      }, body)
  }

  /// All objects of some roles below another, by Collection.
  func matches(
    _ roles: [UInt32], below object: FieldName, _ body: @escaping (Told<[FieldName]>) -> Void
  ) {
    var words = [UInt32](repeating: 0, count: 4)
    for role in roles { words[Int(role / 32)] |= 1 << (role % 32) }
    let (all, any) = (BusArgument.signed(1), BusArgument.signed(2))
    let rule = BusArgument.structure(
      "aiia{ss}iaiiasib",
      [
        .list("i", [.signed(0), .signed(0)]), all, .list("{ss}", []), all,
        .list("i", words.map { .signed(Int32(bitPattern: $0)) }), any, .list("s", []), all,
        .boolean(false),
      ])
    ask(
      object, "Collection", "GetMatches",
      [rule, .unsigned(1), .signed(0), .boolean(true)], read: Self.names, body)
  }

  func children(
    of object: FieldName, within milliseconds: Int = patience,
    _ body: @escaping (Told<[FieldName]>) -> Void
  ) {
    ask(object, "Accessible", "GetChildren", within: milliseconds, read: Self.names, body)
  }

  /// What the program calls an object.
  func name(of object: FieldName, _ body: @escaping (Told<String>) -> Void) {
    ask(
      object.program, object.path, "org.freedesktop.DBus.Properties", "Get",
      [.text("org.a11y.atspi.Accessible"), .text("Name")], within: Self.longPatience,
      read: { reader throws(BusError) in
        guard case .string(let name)? = try reader.variant() else { return "" }
        return name
      }, body)
  }

  /// The labels that belong to an object.
  func labels(of object: FieldName, _ body: @escaping (Told<[FieldName]>) -> Void) {
    let labelledBy: UInt32 = 2
    ask(
      object, "Accessible", "GetRelationSet", within: Self.longPatience,
      read: { reader throws(BusError) in
        let relations = try reader.list(of: "(ua(so))", limit: 64) { () throws(BusError) in
          try reader.structure("ua(so)") { () throws(BusError) in
            (kind: try reader.unsigned(), objects: try Self.names(reader))
          }
        }
        return relations.filter { $0.kind == labelledBy }.flatMap(\.objects)
      }, body)
  }

  func role(
    of object: FieldName, within milliseconds: Int = patience,
    _ body: @escaping (Told<UInt32>) -> Void
  ) {
    ask(
      object, "Accessible", "GetRole", within: milliseconds,
      read: { reader throws(BusError) in try reader.unsigned() }, body)
  }

  /// On the screen, or for `inWindow` relative to the window.
  func extents(
    of object: FieldName, inWindow: Bool, _ body: @escaping (Told<PixelRegion>) -> Void
  ) {
    ask(
      object, "Component", "GetExtents", [.unsigned(inWindow ? 1 : 0)],
      read: { reader throws(BusError) in
        try reader.structure("iiii") { () throws(BusError) in
          PixelRegion(
            x: Int(try reader.signed()), y: Int(try reader.signed()),
            width: Int(try reader.signed()), height: Int(try reader.signed()))
        }
      }, body)
  }

  /// What shows at a place of the screen, in the toolkit's units.
  func object(
    in frame: FieldName, x: Int, y: Int, _ body: @escaping (Told<FieldName>) -> Void
  ) {
    ask(
      frame, "Component", "GetAccessibleAtPoint",
      [.signed(Int32(clamping: x)), .signed(Int32(clamping: y)), .unsigned(0)],
      read: { reader throws(BusError) in
        let reference = try reader.reference()
        return FieldName(program: reference.name, path: reference.path)
      }, body)
  }

  /// The states of AT-SPI, one bit each.
  func states(of object: FieldName, _ body: @escaping (Told<AccessibleStates>) -> Void) {
    ask(
      object, "Accessible", "GetState",
      read: { reader throws(BusError) in
        let words = try reader.list(of: "u", limit: 4) { () throws(BusError) in
          try reader.unsigned()
        }
        return AccessibleStates(bits: words.first ?? 0)
      }, body)
  }

  func childCount(of object: FieldName, _ body: @escaping (Told<Int>) -> Void) {
    ask(
      object, "Accessible", "GetChildren", read: Self.names,
      { told in
        switch told {
        case .value(let children): body(.value(children.count))
        case .missing: body(.missing)
        case .silent: body(.silent)
        }
      })
  }

  /// An attribute of a document; empty where it has none.
  func attribute(
    _ name: String, of document: FieldName, _ body: @escaping (Told<String>) -> Void
  ) {
    ask(
      document, "Document", "GetAttributeValue", [.text(name)],
      read: { reader throws(BusError) in try reader.string() }, body)
  }

  private static func names(_ reader: BusMessageReader) throws(BusError) -> [FieldName] {
    try reader.list(of: "(so)", limit: limit) { () throws(BusError) in
      let reference = try reader.reference()
      return FieldName(program: reference.name, path: reference.path)
    }
  }
}

/// States that an object has of itself.
struct AccessibleStates {
  let bits: UInt32

  var isDefunct: Bool { bits & 1 << 6 != 0 }
  var isShowing: Bool { bits & 1 << 25 != 0 }
}
