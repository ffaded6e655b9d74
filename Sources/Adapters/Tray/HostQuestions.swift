import Geometry
import SessionBus
import TrayContent

/// The questions of AT-SPI that the tray's host is asked, each without waiting.
///
/// One program is asked and no other (P11): its connection is found by the host's process, no
/// question names another, and an object of another program in an answer is left out. What an
/// object holds, such as a text, is never asked for.
final class HostQuestions {
  private static let interface = "org.a11y.atspi."
  private static let root = "/org/a11y/atspi/accessible/root"
  /// A window that is embedded in another program's is no child of the root; its object is made
  /// before all others.
  private static let embedded = "/org/a11y/atspi/accessible/1"
  /// So many children of one object are read; a host that tells more is not understood.
  private static let limit = 500

  private let bus: BusConnection
  /// The host's connection to the accessibility bus.
  let program: String

  init(_ bus: BusConnection, program: String) {
    self.bus = bus
    self.program = program
  }

  /// Where a search begins: the host's windows, or the one that another program has taken in.
  func windows(_ body: @escaping ([String]) -> Void) {
    children(of: Self.root) { windows in
      body(windows?.isEmpty == true ? [Self.embedded] : windows ?? [])
    }
  }

  func children(of path: String, _ body: @escaping ([String]?) -> Void) {
    let program = program
    ask(path, "Accessible", "GetChildren", [], within: Self.patience) {
      reader throws(BusError) in
      try reader.list(of: "(so)", limit: Self.limit) { () throws(BusError) in
        try reader.reference()
      }.filter { $0.name == program }.map(\.path)
    } _: {
      body(try? $0.get())
    }
  }

  /// What the object is called or described by.
  func text(_ property: Text, of path: String, _ body: @escaping (String?) -> Void) {
    let object = BusObject(
      name: program, path: path, interface: "org.freedesktop.DBus.Properties")
    ask(
      object, "Get", [.text(Self.interface + "Accessible"), .text(property.rawValue)],
      within: Self.patience
    ) { reader throws(BusError) in
      guard case .string(let text)? = try reader.variant() else { return "" }
      return text
    } _: {
      body(try? $0.get())
    }
  }

  enum Text: String {
    case name = "Name"
    case description = "Description"
  }

  func role(of path: String, _ body: @escaping (UInt32?) -> Void) {
    ask(path, "Accessible", "GetRole", [], within: Self.patience) { reader throws(BusError) in
      try reader.unsigned()
    } _: {
      body(try? $0.get())
    }
  }

  func state(
    of path: String, within milliseconds: Int,
    _ body: @escaping (Result<HostedState, BusError>) -> Void
  ) {
    ask(path, "Accessible", "GetState", [], within: milliseconds) { reader throws(BusError) in
      let words = try reader.list(of: "u", limit: 4) { () throws(BusError) in
        try reader.unsigned()
      }
      return HostedState(bits: words.first ?? 0)
    } _: {
      body($0)
    }
  }

  /// On the screen.
  func extents(
    of path: String, within milliseconds: Int,
    _ body: @escaping (Result<PixelRegion, BusError>) -> Void
  ) {
    ask(path, "Component", "GetExtents", [.unsigned(0)], within: milliseconds) {
      reader throws(BusError) in
      try reader.structure("iiii") { () throws(BusError) in
        PixelRegion(
          x: Int(try reader.signed()), y: Int(try reader.signed()),
          width: Int(try reader.signed()), height: Int(try reader.signed()))
      }
    } _: {
      body($0)
    }
  }

  /// How long one answer of a search may take, in milliseconds.
  private static let patience = 500

  private func ask<Value>(
    _ path: String, _ interface: String, _ member: String, _ arguments: [BusArgument],
    within milliseconds: Int, read: @escaping (BusMessageReader) throws(BusError) -> Value,
    _ body: @escaping (Result<Value, BusError>) -> Void
  ) {
    let object = BusObject(name: program, path: path, interface: Self.interface + interface)
    ask(object, member, arguments, within: milliseconds, read: read, body)
  }

  private func ask<Value>(
    _ object: BusObject, _ member: String, _ arguments: [BusArgument],
    within milliseconds: Int, read: @escaping (BusMessageReader) throws(BusError) -> Value,
    _ body: @escaping (Result<Value, BusError>) -> Void
  ) {
    do throws(BusError) {
      try bus.ask(object, member, arguments, within: milliseconds) { answer in
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
}
