import ByteCoding
import LinuxSystem
import ProcessMessages

/// The agent's end of the launcher: programs that run, each with its socket.
final class Programs {
  /// A program that runs, and the agent's end of its socket.
  final class Running {
    let program: LaunchedProgram
    let number: UInt32
    let socket: MessageSocket

    init(program: LaunchedProgram, number: UInt32, socket: consuming MessageSocket) {
      self.program = program
      self.number = number
      self.socket = socket
    }

    /// A stopped program must not stop the agent: false where it reads no more.
    @discardableResult func send(
      _ message: some ProcessMessage, descriptors: [Int32] = []
    ) -> Bool {
      (try? socket.send(message.bytes, descriptors: descriptors)) != nil
    }
  }

  private var launcher: MessageSocket?
  private let process: ChildProcess
  private var next: UInt32 = 0

  /// Starts the launcher; done before the agent filters itself.
  init() throws(SystemError) {
    let (ours, theirs) = try MessageSocket.pair()
    launcher = MessageSocket(owning: ours)
    let given = Descriptor(owning: theirs)
    process = try ChildProcess(
      path: Account.executable, arguments: ["callreel-agent", Launcher.argument],
      environment: Account.environment, descriptors: [2: 2, 3: given.rawValue])
  }

  /// Readable when a program has ended.
  var descriptor: Int32 { launcher?.rawValue ?? -1 }

  func start(_ program: LaunchedProgram) throws(SystemError) -> Running {
    let (ours, theirs) = try MessageSocket.pair()
    let socket = MessageSocket(owning: ours)
    let given = Descriptor(owning: theirs)
    next += 1
    try launcher?.send(
      LaunchRequest(program: program, number: next).bytes, descriptors: [given.rawValue])
    return Running(program: program, number: next, socket: socket)
  }

  /// Starts a telephony source, which hears on one pipe and tells on another.
  func startSource(_ program: LaunchedProgram) throws(SystemError) -> SourcePipes {
    let (theirInput, input) = try Pipe.make()
    let given = Descriptor(owning: theirInput)
    let told = Descriptor(owning: input)
    let (output, theirOutput) = try Pipe.make()
    let heard = Descriptor(owning: output)
    let spoken = Descriptor(owning: theirOutput)
    try told.waitNever()
    next += 1
    try launcher?.send(
      LaunchRequest(program: program, number: next).bytes,
      descriptors: [given.rawValue, spoken.rawValue])
    return SourcePipes(program: program, number: next, told: told, heard: heard)
  }

  /// Has the desktop show one of the pages; that it could not is reported as a program's end is.
  func show(_ page: LaunchedProgram) throws(SystemError) {
    next += 1
    try launcher?.send(LaunchRequest(program: page, number: next).bytes)
  }

  func end(_ source: SourcePipes) {
    let request = LaunchRequest(.end, program: source.program, number: source.number)
    try? launcher?.send(request.bytes)
  }

  /// The next program that has ended; nil where the launcher itself is gone.
  func nextReport() -> LaunchReport? {
    guard let message = try? launcher?.receive() else { return nil }
    return try? LaunchReport(bytes: message.bytes)
  }

  /// Lets the launcher go and waits until what films or uploads has come to its end.
  func end() {
    launcher = nil
    process.wait()
  }
}
