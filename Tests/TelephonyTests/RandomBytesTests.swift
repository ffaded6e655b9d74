import Telephony
import TestSupport
import Testing

@Suite("Random bytes") struct RandomBytesTests {
  private static let baresip = [
    #"{"event":true,"type":"CALL_INCOMING","direction":"incoming","peeruri":"sip:1@x","id":"1"}"#,
    #"{"event":true,"type":"CALL_ESTABLISHED","direction":"incoming","peeruri":"sip:1@x","id":"1"}"#,
    #"{"response":true,"ok":true,"data":"Active calls\n> [line 1]  0:00:04  ESTABLISHED  x  sip:1@x","token":"calls"}"#,
    #"{"event":true,"type":"CALL_CLOSED","id":"1"}"#,
  ].flatMap { NetstringBuffer.frame(Array($0.utf8)) }

  private static let manager =
    Array("Asterisk Call Manager/9.0.0\r\n".utf8)
    + ManagerTests.message("Response: Success", "ActionID: login")
    + ManagerTests.own("Newchannel", "ChannelStateDesc: Down")
    + ManagerTests.own("Newstate", "ChannelStateDesc: Ringing")
    + ManagerTests.own("Newstate", "ChannelStateDesc: Up") + ManagerTests.own("Hold")
    + ManagerTests.own("CoreShowChannel", "ChannelStateDesc: Up")
    + ManagerTests.message("Event: CoreShowChannelsComplete") + ManagerTests.own("Hangup")

  @Test("in a transcript never do more than end the connection", arguments: 1...20)
  func changed(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let settings = SourceSettings(
      address: "a:1", account: .init(line: "2001", user: "", secret: ""),
      calls: [.init(callID: "1", number: "1", answered: 0)])
    for _ in 0..<200 {
      try check(BaresipDialogue(settings), Self.baresip, &random)
      try check(#require(ManagerDialogue(settings)), Self.manager, &random)
    }
  }

  private func check(
    _ dialogue: some CallDialogue, _ transcript: [UInt8], _ random: inout SeededGenerator
  ) throws {
    var dialogue = dialogue
    var bytes = transcript
    for _ in 0..<Int.random(in: 0..<4, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = .random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.insert(contentsOf: bytes[..<(place / 4)], at: place)
      }
    }
    _ = dialogue.greet()
    do throws(DialogueFault) {
      while !bytes.isEmpty {
        let count = min(bytes.count, .random(in: 1...300, using: &random))
        _ = try dialogue.hear(Array(bytes.prefix(count)), unixMicroseconds: .max / 2)
        _ = try dialogue.ask(unixMicroseconds: .max / 2)
        bytes.removeFirst(count)
      }
    } catch {
      // The source ends with its exit status.
    }
  }
}
