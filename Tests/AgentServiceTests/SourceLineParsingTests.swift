import AgentService
import ByteCoding
import SessionBus
import Telephony
import Testing
import Timeline

@Suite("Lines of a source") struct SourceLineParsingTests {
  @Test("are events with the details of the bus") func event() throws {
    let event = CallEvent(
      kind: .answered, callID: "a \"b\"", number: "+33155501234", direction: .inbound,
      queue: "é", flagged: true, callerInformed: false, evidence: true, at: 1_795_305_723_000_000)
    let line = Array(SourceLine.event(event).text.utf8)
    let read = try #require(try SourceLineParsing.parse(line))
    #expect(
      try CallEventParsing.parse(read.event, read.details, unixMicroseconds: event.at ?? 0)
        == event)
  }

  @Test("may be heartbeats", arguments: ["{}", " { } "]) func heartbeat(line: String) throws {
    #expect(try SourceLineParsing.parse(Array(line.utf8)) == nil)
  }

  @Test(
    "that are nothing of it end the source",
    arguments: [
      "", "{", "[]", "null", "{}{}", #"{"call-id":"a"}"#, #"{"event":7,"call-id":"a"}"#,
      #"{"event":"held","call-id":null}"#, #"{"event":"held","at":1.5}"#,
      #"{"event":"held","call-id":{}}"#, #"{"event":"held","event":"ended"}"#,
      #"{"event":"held","number":""# + String(repeating: "1", count: 257) + #""}"#,
    ])
  func nonsense(line: String) {
    #expect(throws: DialogueFault.malformed) { try SourceLineParsing.parse(Array(line.utf8)) }
  }

  @Test("come at most so often, whatever the clock does") func rate() {
    var rate = EventRate()
    let isAdmitted = [(199, 5), (1, 5), (1, 1004), (200, 1005), (0, 1010), (1, 1011), (1, 0)].map {
      rate.admits($0.0, milliseconds: $0.1)
    }
    #expect(isAdmitted == [true, true, false, true, true, false, true])
    var other = EventRate()
    let isFlood = !other.admits(201, milliseconds: 5)
    #expect(isFlood)
  }

  @Test("come back ever later from a source that does not live") func delays() {
    var delay = RestartDelay()
    var waits: [Int64] = []
    for _ in 0..<9 { waits.append(delay.milliseconds(afterLiving: 100, isRefused: false)) }
    #expect(waits == [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
    let afterLong = delay.milliseconds(afterLiving: 60_000, isRefused: false)
    let afterRefusal = delay.milliseconds(afterLiving: 100, isRefused: true)
    #expect(afterLong == 500 && afterRefusal == 60_000)
  }
}
