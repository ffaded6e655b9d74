import LinuxSystem
import SessionBus
import TestSupport
import Testing

@Suite("The session bus", .serialized) struct SessionBusTests {
  private let daemon: TestProgram
  private let address: String

  init() throws {
    daemon = try TestProgram(
      "dbus-daemon", ["--session", "--nofork", "--print-address=1"], environment: [])
    address = try #require(try daemon.line())
  }

  @Test("brings call events with every type")
  func events() async throws {
    let agent = try await ServedAgent(address: address)
    let details: [String: BusValue] = [
      "call-id": .string("é"), "flagged": .boolean(true), "evidence": .boolean(false),
      "at": .integer(.min), "number": .string(""),
    ]
    let bus = try BusConnection(address: address)
    try bus.callAgent("CallEvent", [.value(.string("ringing")), .details(details)])
    try bus.callAgent("CallEvent", [.value(.string("ended")), .details([:])])
    try bus.callAgent("SetPrivate", [.value(.boolean(true))])
    #expect(
      agent.seen
        == [.init(name: "ringing", details: details), .init(name: "ended", details: [:])])
    #expect(agent.isPrivate == true)
  }

  @Test("brings refusals with name and sentence")
  func refusals() async throws {
    let agent = try await ServedAgent(address: address)
    let bus = try BusConnection(address: address)
    #expect(
      throws: BusError.refused(name: "org.callreel.Error.TooLate", message: "it has left")
    ) { try bus.callAgent("EraseCall", []) }
    #expect(
      throws: BusError.refused(name: "org.callreel.Error.UnknownCall", message: "no such call")
    ) { try bus.callAgent("CallEvent", [.value(.string("refused")), .details([:])]) }
    _ = agent
  }

  @Test("refuses what is too long or of a wrong type, and serves on")
  func nonsense() async throws {
    let agent = try await ServedAgent(address: address)
    let bus = try BusConnection(address: address)
    for length in [257, 10_000_000] {
      let text = String(repeating: "7", count: length)
      do throws(BusError) {
        try bus.callAgent(
          "CallEvent", [.value(.string("ringing")), .details(["number": .string(text)])])
        Issue.record("\(length) bytes were taken")
      } catch {
        guard case .refused("org.callreel.Error.InvalidDetail", let message) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(message.count < 100)
      }
    }
    for (signature, values) in [
      ("s", ["ended"]), ("sa{si}", ["ended", "1", "a", "5"]), ("i", ["5"]), ("", []),
      ("sa{sv}", ["ended", "1", "at", "i", "5"]), ("sa{sv}", ["ended", "1", "at", "d", "1.5"]),
      ("sa{sv}", ["ended", "1", "x", "as", "2", "a", "b"]),
    ] {
      let program = try TestProgram(
        "busctl",
        ["--address=" + address, "call", AgentAddress.name, AgentAddress.path]
          + [AgentAddress.interface, "CallEvent", signature] + values, environment: [])
      #expect(try program.finish().end == .exited(1), "\(signature)")
    }
    #expect(throws: BusError.self) { try bus.callAgent("SetPrivate", [.value(.string("on"))]) }
    #expect(throws: BusError.self) { try bus.callAgent("NoSuchMethod", []) }
    #expect(agent.seen.isEmpty)
    let longest = String(repeating: "7", count: 256)
    try bus.callAgent(
      "CallEvent", [.value(.string("ringing")), .details(["number": .string(longest)])])
    #expect(agent.seen.count == 1)
  }

  @Test("brings properties and tells of their changes")
  func properties() async throws {
    let agent = try await ServedAgent(address: address)
    let bus = try BusConnection(address: address)
    var changes = 0
    try bus.watchAgent { changes += 1 }
    let before = try bus.agentProperties()
    #expect(before["State"] == .string("idle") && before["Uploading"] == .boolean(true))
    #expect(before["NoticeConfirmed"] == .boolean(false) && before.count == 8)
    try bus.callAgent("SetPrivate", [.value(.boolean(true))])
    while changes == 0 {
      try bus.process()
      if changes == 0 { _ = try Waiting.wait([.init(bus.descriptor)], milliseconds: 5000) }
    }
    #expect(try bus.agentProperties()["State"] == .string("private"))
    _ = agent
  }

  @Test("A name has one owner, and a missing one is told apart")
  func names() async throws {
    let bus = try BusConnection(address: address)
    #expect(throws: BusError.noSuchService) { try bus.callAgent("EraseCall", []) }
    let agent = try await ServedAgent(address: address)
    #expect(throws: BusError.nameTaken) { try bus.requestName(AgentAddress.name) }
    _ = agent
  }

  @Test("A bus that is not there or goes away is an error, not an end")
  func lost() throws {
    #expect(throws: BusError.unavailable) { try BusConnection(address: "unix:path=/nowhere") }
    #expect(throws: BusError.unavailable) { try BusConnection(address: "nonsense") }
    let bus = try BusConnection(address: address)
    #expect(throws: BusError.noSuchService) { try bus.agentProperties() }
    daemon.process.send(signal: Signal.kill)
    daemon.process.wait()
    #expect(throws: BusError.disconnected) {
      while true {
        try bus.process()
        _ = try Waiting.wait([.init(bus.descriptor)], milliseconds: 5000)
      }
    }
  }
}
