internal import Glibc

/// What this process tells the service manager that started it (sd_notify(3)).
///
/// Nothing is said where none did, and nothing ever waits: libsystemd's own function does while
/// nobody reads, and a manager that hangs must not stop a film.
package struct ServiceNotification: Sendable {
  /// Everything that is said; closed, so that nothing personal can be (P10).
  package enum Words: Sendable {
    /// The service does its work.
    case ready
    /// It has begun to end.
    case stopping
    /// It has come round once more (the watchdog's sign of life).
    case alive
    case status(ServiceStatus)

    fileprivate var text: String {
      switch self {
      case .ready: "READY=1"
      case .stopping: "STOPPING=1"
      case .alive: "WATCHDOG=1"
      case .status(let status): "STATUS=" + status.rawValue
      }
    }
  }

  /// The variables that name the manager's socket and its watchdog; no child is meant by them.
  package static let variables = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]

  /// How long the manager lets pass between two signs of life, in nanoseconds; nil without
  /// watchdog.
  package let patienceNanoseconds: Int64?
  private let address: UnixSocketAddress?

  /// As the variables of this process say.
  package init() {
    self.init(process: getpid()) { Account.variable($0) }
  }

  /// As `variable` says for the process of this number.
  package init(process: Int32, variable: (String) -> String?) {
    address = variable(Self.variables[0]).flatMap { UnixSocketAddress(notifySocket: $0) }
    let isMeant = variable(Self.variables[2]).map { Int32($0) == process } ?? true
    let microseconds = variable(Self.variables[1]).flatMap { Int64($0) } ?? 0
    let isWatched = address != nil && isMeant && (1...Int64.max / 1000).contains(microseconds)
    patienceNanoseconds = isWatched ? microseconds * 1000 : nil
  }

  /// Says it at once or not at all.
  package func send(_ words: Words...) {
    let text = words.map(\.text).joined(separator: "\n")
    try? address?.send(datagram: Array(text.utf8))
  }
}

/// What `systemctl status` shows of a service: whether it can do its work, never what it does.
package enum ServiceStatus: String, Sendable {
  case serving = "serving this session"
  case off = "nothing can be recorded; callreel doctor says why"
  case nobodyEnrolled = "nobody is enrolled here"
}
