import Telephony
import Testing
import Timeline

/// Transcripts as the documentation of Asterisk's manager interface gives its events, for
/// extension 2001 and others.
@Suite("What an Asterisk says") struct ManagerTests {
  private static func dialogue(
    _ calls: [SourceSettings.KnownCall] = []
  ) throws -> ManagerDialogue {
    let account = SourceSettings.Account(line: "2001", user: "callreel", secret: "s")
    return try #require(
      ManagerDialogue(SourceSettings(address: "pbx:5039", account: account, calls: calls)))
  }

  /// One that is logged in.
  static func started(_ calls: [SourceSettings.KnownCall] = []) throws -> ManagerDialogue {
    var dialogue = try dialogue(calls)
    let login = dialogue.greet().compactMap(\.sent)
    #expect(
      login == [
        "Action: Login\r\nActionID: login\r\nUsername: callreel\r\nSecret: s\r\n"
          + "Events: call,agent,dialplan\r\n\r\n"
      ])
    let steps = try dialogue.hear(
      Array("Asterisk Call Manager/9.0.0\r\n".utf8)
        + message("Response: Success", "ActionID: login", "Message: Authentication accepted"),
      unixMicroseconds: 0)
    #expect(steps.compactMap(\.sent) == ["Action: CoreShowChannels\r\nActionID: channels\r\n\r\n"])
    return dialogue
  }

  static func message(_ lines: String...) -> [UInt8] {
    Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// An event of the extension's channel; more headers as given.
  static func own(_ event: String, _ more: String..., channel: String = "2001-0000002b") -> [UInt8]
  {
    Array(
      (["Event: \(event)", "Privilege: call,all", "Channel: PJSIP/\(channel)"] + more + [
        "CallerIDNum: 2001", "CallerIDName: <unknown>", "Uniqueid: own.\(channel)",
        "Linkedid: call.7",
      ]).map { $0 + "\r\n" }.joined().utf8) + Array("\r\n".utf8)
  }

  private static let inbound = [
    own("Newchannel", "ChannelState: 0", "ChannelStateDesc: Down", "ConnectedLineNum: <unknown>"),
    message(
      "Event: DialBegin", "Channel: PJSIP/trunk-0000002a", "CallerIDNum: 0155501234",
      "Uniqueid: call.7", "Linkedid: call.7", "DestChannel: PJSIP/2001-0000002b",
      "DestUniqueid: own.2001-0000002b", "DestLinkedid: call.7"),
    message(
      "Event: AgentCalled", "Queue: claims", "MemberName: PJSIP/2001", "Uniqueid: call.7",
      "DestChannel: PJSIP/2001-0000002b", "DestUniqueid: own.2001-0000002b"),
    own("Newstate", "ChannelState: 5", "ChannelStateDesc: Ringing", "ConnectedLineNum: 0155501234"),
    own("Newstate", "ChannelState: 6", "ChannelStateDesc: Up", "ConnectedLineNum: 0155501234"),
    message(
      "Event: DialEnd", "DialStatus: ANSWER", "Uniqueid: call.7",
      "DestUniqueid: own.2001-0000002b"),
    own("BridgeEnter", "BridgeUniqueid: b", "BridgeNumChannels: 2"),
  ]

  private static let outbound = [
    own("Newchannel", "ChannelState: 4", "ChannelStateDesc: Ring", "Exten: 0033155501234"),
    own("Newstate", "ChannelState: 6", "ChannelStateDesc: Up"),
    message(
      "Event: DialBegin", "Uniqueid: own.2001-0000002b", "DestChannel: PJSIP/trunk-0000002c",
      "DestUniqueid: far.1"),
    message(
      "Event: DialEnd", "DialStatus: ANSWER", "Uniqueid: own.2001-0000002b",
      "DestUniqueid: far.1"),
  ]

  @Test("is an inbound call of a queue, with a hold") func inboundCall() throws {
    var dialogue = try Self.started()
    let after = [
      Self.own("Hold", "MusicClass: default"), Self.own("Unhold"),
      Self.own("Hangup", "Cause: 16"), Self.own("Hangup", "Cause: 16"),
    ]
    #expect(
      try dialogue.told((Self.inbound + after).flatMap { $0 }) == [
        "ringing call.7 0155501234 inbound claims", "answered call.7 0155501234 inbound claims",
        "held call.7", "resumed call.7", "ended call.7",
      ])
  }

  @Test("is an outbound call, answered when the other party answers") func outboundCall() throws {
    var dialogue = try Self.started()
    #expect(
      try Self.outbound.map { try dialogue.told($0) } == [
        ["ringing call.7 0033155501234 outbound"], [], [],
        ["answered call.7 0033155501234 outbound"],
      ])
  }

  @Test(
    "is a transfer",
    arguments: [
      [
        "Event: BlindTransfer", "TransfererUniqueid: own.2001-0000002b",
        "TransfererLinkedid: call.7",
      ],
      [
        "Event: AttendedTransfer", "OrigTransfererUniqueid: own.2001-0000002b",
        "SecondTransfererUniqueid: own.2001-0000002d",
      ],
    ])
  func transfer(lines: [String]) throws {
    var dialogue = try Self.started()
    _ = try dialogue.told(Self.inbound.flatMap { $0 })
    let text = lines.map { $0 + "\r\n" }.joined() + "\r\n"
    #expect(try dialogue.told(Array(text.utf8)) == ["transferred call.7"])
    #expect(try dialogue.told(Self.own("Hangup")).isEmpty)
  }

  @Test("is that the caller is informed, and of which queue the call is") func variables() throws {
    var dialogue = try Self.started()
    let told = try dialogue.told(
      Self.own("Newchannel", "ChannelStateDesc: Down", "ChanVariable: QUEUENAME=claims")
        + Self.own("VarSet", "Variable: CALLREEL_INFORMED", "Value: 0")
        + Self.own("Newstate", "ChannelStateDesc: Ringing")
        + Self.own("VarSet", "Variable: QUEUENAME", "Value: sales")
        + Self.own("VarSet", "Variable: CALLREEL_INFORMED", "Value: 1")
        + Self.own("VarSet", "Variable: CALLREEL_INFORMED", "Value: 1")
        + Self.own("Newstate", "ChannelStateDesc: Up"))
    #expect(
      told == [
        "ringing call.7 inbound claims", "ringing call.7 inbound sales", "caller-informed call.7",
        "answered call.7 inbound sales informed",
      ])
  }

  @Test("of a call that rings on two devices ends with the one that answered") func twoDevices()
    throws
  {
    var dialogue = try Self.started()
    let second = "2001-0000002c"
    let told = try dialogue.told(
      Self.own("Newchannel", "ChannelStateDesc: Down")
        + Self.own("Newstate", "ChannelStateDesc: Ringing")
        + Self.own("Newchannel", "ChannelStateDesc: Down", channel: second)
        + Self.own("Newstate", "ChannelStateDesc: Ringing", channel: second)
        + Self.own("Newstate", "ChannelStateDesc: Up", channel: second) + Self.own("Hangup")
        + Self.own("BridgeEnter", channel: second) + Self.own("Hangup", channel: second))
    #expect(told == ["ringing call.7 inbound", "answered call.7 inbound", "ended call.7"])
  }

  @Test(
    "of others is dropped",
    arguments: [
      "2002-0000002b", "12001-0000002b", "20011-0000002b", "2001", "2001-x/2002-0000002b",
    ])
  func others(channel: String) throws {
    var dialogue = try Self.started()
    let told = try dialogue.told(
      Self.own("Newchannel", "ChannelStateDesc: Down", channel: channel)
        + Self.own("Newstate", "ChannelStateDesc: Ringing", channel: channel)
        + Self.own("Newstate", "ChannelStateDesc: Up", channel: channel)
        + Self.own("Hold", channel: channel) + Self.own("Hangup", channel: channel))
    #expect(told.isEmpty)
    var dump = ""
    Swift.dump(dialogue, to: &dump)
    #expect(!dump.contains("call.7"), "something of another's call is kept")
  }

  @Test(
    "finds a call that was up before",
    arguments: [
      ("INUSE", ["resumed call.7"]), ("ONHOLD", ["held call.7"]), ("RINGINUSE", []), ("", []),
    ])
  func found(state: String, told: [String]) throws {
    let known = SourceSettings.KnownCall(callID: "call.7", number: nil, answered: 0)
    let gone = SourceSettings.KnownCall(callID: "call.6", number: nil, answered: 0)
    var dialogue = try Self.started([known, gone])
    let steps = try dialogue.hear(
      Self.message("Response: Success", "EventList: start", "ActionID: channels")
        + Self.own("CoreShowChannel", "ActionID: channels", "ChannelStateDesc: Up")
        + Self.own("CoreShowChannel", "ChannelStateDesc: Up", channel: "2002-00000001")
        + Self.message("Event: CoreShowChannelsComplete", "ActionID: channels"), unixMicroseconds: 0
    )
    #expect(steps.compactMap(\.words) == ["ended call.6"])
    #expect(
      steps.compactMap(\.sent) == [
        "Action: Getvar\r\nActionID: state\r\nVariable: DEVICE_STATE(PJSIP/2001)\r\n\r\n"
      ])
    #expect(
      try dialogue.told(Self.message("Response: Success", "ActionID: state", "Value: \(state)"))
        == told)
    #expect(try dialogue.told(Self.own("Hangup")) == ["ended call.7"])
  }

  @Test("that ends the connection") func faults() throws {
    var dialogue = try Self.dialogue()
    #expect(throws: DialogueFault.denied) {
      try dialogue.told(
        Array("Asterisk Call Manager/9.0.0\r\n".utf8)
          + Self.message("Response: Error", "ActionID: login", "Message: Authentication failed"))
    }
    dialogue = try Self.dialogue()
    #expect(throws: DialogueFault.malformed) { try dialogue.told(Array("HTTP/1.1 400\r\n".utf8)) }
    dialogue = try Self.started()
    #expect(throws: DialogueFault.excessive) {
      try dialogue.told([UInt8](repeating: 0x41, count: 20_000))
    }
    dialogue = try Self.started()
    #expect(throws: DialogueFault.excessive) {
      try dialogue.told(Array(String(repeating: "A: b\r\n", count: 600).utf8))
    }
    dialogue = try Self.started()
    #expect(throws: DialogueFault.silent) {
      for _ in 0..<4 { _ = try dialogue.ask(unixMicroseconds: 0) }
    }
  }

  @Test("a name that is not UTF-8 is not read, and does no harm") func latin() throws {
    var dialogue = try Self.started()
    var bytes = Array("Event: Newchannel\r\nCallerIDName: Ren".utf8) + [0xE9]
    bytes += Array("\r\nChannel: PJSIP/2001-1\r\nChannelStateDesc: Ring\r\nExten: 12\r\n".utf8)
    bytes += Array("Uniqueid: 1\r\nLinkedid: 1\r\n\r\n".utf8)
    #expect(try dialogue.told(bytes) == ["ringing 1 12 outbound"])
  }

  @Test("a value with a line end cannot begin another header") func injection() throws {
    let account = SourceSettings.Account(line: "2001", user: "a\r\nAction: Logoff", secret: "\n\ns")
    var dialogue = try #require(ManagerDialogue(SourceSettings(address: "p:1", account: account)))
    let sent = try #require(dialogue.greet().first?.sent)
    #expect(sent.split(separator: "\r\n").count == 5)
  }
}
