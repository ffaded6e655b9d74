internal import Timeline

/// The manager interface of an Asterisk, for the calls of one extension.
///
/// An inbound call is answered when the extension's channel goes up, an outbound one when the other
/// party picks up (`DialEnd` with `ANSWER`) or the channel enters a bridge. What is of other
/// extensions is dropped unread.
package struct ManagerDialogue: CallDialogue {
  package static let askMilliseconds = 1000
  private static let patience = 3
  private static let legLimit = 32

  let account: SourceSettings.Account
  let queue: String?
  /// By the channel's own identifier.
  var legs: [String: ManagerLeg] = [:]
  private var buffer = ManagerBuffer()
  private var isLoggedIn = false
  private var unanswered = 0
  /// Those that were up when the source before this one was lost; until the list of channels.
  private var lost: [SourceSettings.KnownCall]
  /// What a channel that was up before this connection belongs to, by its identifier.
  private var found: [(device: String, identifier: String, callID: String)] = []

  /// Nil without an account.
  package init?(_ settings: SourceSettings) {
    guard let account = settings.account else { return nil }
    self.account = account
    queue = settings.queue
    lost = settings.calls
  }

  package mutating func greet() -> [DialogueStep] {
    [
      action(
        "Login", "login",
        ("Username", account.user), ("Secret", account.secret), ("Events", "call,agent,dialplan"))
    ]
  }

  package mutating func ask(
    unixMicroseconds now: Int64
  ) throws(DialogueFault) -> [DialogueStep] {
    unanswered += 1
    guard unanswered <= Self.patience else { throw .silent }
    return [action("Ping", "ping")]
  }

  package mutating func hear(
    _ bytes: [UInt8], unixMicroseconds now: Int64
  ) throws(DialogueFault) -> [DialogueStep] {
    var steps: [DialogueStep] = []
    for message in try buffer.messages(adding: bytes) {
      if let event = message["Event"] {
        steps += try take(event: event, message, now)
      } else if let response = message["Response"] {
        steps += try take(response: response, message, now)
      }
    }
    return steps
  }

  private mutating func take(
    response: String, _ message: ManagerMessage, _ now: Int64
  ) throws(DialogueFault) -> [DialogueStep] {
    switch message["ActionID"] {
    case "login":
      guard response == "Success" else { throw .denied }
      isLoggedIn = true
      return [.beat, action("CoreShowChannels", "channels")]
    case "state":
      return confirm(message["Value"], now)
    case "ping":
      unanswered = 0
      return [.beat]
    default:
      return []
    }
  }

  private mutating func take(
    event: String, _ message: ManagerMessage, _ now: Int64
  ) throws(DialogueFault) -> [DialogueStep] {
    guard isLoggedIn else { return [] }
    switch event {
    case "CoreShowChannel":
      find(message)
      return []
    case "CoreShowChannelsComplete":
      return endLost(now) + askState()
    case "Newchannel":
      guard isOwn(message["Channel"]), let identifier = message["Uniqueid"] else { return [] }
      guard legs.count < Self.legLimit else { throw .excessive }
      return begin(identifier, message, now)
    default:
      return follow(event, message, now)
    }
  }

  func isOwn(_ channel: String?) -> Bool {
    channel.flatMap(ManagerBuffer.device)?.line == account.line[...]
  }

  /// A channel that was up before this connection.
  private mutating func find(_ message: ManagerMessage) {
    guard let channel = message["Channel"], isOwn(channel), legs.count < Self.legLimit,
      let device = ManagerBuffer.device(of: channel)?.name,
      let identifier = message["Uniqueid"], let callID = message["Linkedid"],
      legs[identifier] == nil, message["ChannelStateDesc"] == "Up"
    else { return }
    var leg = ManagerLeg(callID: callID, direction: .inbound)
    leg.isTold = true
    leg.isAnswered = true
    legs[identifier] = leg
    found.append((device, identifier, callID))
  }

  /// A call without a channel is over.
  private mutating func endLost(_ now: Int64) -> [DialogueStep] {
    defer { lost = [] }
    let over = lost.filter { call in !legs.values.contains { $0.callID == call.callID } }
    return over.map { .tell(CallEvent(kind: .ended, callID: $0.callID, at: now)) }
  }

  /// Whether the one call that was up is on hold: its device says so, a channel does not.
  private mutating func askState() -> [DialogueStep] {
    guard found.count == 1, let device = found.first?.device else { return [] }
    return [action("Getvar", "state", ("Variable", "DEVICE_STATE(\(device))"))]
  }

  private mutating func confirm(_ state: String?, _ now: Int64) -> [DialogueStep] {
    defer { found = [] }
    guard let call = found.first, let leg = legs[call.identifier] else { return [] }
    switch state {
    case "INUSE": return [leg.event(.resumed, at: now)]
    case "ONHOLD": return [leg.event(.held, at: now)]
    default: return []
    }
  }

  /// A line end would begin another header: none of ours has one.
  private func action(
    _ name: String, _ identifier: String, _ headers: (String, String)...
  ) -> DialogueStep {
    let all = [("Action", name), ("ActionID", identifier)] + headers
    let text = all.map { name, value in
      name + ": " + value.filter { !$0.isNewline } + "\r\n"
    }.joined()
    return .send(Array((text + "\r\n").utf8))
  }
}
