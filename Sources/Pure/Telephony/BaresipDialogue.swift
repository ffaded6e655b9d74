internal import ByteCoding
internal import Timeline

/// The control connection of baresip: the module `ctrl_tcp`, JSON in netstrings.
///
/// Baresip tells of everything but a hold: that is asked for with `listcalls` while a call is
/// recorded. A hold is dated back to the question before, when there was none yet, so that nothing
/// of it is filmed (N6).
package struct BaresipDialogue: CallDialogue {
  package static let askMilliseconds = 250
  /// How often may be asked without an answer.
  private static let patience = 4
  private static let callLimit = 32
  /// How far a hold may be dated back, in microseconds.
  private static let longestStep: Int64 = 1_500_000
  /// How far a call's age may be from what it was, in microseconds.
  private static let ageTolerance: Int64 = 2_000_000

  private struct Call: Sendable {
    var peer: String
    var number: String?
    var direction: CallDirection?
    var isAnswered = false
    var isHeld = false
  }

  private let queue: String?
  /// Those that were up when the source before this one was lost; until the first answer.
  private var lost: [SourceSettings.KnownCall]
  private var calls: [String: Call] = [:]
  private var buffer = NetstringBuffer()
  /// When the question was asked that has no answer yet.
  private var asked: Int64?
  /// When the question was asked whose answer came last.
  private var answeredQuestion: Int64?
  private var unanswered = 0
  private var answers = 0

  package init(_ settings: SourceSettings) {
    queue = settings.queue
    lost = settings.calls
  }

  package mutating func greet() -> [DialogueStep] {
    // At once, so that a baresip that cannot answer is known before the first call.
    [.send(Self.question)]
  }

  package mutating func ask(
    unixMicroseconds now: Int64
  ) throws(DialogueFault) -> [DialogueStep] {
    guard asked == nil else {
      unanswered += 1
      guard unanswered < Self.patience else { throw .silent }
      return []
    }
    asked = now
    // The first question of a film has none before it.
    let last = answeredQuestion ?? 0
    answeredQuestion = now - last > Self.longestStep ? now : last
    return [.send(Self.question)]
  }

  package mutating func hear(
    _ bytes: [UInt8], unixMicroseconds now: Int64
  ) throws(DialogueFault) -> [DialogueStep] {
    var steps: [DialogueStep] = []
    for string in try buffer.strings(adding: bytes) {
      guard let message = try? JSONText(reading: string), case .object = message else {
        throw .malformed
      }
      if message["event"] == .boolean(true) {
        steps += try take(event: message, now)
      } else if message["response"] == .boolean(true) {
        steps += try take(answer: message, now)
      }
    }
    return steps
  }

  private static let question = NetstringBuffer.frame(
    Array(#"{"command":"listcalls","params":"","token":"calls"}"#.utf8))

  private mutating func take(
    event: JSONText, _ now: Int64
  ) throws(DialogueFault) -> [DialogueStep] {
    guard let type = event["type"]?.string else { throw .malformed }
    // Events of registrations, keys and pictures name no call.
    guard let id = event["id"]?.string, !id.isEmpty else { return [] }
    switch type {
    case "CALL_INCOMING", "CALL_OUTGOING", "CALL_RINGING", "CALL_PROGRESS":
      guard calls[id] == nil else { return [] }
      try note(id, event)
      return [tell(.ringing, id, now)]
    case "CALL_ESTABLISHED":
      guard calls[id]?.isAnswered != true else { return [] }
      try note(id, event)
      calls[id]?.isAnswered = true
      return [tell(.answered, id, now)]
    case "CALL_CLOSED":
      guard calls[id] != nil else { return [] }
      let isTransferred = event["param"]?.string?.hasPrefix("Call transfer") == true
      defer { calls[id] = nil }
      return [tell(isTransferred ? .transferred : .ended, id, now)]
    default:
      return []
    }
  }

  private mutating func note(_ id: String, _ event: JSONText) throws(DialogueFault) {
    guard calls[id] == nil else { return }
    guard calls.count < Self.callLimit else { throw .excessive }
    let peer = event["peeruri"]?.string ?? ""
    let directions = ["incoming": CallDirection.inbound, "outgoing": .outbound]
    calls[id] = Call(
      peer: peer, number: BaresipPeer.number(of: peer),
      direction: event["direction"]?.string.flatMap { directions[$0] })
  }

  private mutating func take(
    answer: JSONText, _ now: Int64
  ) throws(DialogueFault) -> [DialogueStep] {
    guard answer["token"] == .string("calls") else { return [] }
    guard answer["ok"] == .boolean(true), let text = answer["data"]?.string,
      let listed = BaresipListing.calls(in: text)
    else { throw .unable }
    let steps = confirm(listed, now) + compare(listed, now)
    guard let question = asked else { return steps + [.beat] }
    answeredQuestion = question
    asked = nil
    unanswered = 0
    answers += 1
    return answers % Self.patience == 1 ? steps + [.beat] : steps
  }

  /// Finds the calls that were up before this connection: the same if telephony says so, or else
  /// if the other party and the age are the same and nothing else could be meant.
  private mutating func confirm(_ listed: [BaresipListing], _ now: Int64) -> [DialogueStep] {
    defer { lost = [] }
    var steps: [DialogueStep] = []
    for call in lost where calls[call.callID] == nil {
      let same = listed.filter { line in
        if let callID = line.callID { return callID == call.callID }
        return BaresipPeer.number(of: line.peer) == call.number
          && abs(now - line.seconds * 1_000_000 - call.answered) <= Self.ageTolerance
      }
      if same.isEmpty { steps.append(tell(.ended, call.callID, now)) }
      guard same.count == 1, let line = same.first, line.isEstablished else { continue }
      calls[call.callID] = Call(
        peer: line.peer, number: call.number, isAnswered: true, isHeld: line.isHeld)
      steps.append(tell(line.isHeld ? .held : .resumed, call.callID, now))
    }
    return steps
  }

  /// An answered call that is not listed, as that of an account that is not the current one, may
  /// be on hold: it counts as held.
  private mutating func compare(_ listed: [BaresipListing], _ now: Int64) -> [DialogueStep] {
    var steps: [DialogueStep] = []
    for (id, call) in calls.sorted(by: { $0.key < $1.key }) where call.isAnswered {
      let lines = listed.filter { line in
        line.callID.map { $0 == id } ?? (line.peer == call.peer)
      }
      let isHeld = lines.isEmpty || lines.contains { $0.isHeld || !$0.isEstablished }
      guard isHeld != call.isHeld else { continue }
      calls[id]?.isHeld = isHeld
      steps.append(tell(isHeld ? .held : .resumed, id, isHeld ? answeredQuestion ?? now : now))
    }
    return steps
  }

  private func tell(_ kind: CallEventKind, _ id: String, _ at: Int64) -> DialogueStep {
    guard kind == .ringing || kind == .answered, let call = calls[id] else {
      return .tell(CallEvent(kind: kind, callID: id, at: at))
    }
    return .tell(
      CallEvent(
        kind: kind, callID: id, number: call.number, direction: call.direction, queue: queue,
        at: at))
  }
}
