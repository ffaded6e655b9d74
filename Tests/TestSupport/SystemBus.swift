import LinuxSystem

/// A system bus of the test's own, with a stand-in for logind.
package final class SystemBus {
  private static let logind = "org.freedesktop.login1"
  private static let manager = "/org/freedesktop/login1"
  private static let interface = logind + ".Session"
  private static let session = manager + "/session/c1"

  /// How the session of a process can be found.
  package enum Way: Sendable {
    case process
    /// As of a process that is a service of its user's manager.
    case chosen
    case none
  }

  package let address: String
  private var daemon: TestProgram
  private let directory: TemporaryDirectory
  private var standIn: BusStandIn?

  /// Starts the bus, and logind unless there is to be none.
  package init(hasLogind: Bool = true, way: Way = .process) throws {
    directory = try TemporaryDirectory()
    address = "unix:path=" + directory.path + "/bus"
    daemon = try Self.startDaemon(address)
    if hasLogind { try startLogind(way: way) }
  }

  deinit { daemon.process.send(signal: Signal.kill) }

  package func startLogind(way: Way = .process) throws {
    let template = directory.path + "/logind.py"
    try Files.replace(path: template, Array(Self.template(way).utf8))
    standIn = try BusStandIn(
      bus: address, name: Self.logind, path: Self.manager, ["--system", "--template", template])
  }

  /// As of dbusmock's own, but a session is there before the first question is answered.
  private static func template(_ way: Way) -> String {
    let session = "mock.AddSession('c1', 'seat0', 1000, 'employee', True)"
    let found = "'u', 'o', 'ret = \"\(Self.session)\"'"
    let steps: [String] =
      switch way {
      case .process: [session, "mock.AddMethod(MAIN_IFACE, 'GetSessionByPID', \(found))"]
      case .chosen:
        [session, "mock.AddObject('\(manager)/session/auto', '\(interface)', {'Id': 'c1'}, [])"]
      case .none: []
      }
    return """
      from dbusmock.templates.logind import *
      from dbusmock.templates import logind

      def load(mock, parameters):
          logind.load(mock, parameters)
      \(steps.map { "    " + $0 }.joined(separator: "\n"))

      """
  }

  private static func startDaemon(_ address: String) throws -> TestProgram {
    let daemon = try TestProgram(
      "dbus-daemon", ["--session", "--nofork", "--print-address=1", "--address=" + address],
      environment: ["PATH=/usr/bin:/bin"])
    guard try daemon.line() != nil else { throw TestTimeout("the system bus") }
    return daemon
  }

  /// Starts the bus again where it was, with logind.
  package func restart() throws {
    daemon = try Self.startDaemon(address)
    try startLogind()
  }

  package func killLogind() throws {
    try standIn?.kill()
  }

  /// Ends the bus itself.
  package func end() {
    daemon.process.send(signal: Signal.kill)
    daemon.process.wait()
  }

  /// What a locker or another session changes, by the property that logind tells.
  package func set(_ property: String, _ value: Bool) throws {
    try standIn?.tell(
      of: Self.session, "UpdateProperties", "sa{sv}", Self.interface, "1", property, "b",
      "\(value)")
  }

  /// `Lock` or `Unlock`, as loginctl has logind send them.
  package func signal(_ name: String) throws {
    try standIn?.tell(
      of: Self.session, "EmitSignal", "sssav", Self.interface, name, "", "0")
  }

  package func prepareForSleep(_ begins: Bool) throws {
    try standIn?.tell(
      "EmitSignal", "sssav", "\(Self.logind).Manager", "PrepareForSleep", "b", "1", "b",
      "\(begins)")
  }

  /// The locks against sleep that are held now, as busctl prints them.
  package func inhibitors() throws -> String {
    try standIn?.call(Self.manager, "\(Self.logind).Manager", "ListInhibitors") ?? ""
  }
}
