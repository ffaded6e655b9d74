import ByteCoding
import LinuxSystem
import ProcessMessages

/// The small process that starts programs for the agent.
///
/// A filtered process cannot start one that has more rights (seccomp is inherited), so this one is
/// started before the agent filters itself. It knows a few fixed verbs and takes no path, argument
/// or variable from anybody (P9).
package enum Launcher {
  /// The one argument that makes `callreel-agent` a launcher.
  package static let argument = "launcher"

  /// Serves the agent until it goes, then lets what films or uploads come to its end.
  package static func serve(agent rawValue: Int32) {
    let agent = MessageSocket(owning: rawValue)
    let folder = Files.parent(of: Account.executable)
    var running: [LaunchedChild] = []
    while true {
      let watches = [agent.rawValue] + running.map { $0.process.descriptor }
      guard let ready = try? Waiting.wait(watches.map { Waiting.Watch($0) }) else { return }
      report(&running, to: agent)
      guard ready.contains(agent.rawValue) else { continue }
      guard let message = try? agent.receive(),
        let request = try? LaunchRequest(bytes: message.bytes)
      else { break }
      guard request.action == .start else {
        for child in running where child.request.number == request.number { child.endSource() }
        continue
      }
      // Closed here once the program has its copies.
      let given = message.descriptors.map { GivenDescriptor($0) }
      do throws(SystemError) {
        let child = try withExtendedLifetime(given) { () throws(SystemError) in
          try start(request, given.map(\.rawValue), folder: folder)
        }
        running.append(child)
      } catch {
        let report = LaunchReport(
          number: request.number, program: request.program, status: -error.code)
        try? agent.send(report.bytes)
      }
    }
    for child in running { child.endSource() }
    // Their own sockets to the agent have ended too: a recorder closes its clip and leaves.
    for child in running where !child.isPage { _ = child.process.wait(milliseconds: 10_000) }
  }

  private static func start(
    _ request: LaunchRequest, _ given: [Int32], folder: String
  ) throws(SystemError) -> LaunchedChild {
    if let page = request.program.page(below: Account.stateDirectory) {
      return LaunchedChild(try show(page, request.program.fileName), request)
    }
    let name = request.program.fileName
    let first: Int32 = request.program.isSource ? 0 : 3
    var descriptors = Dictionary(
      uniqueKeysWithValues: given.prefix(2).enumerated().map { (first + Int32($0), $1) })
    // What somebody else's program complains of may name callers (P10).
    let nowhere = try Files.openForAppending(path: "/dev/null")
    descriptors[2] = request.program == .programSource ? nowhere.rawValue : 2
    let process = try ChildProcess(
      path: folder + "/" + name, arguments: [name],
      environment: environment(for: request.program), descriptors: descriptors)
    return LaunchedChild(process, request)
  }

  /// A page is the desktop's to show: its opener gets the session's variables, and nothing to say.
  private static func show(_ page: String, _ opener: String) throws(SystemError) -> ChildProcess {
    let nowhere = try Files.openForAppending(path: "/dev/null")
    let silent = nowhere.rawValue
    let environment = Account.environment.filter { entry in
      !ServiceNotification.variables.contains { entry.hasPrefix($0 + "=") }
    }
    return try ChildProcess(
      path: "/usr/bin/" + opener, arguments: [opener, page], environment: environment,
      descriptors: [0: silent, 1: silent, 2: silent])
  }

  /// Each program gets the variables it stands on, and no bus (P9).
  private static func environment(for program: LaunchedProgram) -> [String] {
    let common = ["HOME", "PATH", "LANG", "LC_ALL", "TZ"]
    let display = ["DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"]
    let names: [String] =
      switch program {
      case .recorder, .indicator: common + display
      case .upload, .baresipSource, .managerSource, .programSource: common
      case .noticePage, .journalPage, .helpPage, .accessPage, .requestPage: []
      }
    return names.compactMap { name in Account.variable(name).map { name + "=" + $0 } }
      + ["SWIFT_BACKTRACE=enable=no"]
  }

  private static func report(_ running: inout [LaunchedChild], to agent: borrowing MessageSocket) {
    running.removeAll { child in
      guard let end = child.process.ended() else { return false }
      let status: Int32 =
        switch end {
        case .exited(let code): code
        case .signalled(let signal): 128 + signal
        }
      let report = LaunchReport(
        number: child.request.number, program: child.request.program, status: status)
      try? agent.send(report.bytes)
      return true
    }
  }
}

/// One started program; a class because a noncopyable value cannot stand in an array.
private final class LaunchedChild {
  let process: ChildProcess
  let request: LaunchRequest

  init(_ process: consuming ChildProcess, _ request: LaunchRequest) {
    self.process = process
    self.request = request
  }

  var isPage: Bool { request.program.page(below: "") != nil }

  func endSource() {
    if request.program.isSource { process.send(signal: Signal.kill) }
  }
}

/// A descriptor that came with a message, closed with the value.
private final class GivenDescriptor {
  let rawValue: Int32
  private let owner: Descriptor

  init(_ rawValue: Int32) {
    self.rawValue = rawValue
    owner = Descriptor(owning: rawValue)
  }
}
