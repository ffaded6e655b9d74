import LinuxSystem

/// An X server and a session bus for the demonstration, and the variables that lead to them.
struct DemoDesktop: ~Copyable {
  let display: String
  let busAddress: String
  let environment: [String]
  private let server: DemoProgram?
  private let bus: DemoProgram

  /// `display`: the employee's own; nil starts an Xvfb on a free display.
  init(root: String, display: String?, clock: borrowing DemoClock) throws(DemoStop) {
    let home = root + "/home"
    let runtime = root + "/runtime"
    do throws(SystemError) {
      for folder in [home, runtime] { try Files.makeDirectories(folder) }
      try Self.keepNotificationsAway(home + "/data/dbus-1/services")
    } catch {
      throw .failed("the demonstration has no room: \(error.message)", hint: "free some disk space")
    }
    var variables = [
      "HOME=" + home, "XDG_RUNTIME_DIR=" + runtime, "XDG_STATE_HOME=" + home + "/state",
      "XDG_DATA_HOME=" + home + "/data", "XDG_CONFIG_HOME=" + home + "/config",
      "PATH=" + (Account.variable("PATH") ?? "/usr/bin:/bin"), "LANG=C.UTF-8",
    ]
    var server: DemoProgram?
    let name: String
    if let display {
      name = display
      if let authority = Account.variable("XAUTHORITY") {
        variables.append("XAUTHORITY=" + authority)
      } else {
        variables.append("XAUTHORITY=" + Account.home + "/.Xauthority")
      }
    } else {
      let started = try DemoProgram(
        "Xvfb",
        ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        environment: variables, isQuiet: true)
      guard let number = try started.line(clock) else {
        throw .failed("Xvfb does not start", hint: "install the package xvfb")
      }
      name = ":" + number
      server = consume started
    }
    variables.append("DISPLAY=" + name)
    let bus = try DemoProgram(
      "dbus-daemon", ["--session", "--nofork", "--print-address=1"], environment: variables,
      isQuiet: true)
    guard let address = try bus.line(clock) else {
      throw .failed("dbus-daemon does not start", hint: "install the package dbus-daemon")
    }
    self.init(
      server: server, bus: bus, display: name, busAddress: address,
      environment: variables + ["DBUS_SESSION_BUS_ADDRESS=" + address])
  }

  private init(
    server: consuming DemoProgram?, bus: consuming DemoProgram, display: String,
    busAddress: String, environment: [String]
  ) {
    self.server = server
    self.bus = bus
    self.display = display
    self.busAddress = busAddress
    self.environment = environment
  }

  /// No notification daemon is started on the private bus: it would show over what is filmed.
  private static func keepNotificationsAway(_ services: String) throws(SystemError) {
    try Files.makeDirectories(services)
    try Files.create(
      path: services + "/notifications.service",
      Array("[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=/bin/false\n".utf8))
  }

  /// The employee's display, where it is not Wayland's.
  static var ownDisplay: String? {
    guard Account.variable("WAYLAND_DISPLAY") == nil,
      Account.variable("XDG_SESSION_TYPE") != "wayland"
    else { return nil }
    return Account.variable("DISPLAY")
  }
}
