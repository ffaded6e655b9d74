import AgentService
import SessionBus
import Testing
import Timeline

@Suite("Call events from the bus") struct CallEventParsingTests {
  private static let now: Int64 = 1_795_305_723_500_000

  @Test("are read with every detail", arguments: CallEventKind.allCases)
  func whole(kind: CallEventKind) throws {
    let event = try CallEventParsing.parse(
      kind.rawValue,
      [
        "call-id": .string("a"), "number": .string("+33155501234"),
        "direction": .string("outbound"),
        "queue": .string("q"), "flagged": .boolean(true), "caller-informed": .boolean(false),
        "evidence": .boolean(true), "at": .integer(Self.now - 5_000_000),
      ], unixMicroseconds: Self.now)
    #expect(
      event
        == CallEvent(
          kind: kind, callID: "a", number: "+33155501234", direction: .outbound, queue: "q",
          flagged: true, callerInformed: false, evidence: true, at: Self.now - 5_000_000))
  }

  @Test("may give no more than the call")
  func short() throws {
    let event = try CallEventParsing.parse(
      "ended", ["call-id": .string("a")], unixMicroseconds: Self.now)
    #expect(event == CallEvent(kind: .ended, callID: "a"))
  }

  @Test(
    "that are not exactly right are refused by name",
    arguments: [
      ("Ended", [:], "InvalidEvent"), ("", [:], "InvalidEvent"), ("ended ", [:], "InvalidEvent"),
      ("ended", ["call-id": .string("")], "InvalidDetail"),
      ("ended", ["call-id": .boolean(true)], "InvalidDetail"),
      ("ended", ["number": .integer(33)], "InvalidDetail"),
      ("ended", ["direction": .string("Inbound")], "InvalidDetail"),
      ("ended", ["direction": .boolean(true)], "InvalidDetail"),
      ("ended", ["queue": .integer(1)], "InvalidDetail"),
      ("ended", ["flagged": .integer(1)], "InvalidDetail"),
      ("ended", ["caller-informed": .string("true")], "InvalidDetail"),
      ("ended", ["evidence": .string("no")], "InvalidDetail"),
      ("ended", ["at": .string("now")], "InvalidDetail"),
      ("ended", ["callid": .string("a")], "InvalidDetail"),
      ("ended", ["at": .integer(now + 5_000_001)], "InvalidTime"),
      ("ended", ["at": .integer(now - 5_000_001)], "InvalidTime"),
      ("ended", ["at": .integer(.min)], "InvalidTime"),
      ("ended", ["at": .integer(.max)], "InvalidTime"),
    ] as [(String, [String: BusValue], String)])
  func refused(event: String, details: [String: BusValue], name: String) {
    let all = ["call-id": BusValue.string("a")].merging(details) { $1 }
    do throws(BusRefusal) {
      _ = try CallEventParsing.parse(event, all, unixMicroseconds: Self.now)
      Issue.record("\(event) \(details) was taken")
    } catch {
      #expect(error.name == name)
      #expect(!error.message.isEmpty && error.message.count < 200)
    }
  }

  @Test("An event without its call is refused, and a long unknown name is not repeated")
  func names() {
    #expect(throws: BusRefusal.self) {
      try CallEventParsing.parse("ended", [:], unixMicroseconds: Self.now)
    }
    do throws(BusRefusal) {
      let long = String(repeating: "x", count: 100_000)
      _ = try CallEventParsing.parse(
        "ended", ["call-id": .string("a"), long: .boolean(true)], unixMicroseconds: Self.now)
      Issue.record("an unknown detail was taken")
    } catch {
      #expect(error.message.count < 200)
    }
  }
}
