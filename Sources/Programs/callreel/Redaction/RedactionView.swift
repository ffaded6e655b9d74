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

  /// What the display offers; nil where the program could not tell.
  let display: DisplayReport?
  private let socket: MessageSocket
  private let child: ChildProcess

  /// Nil where the program is not installed, or cannot be started.
  static func open(_ order: FilmOrder, door: AccessibilityDoor) -> RedactionView? {
    guard let program = ProgramSearch.companion(Self.name) else { return nil }
    return try? RedactionView(program, order, door)
  }

  private init(
    _ program: String, _ order: FilmOrder, _ door: AccessibilityDoor
  ) throws(SystemError) {
    let (ours, theirs) = try MessageSocket.pair()
    let socket = MessageSocket(owning: ours)
    let end = Descriptor(owning: theirs)
    let child = try ChildProcess(
      path: program, arguments: [program],
      environment: Account.environment + ["SWIFT_BACKTRACE=enable=no"],
      descriptors: [2: 2, 3: end.rawValue])
    if let bus = door.connect() {
      try socket.send(order.bytes, descriptors: [bus.rawValue])
    } else {
      try socket.send(order.bytes)
    }
    let isTold = try !Waiting.wait(
      [.init(socket.rawValue)], milliseconds: Int(Self.patience)
    ).isEmpty
    let first = isTold ? try socket.receive() : nil
    display = first.flatMap { try? DisplayReport(bytes: $0.bytes) }
    self.socket = socket
    self.child = child
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
