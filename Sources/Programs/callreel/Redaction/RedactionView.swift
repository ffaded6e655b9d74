import ClipPlayer
import LinuxSystem
import ProcessMessages
import SessionBus

/// A running `callreel-redaction`, which tells what would be hidden.
///
/// Dropping the value ends the program.
struct RedactionView: ~Copyable {
  private static let name = "callreel-redaction"
  /// How long programs are given to answer before what is told counts, in milliseconds.
  private static let patience: Int64 = 2000

  private let socket: MessageSocket
  private let child: ChildProcess

  init(_ order: FilmOrder) {
    guard let program = ProgramSearch.companion(Self.name) else {
      Terminal.fail(
        "\(Self.name) is not installed", hint: "install the callreel package again",
        status: .unavailable)
    }
    let bus = AccessibilityDoor.open()
    do throws(SystemError) {
      let (ours, theirs) = try MessageSocket.pair()
      socket = MessageSocket(owning: ours)
      let end = Descriptor(owning: theirs)
      child = try ChildProcess(
        path: program, arguments: [program],
        environment: Account.environment + ["SWIFT_BACKTRACE=enable=no"],
        descriptors: [2: 2, 3: end.rawValue])
      if let bus {
        try socket.send(order.bytes, descriptors: [bus.rawValue])
      } else {
        try socket.send(order.bytes)
      }
    } catch {
      Terminal.fail("\(Self.name) could not be started: \(error)")
    }
  }

  /// The next report, waited for; nil where the program has ended.
  func next() -> RedactionReport? {
    guard let message = try? socket.receive() else { return nil }
    return try? RedactionReport(bytes: message.bytes)
  }

  /// What was told last once programs have had the time to answer; nil where nothing was.
  func settled() -> RedactionReport? {
    var last: RedactionReport?
    let end = Clock.bootMilliseconds + Self.patience
    while Clock.bootMilliseconds < end {
      let rest = Int(end - Clock.bootMilliseconds)
      guard let ready = try? Waiting.wait([.init(socket.rawValue)], milliseconds: rest) else {
        break
      }
      guard !ready.isEmpty else { continue }
      guard let report = next() else { return nil }
      last = report
    }
    return last
  }
}

/// The session's accessibility bus.
enum AccessibilityDoor {
  private static let patience = 2000

  /// A connection on which nothing was said yet; nil with a message where there is none.
  static func open() -> Descriptor? {
    guard let bus = try? BusConnection() else {
      Terminal.message("there is no session bus: windows that have to be asked would be hidden")
      return nil
    }
    if case .boolean(false)? = ask(
      bus, "org.freedesktop.DBus.Properties", "Get",
      [.text("org.a11y.Status"), .text("IsEnabled")],
      read: { try? $0.variant() })
    {
      Terminal.message(
        "accessibility is off in this session",
        hint: "the agent switches it on for enrolled people within a campaign; by hand: "
          + "busctl --user set-property org.a11y.Bus /org/a11y/bus org.a11y.Status IsEnabled b true"
      )
    }
    let address: String? = ask(bus, "org.a11y.Bus", "GetAddress", [], read: { try? $0.string() })
    guard let address, let socket = UnixSocketAddress(busAddress: address),
      let connection = try? socket.connect()
    else {
      Terminal.message(
        "there is no accessibility bus: windows that have to be asked would be hidden",
        hint: "install at-spi2-core")
      return nil
    }
    return connection
  }

  private static func ask<Value>(
    _ bus: BusConnection, _ interface: String, _ member: String, _ arguments: [BusArgument],
    read: @escaping (BusMessageReader) -> Value?
  ) -> Value? {
    let object = BusObject(name: "org.a11y.Bus", path: "/org/a11y/bus", interface: interface)
    let answer = Answer<Value>()
    try? bus.ask(object, member, arguments, mayStart: true) { told in
      if case .values(let reader) = told { answer.value = read(reader) }
      answer.isThere = true
    }
    let end = Clock.bootMilliseconds + Int64(patience)
    while !answer.isThere, Clock.bootMilliseconds < end {
      try? bus.process()
      guard !answer.isThere else { break }
      let watch = Waiting.Watch(bus.descriptor, writable: bus.wantsToWrite)
      _ = try? Waiting.wait([watch], milliseconds: Int(max(0, end - Clock.bootMilliseconds)))
    }
    return answer.value
  }

  private final class Answer<Value> {
    var value: Value?
    var isThere = false
  }
}
