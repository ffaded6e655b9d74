import Glibc
import LinuxSystem
import SessionBus
import TestSupport
import Testing

@Suite("Questions and signals", .serialized) struct QuestionTests {
  private static let bus = BusObject(
    name: "org.freedesktop.DBus", path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus")

  private let daemon: TestProgram
  private let address: String

  init() throws {
    daemon = try TestProgram(
      "dbus-daemon", ["--session", "--nofork", "--print-address=1"], environment: [])
    address = try #require(try daemon.line())
  }

  /// Processes a connection until something has come.
  private func wait(_ bus: BusConnection, until isDone: () -> Bool) throws {
    let deadline = Clock.bootMilliseconds + 5000
    while true {
      try bus.process()
      if isDone() { return }
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout("an answer") }
      _ = try Waiting.wait(
        [.init(bus.descriptor, writable: bus.wantsToWrite)], milliseconds: 1000)
    }
  }

  /// Until the bus has taken all that was said before.
  private func waitForAnswer(_ bus: BusConnection) throws {
    var isDone = false
    try bus.ask(Self.bus, "GetId") { _ in isDone = true }
    try wait(bus) { isDone }
  }

  @Test("are answered in order, with values or an error's name") func answers() throws {
    let bus = try BusConnection(address: address)
    var answers: [String] = []
    func note(_ answer: BusAnswer) {
      switch answer {
      case .values(let reader):
        if let flag = try? reader.boolean() { answers.append("\(flag)") }
      case .failure(let error): answers.append("\(error)".prefix { $0 != "(" }.description)
      }
    }
    try bus.ask(Self.bus, "NameHasOwner", [.text("org.freedesktop.DBus")], note)
    try bus.ask(Self.bus, "NameHasOwner", [.text("org.nobody")], note)
    try bus.ask(Self.bus, "NoSuchMethod", [.unsigned(1)], note)
    let nobody = BusObject(name: "org.nobody", path: "/a", interface: "a.b")
    try bus.ask(nobody, "Anything", [], note)
    #expect(answers.isEmpty)
    try wait(bus) { answers.count == 4 }
    #expect(answers == ["true", "false", "refused", "noSuchService"])
    for _ in 0..<2000 {
      try bus.ask(Self.bus, "NameHasOwner", [.text("org.nobody")], note)
    }
    try wait(bus) { answers.count == 2004 }
    #expect(throws: BusError.self) { try bus.ask(Self.bus, "bad name", [], note) }
  }

  @Test("that wait when the bus ends are failures, and the connection says so") func ended() throws
  {
    let bus = try BusConnection(address: address)
    var failures = 0
    daemon.process.send(signal: Signal.stop)
    for _ in 0..<3 {
      try bus.ask(Self.bus, "GetId") { if case .failure = $0 { failures += 1 } }
    }
    daemon.process.send(signal: Signal.kill)
    daemon.process.wait()
    #expect(throws: BusError.disconnected) { try wait(bus) { false } }
    #expect(failures == 3)
  }

  @Test("Signals are heard while they are listened to, and only by their name") func signals()
    throws
  {
    let bus = try BusConnection(address: address)
    var heard: [String] = []
    let subscription = try bus.listen(toOwnerOf: "org.callreel.One") { heard.append("one \($0)") }
    var other: BusSubscription? = try bus.listen(to: "NameOwnerChanged", of: Self.bus) { reader in
      heard.append((try? reader.string()) ?? "")
    }
    try waitForAnswer(bus)
    let owner = try BusConnection(address: address)
    try owner.requestName("org.callreel.Two")
    try owner.requestName("org.callreel.One")
    try wait(bus) { heard.contains("one true") }
    #expect(heard.contains("org.callreel.Two") && !heard.contains("one false"))
    other = nil
    heard = []
    let third = try BusConnection(address: address)
    try third.requestName("org.callreel.Three")
    try waitForAnswer(bus)
    #expect(heard.isEmpty)
    withExtendedLifetime((subscription, other)) {}
  }

  @Test("The machine's bus is where the variable says, or not there") func system() throws {
    setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere", 1)
    defer { unsetenv("DBUS_SYSTEM_BUS_ADDRESS") }
    #expect(throws: BusError.unavailable) { try BusConnection.system() }
    setenv("DBUS_SYSTEM_BUS_ADDRESS", address, 1)
    let bus = try BusConnection.system()
    var isDone = false
    try bus.ask(Self.bus, "GetId") { answer in
      if case .values = answer { isDone = true }
    }
    try wait(bus) { isDone }
  }
}
