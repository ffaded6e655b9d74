internal import Geometry
internal import SensitiveFields
internal import SessionBus

/// What the objects of one program are asked.
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
