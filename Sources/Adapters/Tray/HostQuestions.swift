import Geometry
import SessionBus
import TrayContent

/// The questions of AT-SPI that the tray's host is asked, each without waiting.
///
/// One program is asked and no other (P11): no question names another than the ``TrayHost``, and an
/// object of another program in an answer is left out. What an object holds, such as a text, is
/// never asked for.
final class HostQuestions {
  enum Text: String {
    case name = "Name"
    case description = "Description"
  }

  private static let root = "/org/a11y/atspi/accessible/root"
  /// A window that is embedded in another program's is no child of the root; its object is made
  /// before all others.
  private static let embedded = "/org/a11y/atspi/accessible/1"
  /// So many children of one object are read; a host that tells more is not understood.
  private static let limit = 500
  /// How long one answer of a search may take, in milliseconds.
  private static let patience = 500

  let host: TrayHost
  private let bus: BusConnection

  init(_ bus: BusConnection, to host: TrayHost) {
    self.bus = bus
    self.host = host
  }

  private func object(_ path: String, _ interface: String) -> BusObject {
    BusObject(name: host.program, path: path, interface: interface)
  }
}

// What a search asks; nil where there is no answer.
extension HostQuestions {
  /// Where a search begins: the host's windows, or the one that another program has taken in.
  func windows(_ body: @escaping ([String]) -> Void) {
    children(of: Self.root) { windows in
      body(windows?.isEmpty == true ? [Self.embedded] : windows ?? [])
    }
  }

  func children(of path: String, _ body: @escaping ([String]?) -> Void) {
    bus.ask(
      object(path, "org.a11y.atspi.Accessible"), "GetChildren", within: Self.patience,
      read: { reader throws(BusError) in
        try reader.list(of: "(so)", limit: Self.limit) { () throws(BusError) in
          try reader.reference()
        }
      },
      then: { [host] answer in
        body(try? answer.get().filter { $0.name == host.program }.map(\.path))
      })
  }

  func role(of path: String, _ body: @escaping (UInt32?) -> Void) {
    bus.ask(
      object(path, "org.a11y.atspi.Accessible"), "GetRole", within: Self.patience,
      read: { reader throws(BusError) in try reader.unsigned() }, then: { body(try? $0.get()) })
  }

  /// What the object is called or described by.
  func text(_ property: Text, of path: String, _ body: @escaping (String?) -> Void) {
    bus.ask(
      object(path, "org.freedesktop.DBus.Properties"), "Get",
      [.text("org.a11y.atspi.Accessible"), .text(property.rawValue)], within: Self.patience,
      read: { reader throws(BusError) in
        guard case .string(let text)? = try reader.variant() else { return "" }
        return text
      }, then: { body(try? $0.get()) })
  }
}

// What a proof asks, in time or not at all.
extension HostQuestions {
  func state(
    of path: String, within milliseconds: Int,
    _ body: @escaping (Result<HostedState, BusError>) -> Void
  ) {
    bus.ask(
      object(path, "org.a11y.atspi.Accessible"), "GetState", within: milliseconds,
      read: { reader throws(BusError) in
        let words = try reader.list(of: "u", limit: 4) { () throws(BusError) in
          try reader.unsigned()
        }
        return HostedState(bits: words.first ?? 0)
      }, then: body)
  }

  /// On the screen.
  func extents(
    of path: String, within milliseconds: Int,
    _ body: @escaping (Result<PixelRegion, BusError>) -> Void
  ) {
    bus.ask(
      object(path, "org.a11y.atspi.Component"), "GetExtents", [.unsigned(0)],
      within: milliseconds,
      read: { reader throws(BusError) in
        try reader.structure("iiii") { () throws(BusError) in
          PixelRegion(
            x: Int(try reader.signed()), y: Int(try reader.signed()),
            width: Int(try reader.signed()), height: Int(try reader.signed()))
        }
      }, then: body)
  }
}
