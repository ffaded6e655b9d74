package import Geometry
import Glibc
import LinuxSystem
import SessionBus
import Timeline

/// One employee's whole session, made for a test and gone with it: X server, session bus, state
/// directories, policy and the real agent.
package final class Desk {
  package struct Setting {
    /// Whether the session can have an accessibility bus.
    package var hasAccessibility = true
    package enum Display {
      case own
      /// One of a number that nobody else comes to while it is gone.
      case ownNumber
      case none
      /// A name that no server answers to before ``Desk/startDisplay()``.
      case later
    }

    /// Where the spool lies; only root can have another than the ordinary one.
    package enum SpoolRoom {
      case ordinary
      case small
      case full
    }

    package var terms = DeskPolicy.Terms()
    package var spool = SpoolRoom.ordinary
    package var display = Display.own
    package var screen = PixelSize(width: 640, height: 480)
    /// What the X server is told besides.
    package var serverArguments: [String] = []
    /// A program that is started on the display before the agent, such as a window manager.
    package var companion: [String] = []
    /// Where the machine's own bus is; nil for a machine without one.
    package var systemBus: String?
    /// Variables that only the agent gets.
    package var variables: [String] = []
    /// What is done to the directories before the agent starts.
    package var prepare: (DeskPolicy) throws -> Void = { _ in }

    package init() {}
  }

  package let root: String
  package let policy: DeskPolicy
  package let environment: [String]
  package let display: String
  package let connection: BusConnection
  package let busAddress: String
  package private(set) var agent: TestProgram
  /// What the spool lies on where it is not the ordinary disk.
  package private(set) var disk: SmallDisk?
  private var server: XServer?
  private let screen: PixelSize
  private let bus: TestProgram
  private let companion: TestProgram?
  private let temporary: TemporaryDirectory
  private var hasChanged = true
  var callCount = 0

  package init(_ setting: Setting = Setting()) throws {
    temporary = try TemporaryDirectory()
    root = temporary.path
    policy = try DeskPolicy(root: root, terms: setting.terms)
    try Files.makeDirectories(root + "/runtime")
    var server: XServer?
    screen = setting.screen
    let systemBus = setting.systemBus ?? "unix:path=\(root)/no-system-bus"
    var variables = [
      "HOME=" + root, "XDG_RUNTIME_DIR=" + root + "/runtime", "XDG_STATE_HOME=" + root + "/state",
      "XDG_DATA_HOME=" + root + "/data", "XDG_CONFIG_HOME=" + root + "/xdg", "PATH=/usr/bin:/bin",
      "LANG=C.UTF-8", "DBUS_SYSTEM_BUS_ADDRESS=" + systemBus,
    ]
    switch setting.display {
    case .own, .ownNumber:
      let number = setting.display == .own ? [] : [Self.lonelyDisplay]
      let started = try XServer(
        width: setting.screen.width, height: setting.screen.height,
        arguments: setting.serverArguments + number)
      display = started.display
      variables.append("DISPLAY=" + display)
      server = consume started
    case .later:
      display = Self.lonelyDisplay
      variables.append("DISPLAY=" + display)
    case .none:
      display = ""
    }
    self.server = server
    try Self.keepDesktopsAway(root)
    if !setting.hasAccessibility { try Self.keepAway("org.a11y.Bus", root) }
    bus = try TestProgram(
      "dbus-daemon",
      [
        "--session", "--nofork", "--print-address=1", "--address=unix:dir=\(root)/runtime",
      ], environment: variables)
    guard let address = try bus.line() else { throw TestTimeout("the bus") }
    variables.append("DBUS_SESSION_BUS_ADDRESS=" + address)
    environment = variables
    busAddress = address
    if let name = setting.companion.first {
      companion = try TestProgram(
        name, Array(setting.companion.dropFirst()), environment: variables)
    } else {
      companion = nil
    }
    disk = setting.spool == .ordinary ? nil : try SmallDisk(policy.spool)
    if setting.spool == .full { try disk?.fill() }
    try setting.prepare(policy)
    connection = try BusConnection(address: address)
    agent = try Self.startAgent(policy, variables + setting.variables, log: root + "/agent.log")
    try connection.watchAgent { [unowned self] in hasChanged = true }
    try waitForAgent()
  }

  deinit {
    // Before its directories go, so that nothing is written into them any more.
    let programs = ProcessTable.processes(below: agent.identifier)
    agent.process.send(signal: Signal.kill)
    agent.process.wait()
    for program in programs { kill(program, SIGKILL) }
    let deadline = Clock.bootMilliseconds + 2000
    while programs.contains(where: { !["Z", nil].contains(ProcessTable.state(of: $0)) }),
      Clock.bootMilliseconds < deadline
    {
      _ = try? Waiting.wait([], milliseconds: 1)
    }
    disk = nil
  }

  /// What agent and its programs have written to the log.
  package var log: String {
    String(
      decoding: (try? Files.read(path: root + "/agent.log", limit: 1 << 20)) ?? [], as: UTF8.self)
  }

  /// Waits until the log says `words` for the `count`th time.
  package func waitForLog(_ words: String, count: Int = 1) throws {
    let watch = try DirectoryWatch()
    try watch.add(root, for: .writing)
    let deadline = Clock.bootMilliseconds + 15_000
    while log.split(separator: "\n").filter({ $0.contains(words) }).count < count {
      let rest = deadline - Clock.bootMilliseconds
      guard rest > 0 else { throw TestTimeout("\(words) in the log\n\(log)") }
      _ = try Waiting.wait([.init(watch.rawValue)], milliseconds: Int(rest))
      watch.drain()
    }
  }

  package func window(
    _ windowClass: String = DeskPolicy.windowClass, title: String = "Claims",
    geometry: String = "300x240+40+80"
  ) throws -> DeskWindow {
    try DeskWindow(
      environment: environment, windowClass: windowClass, title: title, geometry: geometry)
  }

  /// Runs one of the system's programs on the desk's display.
  @discardableResult package func run(_ name: String, _ arguments: String...) throws -> String {
    try run(name, arguments)
  }

  /// Runs one of the system's programs with these arguments.
  @discardableResult package func run(_ name: String, _ arguments: [String]) throws -> String {
    String(
      decoding: try TestProgram.output(of: name, arguments, environment: environment),
      as: UTF8.self)
  }

  /// Servers that choose their number themselves take the lowest.
  private static var lonelyDisplay: String { ":\(Int.random(in: 1000...30_000))" }

  /// Ends the X server at once, as a crash would.
  package func endDisplay() {
    server?.end()
  }

  /// Kills the X server and leaves its socket behind.
  package func crashDisplay() throws {
    guard let process = server?.process else { return }
    kill(process, SIGKILL)
    let deadline = Clock.bootMilliseconds + 5000
    while ![nil, "Z"].contains(ProcessTable.state(of: process)) {
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout("the server's end") }
      try pass(milliseconds: 1)
    }
  }

  /// Ends the session bus at once.
  package func endBus() {
    bus.process.send(signal: Signal.kill)
    bus.process.wait()
  }

  /// Starts an X server of the same name as the one before.
  package func startDisplay() throws {
    server = nil
    server = try XServer(
      width: screen.width, height: screen.height, arguments: [display])
  }

  /// Ends the agent at once, as a crash would, and starts it again.
  package func restartAgent() throws {
    agent.process.send(signal: Signal.kill)
    agent.process.wait()
    agent = try Self.startAgent(policy, environment, log: root + "/agent.log")
    try waitForAgent()
  }

  /// Waits for the agent's next words until its status is as wished.
  @discardableResult package func wait(
    for what: String, milliseconds: Int = 15_000, until isWished: (DeskStatus) -> Bool
  ) throws -> DeskStatus {
    let deadline = Clock.bootMilliseconds + Int64(milliseconds)
    var status = try self.status()
    while !isWished(status) {
      hasChanged = false
      // What came along with an answer is no news to poll.
      try connection.process()
      if !hasChanged {
        let rest = deadline - Clock.bootMilliseconds
        guard rest > 0 else { throw TestTimeout("\(what); it is \(status)\n\(log)") }
        _ = try Waiting.wait([.init(connection.descriptor)], milliseconds: Int(min(rest, 500)))
        try connection.process()
      }
      status = try self.status()
    }
    return status
  }

  package func status() throws -> DeskStatus {
    DeskStatus(try connection.agentProperties())
  }

  /// Lets time pass in which something is filmed.
  package func pass(milliseconds: Int) throws {
    _ = try Waiting.wait([], milliseconds: milliseconds)
  }

  /// Of the machine's own desktops none is started on the desk's bus to notify of anything.
  private static func keepDesktopsAway(_ root: String) throws {
    try keepAway("org.freedesktop.Notifications", root)
  }

  /// Nothing of that name can be started on the desk's bus.
  private static func keepAway(_ name: String, _ root: String) throws {
    let services = root + "/data/dbus-1/services"
    try Files.makeDirectories(services)
    let service = "[D-BUS Service]\nName=\(name)\nExec=/bin/false\n"
    try Files.create(path: services + "/\(name).service", Array(service.utf8))
  }

  private func waitForAgent() throws {
    let deadline = Clock.bootMilliseconds + 10_000
    while (try? connection.agentProperties()) == nil {
      guard Clock.bootMilliseconds < deadline, agent.process.ended() == nil else {
        throw TestTimeout("the agent\n\(log)")
      }
      _ = try Waiting.wait([.init(agent.process.descriptor)], milliseconds: 10)
    }
  }

  private static func startAgent(
    _ policy: DeskPolicy, _ environment: [String], log: String
  ) throws -> TestProgram {
    try TestProgram(
      "callreel-agent", ["--config", policy.directory], environment: environment, log: log)
  }
}

/// The agent's properties on the bus.
package struct DeskStatus: Equatable {
  package let state: String
  package let reason: String
  package let clip: String
  package let indicator: String
  package let isUploading: Bool

  init(_ properties: [String: BusValue]) {
    func text(_ name: String) -> String {
      if case .string(let text)? = properties[name] { text } else { "" }
    }
    state = text("State")
    reason = text("Reason")
    clip = text("ClipId")
    indicator = text("Indicator")
    isUploading = properties["Uploading"] == .boolean(true)
  }
}

/// A directory of the test's own, removed with the value.
package final class TemporaryDirectory {
  package let path: String

  package init() throws {
    path = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-test-")
  }

  deinit { try? Files.removeTree(path) }
}
