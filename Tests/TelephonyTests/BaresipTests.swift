import Telephony
import Testing
import Timeline

@Suite("What baresip says") struct BaresipTests {
  private static func event(
    _ type: String, _ id: String = "b29", peer: String = "sip:+33155501234@pbx.example",
    direction: String = "incoming", param: String = ""
  ) -> String {
    """
    {"event":true,"type":"\(type)","class":"call","accountaor":"sip:a@pbx.example",\
    "direction":"\(direction)","peeruri":"\(peer)","id":"\(id)","param":"\(param)"}
    """
  }

  private static func answer(_ lines: String..., count: Int? = nil, ok: Bool = true) -> String {
    let list = lines.map { $0 + "\\n" }.joined()
    let data = "\\n--- Active calls (\(count ?? lines.count)) ---\\n" + list + "\\n"
    return #"{"response":true,"ok":\#(ok),"data":"\#(data)","token":"calls"}"#
  }

  private static func line(_ state: String, age: String = "0:00:04", id: String? = nil) -> String {
    "> [line 1\(id.map { ", id " + $0 } ?? "")]  \(age)  \(state)  sip:+33155501234@pbx.example"
  }

  private static func frame(_ texts: [String]) -> [UInt8] {
    texts.flatMap { NetstringBuffer.frame(Array($0.utf8)) }
  }

  private static func dialogue(_ calls: [SourceSettings.KnownCall] = []) -> BaresipDialogue {
    BaresipDialogue(SourceSettings(address: "127.0.0.1:4444", queue: "claims", calls: calls))
  }

