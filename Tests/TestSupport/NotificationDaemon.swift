import LinuxSystem

/// A notification daemon on a desk's display, and all that is said to it and by it.
package final class NotificationDaemon {
  package enum Kind: String, CaseIterable, Sendable {
    case dunst
    case xfce = "/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd"
    case mate = "/usr/lib/mate-notification-daemon/mate-notification-daemon"

    /// What it calls itself on the bus.
    var name: String {
      switch self {
      case .dunst: "\"dunst\""
      case .xfce: "\"Xfce Notify Daemon\""
      case .mate: "\"Notification Daemon\""
      }
    }
  }

  package let program: TestProgram
  private let monitor: TestProgram
  private let desk: Desk

  /// Starts it and waits until it has its name on the bus.
  package init(_ kind: Kind = .dunst, on desk: Desk) throws {
    self.desk = desk
    try Files.create(
      path: desk.root + "/dunstrc",
      Array("[global]\nfont = sans 9\nwidth = 220\norigin = bottom-right\n".utf8))
    monitor = try TestProgram(
      "busctl", ["--address=" + desk.busAddress, "monitor", "org.freedesktop.Notifications"],
      environment: desk.environment)
    program = try TestProgram(
      kind.rawValue, kind == .dunst ? ["-config", desk.root + "/dunstrc"] : [],
      environment: desk.environment + ["NO_AT_BRIDGE=1"])
    let deadline = Clock.bootMilliseconds + 10_000
    // Both are there once its answer is heard.
    var isHeard = false
    while !isHeard {
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout(kind.rawValue) }
      _ = try? call("org.freedesktop.Notifications", "GetServerInformation")
      while !isHeard, let line = try? monitor.line(milliseconds: 200) {
        isHeard = line.contains(kind.name)
      }
    }
  }

  deinit {
    for program in [program, monitor] {
      TestProgram.end(program.identifier)
      program.process.wait()
    }
  }

  /// Waits until these words were said on the bus, after those that were waited for before.
  package func waitFor(_ words: String) throws {
    let deadline = Clock.bootMilliseconds + 10_000
    var said: [String] = []
    while Clock.bootMilliseconds < deadline {
      guard let line = try? monitor.line(milliseconds: 500) else { continue }
      if line.contains(words) { return }
      said.append(line)
    }
    throw TestTimeout(words + " in\n" + said.joined(separator: "\n"))
  }

  /// Presses the one action of the notification that is on top; dunst alone can be told to.
  package func press() throws {
    _ = try call("org.dunstproject.cmd0", "NotificationAction", "u", "0")
  }

  /// Dismisses the one that is on top, as a person does.
  package func dismiss() throws {
    _ = try call("org.dunstproject.cmd0", "NotificationCloseLast")
  }

  private func call(_ interface: String, _ member: String, _ words: String...) throws -> String {
    try desk.run(
      "busctl",
      [
        "--address=" + desk.busAddress, "--", "call", "org.freedesktop.Notifications",
        "/org/freedesktop/Notifications", interface, member,
      ] + words)
  }
}
