internal import ByteCoding
internal import LinuxSystem
internal import NetworkStream
internal import Sandbox
internal import Telephony
internal import Timeline

/// One connection to telephony: a ``CallDialogue`` between the network and the agent.
///
/// It ends with its connection, and the agent starts the next one: only there is known when it is
/// time for that.
struct NetworkSource<Dialogue: CallDialogue>: ~Copyable {
  private static var readBytes: Int { 16_384 }
  private static var readsAtOnce: Int { 8 }

  private var dialogue: Dialogue
  private var orders: OrderReader
  private let stream: NetworkStream
  /// When the next question is due, in milliseconds since the start of the machine.
  private var due: Int64?
  /// More may have come than was read; poll(2) does not know of what is decrypted already.
  private var isBehind = false

  /// Reads the settings, connects, and gives up all that is not needed after that (P9).
  ///
  /// `isSingle`: there is one connection for all.
  static func run(isSingle: Bool, _ make: (SourceSettings) -> Dialogue?) -> SourceEnd {
    var orders = OrderReader()
    guard let settings = orders.settings(), let socket = settings.socket,
      let dialogue = make(settings)
    else { return .noSettings }
    guard !isSingle || !TakenLine.isTaken(host: socket.host, port: socket.port) else {
      return .taken
    }
    do throws(SandboxError) {
      try SourceRights.enter(certificateAuthority: settings.certificateAuthority)
    } catch {
      return .unprotected
    }
    let stream: NetworkStream
    do throws(NetworkError) {
      stream = try NetworkStream(
        host: socket.host, port: socket.port, isEncrypted: settings.isEncrypted,
        certificateAuthority: settings.certificateAuthority)
    } catch {
      return SourceEnd(error)
    }
    do throws(SandboxError) { try Sandbox.giveUpAllButDescriptors() } catch { return .unprotected }
    var source = NetworkSource(dialogue: dialogue, orders: orders, stream: stream)
    do throws(SourceEnd) {
      try source.serve()
      return .done
    } catch {
      return error
    }
  }

  private init(dialogue: Dialogue, orders: OrderReader, stream: consuming NetworkStream) {
    self.dialogue = dialogue
    self.orders = orders
    self.stream = stream
  }

  /// Returns when the agent has gone.
  private mutating func serve() throws(SourceEnd) {
    try perform(dialogue.greet())
    if orders.hasMore { takeOrders() }
    while true {
      let input = StandardStream.input.rawValue
      let wait = isBehind ? 0 : due.map { Int(max(0, $0 - Clock.bootMilliseconds)) }
      guard
        let ready = try? Waiting.wait(
          [.init(input), .init(stream.descriptor)], milliseconds: wait)
      else { return }
      if ready.contains(input), !takeOrders() { return }
      if isBehind || ready.contains(stream.descriptor) { try hear() }
      if let due, Clock.bootMilliseconds >= due { try ask() }
    }
  }

  @discardableResult private mutating func takeOrders() -> Bool {
    guard let orders = orders.next() else { return false }
    for case .recording(let isRecording) in orders {
      if !isRecording { due = nil } else if due == nil { due = Clock.bootMilliseconds }
    }
    return true
  }

  private mutating func ask() throws(SourceEnd) {
    due = Clock.bootMilliseconds + Int64(Dialogue.askMilliseconds)
    try converse { dialogue, now throws(DialogueFault) in
      try dialogue.ask(unixMicroseconds: now)
    }
  }

  /// Takes what has come, in parts: a flood must not keep a question or an order waiting.
  private mutating func hear() throws(SourceEnd) {
    for _ in 0..<Self.readsAtOnce {
      let received: [UInt8]?
      do throws(NetworkError) {
        received = try stream.receive(limit: Self.readBytes)
      } catch {
        throw SourceEnd(error)
      }
      isBehind = received != nil
      guard let received else { return }
      try converse { dialogue, now throws(DialogueFault) in
        try dialogue.hear(received, unixMicroseconds: now)
      }
    }
  }

  private mutating func converse(
    _ body: (inout Dialogue, _ now: Int64) throws(DialogueFault) -> [DialogueStep]
  ) throws(SourceEnd) {
    let steps: [DialogueStep]
    do throws(DialogueFault) {
      steps = try body(&dialogue, Clock.unixMicroseconds)
    } catch {
      throw SourceEnd(error)
    }
    try perform(steps)
  }

  private func perform(_ steps: [DialogueStep]) throws(SourceEnd) {
    var lines = ""
    for step in steps {
      switch step {
      case .tell(let event): lines += SourceLine.event(event).text + "\n"
      case .beat: lines += SourceLine.heartbeat.text + "\n"
      case .send(let bytes):
        do throws(NetworkError) { try stream.send(bytes) } catch { throw SourceEnd(error) }
      }
    }
    guard !lines.isEmpty else { return }
    do throws(SystemError) { try StandardStream.output.write(lines) } catch { throw .done }
  }
}