  @Test("is a call from ringing to its end") func call() throws {
    var dialogue = Self.dialogue()
    #expect(dialogue.greet().compactMap(\.sent).count == 1)
    let told = try dialogue.told(
      Self.frame([
        Self.answer(), Self.event("REGISTER_OK", ""), Self.event("CALL_INCOMING"),
        Self.event("CALL_INCOMING"), Self.event("CALL_RTCP"), Self.event("CALL_ESTABLISHED"),
        Self.event("CALL_ESTABLISHED"), Self.event("CALL_CLOSED", param: "Connection reset"),
        Self.event("CALL_CLOSED"),
      ]))
    #expect(
      told == [
        "beat", "ringing b29 +33155501234 inbound claims",
        "answered b29 +33155501234 inbound claims", "ended b29",
      ])
  }

  @Test("is an outbound call, and a transferred one") func outbound() throws {
    var dialogue = Self.dialogue()
    let told = try dialogue.told(
      Self.frame([
        Self.event("CALL_RINGING", direction: "outgoing"),
        Self.event("CALL_PROGRESS", direction: "outgoing"),
        Self.event("CALL_ESTABLISHED", direction: "outgoing"),
        Self.event("CALL_CLOSED", direction: "outgoing", param: "Call transfered"),
      ]))
    #expect(
      told == [
        "ringing b29 +33155501234 outbound claims", "answered b29 +33155501234 outbound claims",
        "transferred b29",
      ])
  }

  @Test(
    "of a number",
    arguments: [
      ("sip:+33155501234@pbx.example;transport=udp", "+33155501234"),
      ("sips:0155501234@[::1]:5061", "0155501234"),
      ("tel:+33155501234;phone-context=x", "+33155501234"),
      ("sip:anonymous@anonymous.invalid", "anonymous"), ("sip:@x", nil), ("", nil),
    ])
  func number(peer: String, number: String?) throws {
    var dialogue = Self.dialogue()
    let told = try dialogue.told(Self.frame([Self.event("CALL_INCOMING", peer: peer)]))
    #expect(
      told == [["ringing b29", number, "inbound claims"].compactMap { $0 }.joined(separator: " ")])
  }

  @Test("of a hold is asked for, and dated back to the question before it") func hold() throws {
    var dialogue = Self.dialogue()
    _ = try dialogue.told(Self.frame([Self.event("CALL_ESTABLISHED")]), at: 0)
    _ = try dialogue.ask(unixMicroseconds: 10_000_000)
    #expect(try dialogue.told(Self.frame([Self.answer(Self.line("ESTABLISHED"))])) == ["beat"])
    _ = try dialogue.ask(unixMicroseconds: 10_250_000)
    let held = try dialogue.hear(
      Self.frame([Self.answer(Self.line("ESTABLISHED  (on hold)"))]), unixMicroseconds: 10_260_000)
    #expect(held == [.tell(CallEvent(kind: .held, callID: "b29", at: 10_000_000))])
    _ = try dialogue.ask(unixMicroseconds: 10_500_000)
    let resumed = try dialogue.hear(
      Self.frame([Self.answer(Self.line("ESTABLISHED"))]), unixMicroseconds: 10_510_000)
    #expect(resumed == [.tell(CallEvent(kind: .resumed, callID: "b29", at: 10_510_000))])
    // After a pause between two films the question before it is long ago.
    _ = try dialogue.ask(unixMicroseconds: 90_000_000)
    let later = try dialogue.hear(
      Self.frame([Self.answer(Self.line("ESTABLISHED  (on hold)"))]), unixMicroseconds: 90_010_000)
    #expect(later.first == .tell(CallEvent(kind: .held, callID: "b29", at: 90_000_000)))
  }

  @Test("a call that is not listed counts as held") func unlisted() throws {
    var dialogue = Self.dialogue()
    _ = try dialogue.told(Self.frame([Self.event("CALL_ESTABLISHED")]))
    #expect(try dialogue.told(Self.frame([Self.answer()])) == ["held b29", "beat"])
    let lines = [Self.line("ESTABLISHED", id: "b29"), Self.line("ESTABLISHED (on hold)", id: "x")]
    #expect(
      try dialogue.told(Self.frame([Self.answer(lines[0], lines[1])])) == ["resumed b29", "beat"])
  }

  @Test(
    "confirms a call that was up before",
    arguments: [
      (line("ESTABLISHED", age: "0:01:40"), ["resumed old", "beat"]),
      (line("ESTABLISHED  (on hold)", age: "0:01:41"), ["held old", "beat"]),
      (line("ESTABLISHED", age: "0:09:59", id: "old"), ["resumed old", "beat"]),
      (line("ESTABLISHED", age: "0:01:40", id: "other"), ["ended old", "beat"]),
      (line("ESTABLISHED", age: "0:02:40"), ["ended old", "beat"]),
      (line("INCOMING", age: "0:01:40"), ["beat"]),
    ])
  func confirmed(line: String, told: [String]) throws {
    let known = SourceSettings.KnownCall(callID: "old", number: "+33155501234", answered: 0)
    var dialogue = Self.dialogue([known])
    #expect(try dialogue.told(Self.frame([Self.answer(line)]), at: 100_500_000) == told)
  }

  @Test("confirms nothing where two calls could be meant") func ambiguous() throws {
    let known = SourceSettings.KnownCall(callID: "old", number: "+33155501234", answered: 0)
    var dialogue = Self.dialogue([known])
    let line = Self.line("ESTABLISHED", age: "0:01:40")
    #expect(try dialogue.told(Self.frame([Self.answer(line, line)]), at: 100_000_000) == ["beat"])
  }

  @Test(
    "that makes no sense ends the connection",
    arguments: [
      "1:x,", "2:[],", "4:null,", "3:\"\u{80}\",", "14:{\"event\":true},",
      "80:{\"event\":true},",
    ])
  func nonsense(text: String) {
    var dialogue = Self.dialogue()
    var bytes = Array(text.utf8)
    // A byte that UTF-8 never has.
    if text.contains("\u{80}") { bytes = Array("3:\"".utf8) + [0xFF] + Array("\",".utf8) }
    if text.hasPrefix("80") { bytes += [UInt8](repeating: 0x61, count: 100) }
    #expect(throws: DialogueFault.malformed) { try dialogue.told(bytes) }
  }

  @Test("a baresip without its menu, a silent one, and too many calls") func unable() throws {
    var dialogue = Self.dialogue()
    #expect(throws: DialogueFault.unable) {
      try dialogue.told(Self.frame([Self.answer(ok: false)]))
    }
    dialogue = Self.dialogue()
    #expect(throws: DialogueFault.silent) {
      for second in 0..<5 { _ = try dialogue.ask(unixMicroseconds: Int64(second)) }
    }
    dialogue = Self.dialogue()
    #expect(throws: DialogueFault.excessive) {
      for number in 0..<40 {
        _ = try dialogue.told(Self.frame([Self.event("CALL_INCOMING", "\(number)")]))
      }
    }
  }
}
