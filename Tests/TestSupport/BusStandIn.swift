import LinuxSystem
import SessionBus

/// A program on a bus that python3-dbusmock makes, told what to do by busctl.
package final class BusStandIn {
  private static let mock = "org.freedesktop.DBus.Mock"

  private let address: String
  private let name: String
  private let path: String
  private let connection: BusConnection
  private let program: TestProgram
  private var isThere = false
  private var subscription: BusSubscription?

  /// Starts it and waits until it has its name; `words` are those of the dbusmock command.
  package init(bus address: String, name: String, path: String, _ words: [String]) throws {
    self.address = address
    self.name = name
    self.path = path
    connection = try BusConnection(address: address)
    program = try TestProgram(
      "python3", ["-m", "dbusmock"] + words,
      environment: [
        "PATH=/usr/bin:/bin", "DBUS_SYSTEM_BUS_ADDRESS=" + address,
        "DBUS_SESSION_BUS_ADDRESS=" + address,
      ])
    subscription = try connection.listen(toOwnerOf: name) { [unowned self] in isThere = $0 }
    try wait(for: true)
  }

  deinit { program.process.send(signal: Signal.kill) }

  /// Ends it at once and waits until the bus knows.
  package func kill() throws {
    program.process.send(signal: Signal.kill)
    program.process.wait()
    try wait(for: false)
  }

  /// Calls one of dbusmock's own methods, of the object at `path` or of the main one.
  package func tell(of path: String? = nil, _ member: String, _ words: String...) throws {
    _ = try call(path ?? self.path, Self.mock, member, words)
  }

  /// What busctl prints of a method's answer.
  package func call(
    _ path: String, _ interface: String, _ member: String, _ words: [String] = []
  ) throws -> String {
    let output = try TestProgram.output(
      of: "busctl", ["--address=" + address, "call", name, path, interface, member] + words,
      environment: ["PATH=/usr/bin:/bin"])
    return String(decoding: output, as: UTF8.self)
  }

  private func wait(for wished: Bool) throws {
    let deadline = Clock.bootMilliseconds + 10_000
    while true {
      try connection.process()
      guard isThere != wished else { return }
      let rest = deadline - Clock.bootMilliseconds
      guard rest > 0 else { throw TestTimeout(name) }
      _ = try Waiting.wait(
        [.init(connection.descriptor, writable: connection.wantsToWrite)], milliseconds: Int(rest))
    }
  }
}

/// A desktop's locker on its session bus.
package final class ScreenLocker {
  private static let name = "org.gnome.ScreenSaver"
  private static let path = "/org/gnome/ScreenSaver"
  private let standIn: BusStandIn

  package init(on desk: Desk) throws {
    standIn = try BusStandIn(
      bus: desk.busAddress, name: Self.name, path: Self.path,
      ["--session", Self.name, Self.path, Self.name])
  }

  /// Tells that it covers the screen, or covers it no more.
  package func tell(isCovering: Bool) throws {
    try standIn.tell(
      "EmitSignal", "sssav", Self.name, "ActiveChanged", "b", "1", "b", "\(isCovering)")
  }
}
