internal import SessionBus
internal import TrayContent

/// The menu of the tray item as hosts read it: com.canonical.dbusmenu.
final class TrayMenuObject {
  static let path = "/StatusNotifierItem/Menu"
  /// More lines than the menu has are no question.
  private static let limit = 256

  private let bus: BusConnection
  private let onAction: (TrayAction) -> Void
  private var menu: TrayMenu
  private var revision: UInt32 = 1
  private var object: ServedObject?

  init(on bus: BusConnection, _ menu: TrayMenu, onAction: @escaping (TrayAction) -> Void) {
    self.bus = bus
    self.menu = menu
    self.onAction = onAction
    let object = ServedObject(
      .trayMenu, at: Self.path,
      onCall: { [unowned self] name, reader throws(BusError) in try answer(name, reader) },
      property: { name in
        switch name {
        case "Version": .unsigned(3)
        case "TextDirection": .text("ltr")
        case "Status": .text("normal")
        default: .list("s", [])
        }
      })
    self.object = object
    try? bus.serve(object)
  }

  func show(_ next: TrayMenu) {
    guard next != menu, let object else { return }
    menu = next
    revision += 1
    try? bus.emit("LayoutUpdated", of: object, [.unsigned(revision), .signed(0)])
  }

  private func answer(
    _ name: String, _ reader: BusMessageReader
  ) throws(BusError) -> [BusArgument] {
    switch name {
    case "GetLayout":
      let root = try reader.signed()
      let depth = try reader.signed()
      return [.unsigned(revision), try layout(of: root, depth: depth)]
    case "GetGroupProperties":
      let numbers = try reader.list(of: "i", limit: Self.limit) { () throws(BusError) in
        try reader.signed()
      }
      let wanted = numbers.isEmpty ? menu.lines.map(\.number) : numbers
      return [
        .list(
          "(ia{sv})",
          wanted.compactMap { number in
            menu.line(number).map {
              .structure("ia{sv}", [.signed(number), .properties($0.properties)])
            }
          })
      ]
    case "GetProperty":
      let number = try reader.signed()
      let wanted = try reader.string()
      guard let line = menu.line(number),
        let property = line.properties.first(where: { $0.name == wanted })
      else { throw .noSuchService }
      return [.boxed(property.type, property.value)]
    case "Event":
      click(try reader.signed(), try reader.string())
      return []
    case "EventGroup":
      let events = try reader.list(of: "(isvu)", limit: Self.limit) { () throws(BusError) in
        try reader.structure("isvu") { () throws(BusError) -> (Int32, String) in
          let event = (try reader.signed(), try reader.string())
          try reader.skip("v")
          _ = try reader.unsigned()
          return event
        }
      }
      for (number, kind) in events { click(number, kind) }
      return [.list("i", [])]
    case "AboutToShow": return [.boolean(false)]
    default: return [.list("i", []), .list("i", [])]
    }
  }

  private func click(_ number: Int32, _ kind: String) {
    guard kind == "clicked", let action = menu.action(number) else { return }
    onAction(action)
  }

  private func layout(of root: Int32, depth: Int32) throws(BusError) -> BusArgument {
    guard root != 0 else {
      let lines = depth == 0 ? [] : menu.lines.map(\.layout)
      return .structure(
        "ia{sv}av",
        [
          .signed(0), .properties([BusProperty("children-display", "submenu")]),
          .list("v", lines.map { .boxed("(ia{sv}av)", $0) }),
        ])
    }
    guard let line = menu.line(root) else { throw .noSuchService }
    return line.layout
  }
}

extension TrayMenuLine {
  fileprivate var properties: [BusProperty] {
    guard kind != .separator else { return [BusProperty("type", "separator")] }
    // An underscore would mark a key.
    let text = label.split(separator: "_", omittingEmptySubsequences: false)
      .joined(separator: "__")
    var properties = [BusProperty("label", text)]
    // What is left out is as the protocol says: enabled, visible, no mark.
    if !isEnabled { properties.append(BusProperty("enabled", false)) }
    if case .check(let isOn) = kind {
      properties.append(BusProperty("toggle-type", "checkmark"))
      properties.append(BusProperty("toggle-state", "i", .signed(isOn ? 1 : 0)))
    }
    return properties
  }

  fileprivate var layout: BusArgument {
    .structure("ia{sv}av", [.signed(number), .properties(properties), .list("v", [])])
  }
}
