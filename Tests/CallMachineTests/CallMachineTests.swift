import CallMachine
import CallPolicy
import ClipFormat
import ProcessMessages
import Testing
import Timeline

/// A machine with a clock, driven step by step.
struct Desk {
  var machine = CallMachine()
  var milliseconds: Int64 = 1_000_000
  var verdict: (CallFacts, Bool) -> Verdict = { facts, isPrivate in
    if isPrivate { return .refuse(.privateOn) }
    if facts.callerObjected { return .refuse(.callerObjected) }
    return facts.callerInformed == true ? .eligible : .refuse(.callerNotInformed)
  }

  /// The employee sits before the screen.
  init() {
    _ = try? take(.session([]))
  }

  static var location: ClipLocation {
    get throws {
      let clip = try #require(ClipIdentifier(bytes: [UInt8](repeating: 7, count: 16)))
      let day = CalendarDay(number: 20_000)
      return try #require(ClipLocation(campaign: "crm", day: day, clip: clip))
    }
  }

  var now: BootTime { BootTime(nanoseconds: milliseconds * 1_000_000) }

  @discardableResult
  mutating func take(_ input: CallInput) throws -> [CallEffect] {
    milliseconds += 100
    let world = CallWorld(now: now, longestMilliseconds: 60_000, decide: verdict)
    return try machine.handle(input, in: world)
  }

  @discardableResult
  mutating func event(
    _ kind: CallEventKind, _ id: String = "a", informed: Bool? = nil
  ) throws -> [CallEffect] {
    let event = CallEvent(kind: kind, callID: id, callerInformed: informed)
    return try take(.event(event, at: BootTime(nanoseconds: (milliseconds + 100) * 1_000_000)))
  }

  /// To the point where the film of call `a` runs.
  static func recording() throws -> Desk {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    try desk.event(.ringing, informed: true)
    try desk.take(.recorder(.ready))
    try desk.event(.answered)
    try desk.take(.drew(callID: "a", selected: true))
    try desk.take(.indicator(.seen))
    try desk.take(.recorder(.opened(try location)))
    return desk
  }

  var state: String {
    let status = machine.status
    return status.state.rawValue + (status.reason.isEmpty ? "" : " " + status.reason)
  }
}

@Suite("The agent's machine") struct CallMachineTests {
  @Test("permits only after answered, draw, recorder and indicator") func order() throws {
    var desk = Desk()
    #expect(try desk.take(.readiness(.ready)) == [.prepareRecorder])
    #expect(desk.state == "off starting")
    #expect(try desk.take(.recorder(.ready)) == [.dismissRecorder])
    #expect(desk.state == "idle")
    #expect(try desk.event(.ringing, informed: true) == [.prepareRecorder])
    #expect(desk.state == "armed ringing")
    #expect(try desk.take(.recorder(.ready)).isEmpty)
    #expect(try desk.event(.answered) == [.draw(callID: "a")])
    let answered = desk.now
    #expect(try desk.take(.drew(callID: "a", selected: true)) == [.showBanner(.recording)])
    #expect(desk.state == "armed indicator")
    let facts = CallFacts(callID: "a", callerInformed: true)
    #expect(try desk.take(.indicator(.seen)) == [.permit(facts, answered: answered)])
    #expect(desk.state == "armed starting")
    try desk.take(.recorder(.opened(try Desk.location)))
    #expect(desk.state == "recording")
  }

  @Test("lets the recorder go when the draw passes the call over") func notDrawn() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    try desk.event(.ringing, informed: true)
    try desk.take(.recorder(.ready))
    try desk.event(.answered)
    #expect(try desk.take(.drew(callID: "a", selected: false)) == [.dismissRecorder])
    #expect(desk.state == "armed not-drawn")
    #expect(try desk.take(.indicator(.seen)).isEmpty)
    try desk.event(.ended)
    #expect(desk.state == "idle")
  }

  @Test("learns of the display also where a call is refused while the agent starts")
  func refusedAtStart() throws {
    var desk = Desk()
    desk.verdict = { _, _ in .refuse(.notFlagged) }
    try desk.take(.readiness(.ready))
    try desk.event(.ringing)
    #expect(try desk.event(.answered) == [.dismissRecorder])
    #expect(desk.state == "armed not-flagged")
    #expect(try desk.event(.ended) == [.prepareRecorder])
    #expect(desk.state == "off starting")
    #expect(try desk.take(.recorder(.ready)) == [.dismissRecorder])
    #expect(desk.state == "idle")
    // A call that is over before the recorder has told leaves it to tell.
    var short = Desk()
    try short.take(.readiness(.ready))
    try short.event(.ringing, informed: true)
    #expect(try short.event(.ended).isEmpty)
    #expect(try short.take(.recorder(.ready)) == [.dismissRecorder])
    #expect(short.state == "idle")
  }

  @Test("pauses for hold and says so, and resumes") func hold() throws {
    var desk = try Desk.recording()
    #expect(
      try desk.event(.held) == [.pause(.hold, at: desk.now), .showBanner(.paused)])
    #expect(desk.state == "held hold")
    #expect(try desk.event(.held).isEmpty)
    #expect(
      try desk.event(.resumed) == [.showBanner(.recording), .resume(at: desk.now)])
    #expect(desk.state == "recording")
  }

  @Test("a second answered call pauses until one is left") func otherCall() throws {
    var desk = try Desk.recording()
    try desk.event(.ringing, "b", informed: true)
    #expect(desk.state == "recording")
    #expect(
      try desk.event(.answered, "b") == [.pause(.paused, at: desk.now), .showBanner(.paused)])
    #expect(desk.state == "held other-call")
    #expect(try desk.event(.held, "a").isEmpty)
    #expect(
      try desk.event(.ended, "b") == [.pause(.hold, at: desk.now), .showBanner(.paused)])
    #expect(
      try desk.event(.resumed, "a") == [.showBanner(.recording), .resume(at: desk.now)])
  }

  @Test("private pauses, and ends with the call") func privateInCall() throws {
    var desk = try Desk.recording()
    let on = try desk.take(.setPrivate(true))
    #expect(on == [.pause(.paused, at: desk.now), .showBanner(.paused)])
    #expect(desk.state == "held private")
    #expect(try desk.event(.ended) == [.close(.ended, at: desk.now)])
    try desk.take(.recorder(.closed(.kept, filmedMilliseconds: 9000)))
    #expect(desk.state == "idle")
  }

  @Test("private between calls stays until it is switched off") func privateBetween() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    try desk.take(.setPrivate(true))
    #expect(try desk.event(.ringing, informed: true).isEmpty)
    #expect(try desk.event(.answered).isEmpty)
    try desk.event(.ended)
    #expect(desk.state == "private")
    try desk.take(.setPrivate(false))
    #expect(desk.state == "idle")
  }

  @Test("a caller who is informed later is decided then") func informedLater() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    try desk.event(.ringing)
    try desk.take(.recorder(.ready))
    #expect(try desk.event(.answered).isEmpty)
    #expect(desk.state == "armed caller-not-informed")
    #expect(try desk.event(.callerInformed) == [.draw(callID: "a")])
  }

  @Test("an objection closes the film with its reason") func objection() throws {
    var desk = try Desk.recording()
    #expect(try desk.event(.callerObjected) == [.close(.objection, at: desk.now)])
    try desk.take(.recorder(.closed(.erased, filmedMilliseconds: 0)))
    #expect(desk.state == "armed caller-objected")
    #expect(throws: CallRefusal.tooLate) { try desk.take(.erase) }
  }

  @Test("an objection or an erase while the clip is closed still destroys it")
  func closing() throws {
    for input in [CallInput.erase, nil] {
      var desk = try Desk.recording()
      try desk.event(.ended)
      if let input { try desk.take(input) } else { try desk.event(.callerObjected) }
      let effects = try desk.take(.recorder(.closed(.kept, filmedMilliseconds: 9000)))
      #expect(effects == [.destroyLastClip(try Desk.location), .hideBanner])
    }
  }

  @Test("an objection after the call destroys the last clip") func afterwards() throws {
    var desk = try Desk.recording()
    try desk.event(.ended)
    try desk.take(.recorder(.closed(.kept, filmedMilliseconds: 9000)))
    #expect(try desk.event(.callerObjected) == [.destroyLastClip(try Desk.location)])
  }

  @Test("an erased clip goes although its recorder dies first") func eraseAndCrash() throws {
    var desk = try Desk.recording()
    try desk.take(.erase)
    #expect(try desk.take(.recorderLost) == [.destroyLastClip(try Desk.location), .hideBanner])
  }

  @Test("erasing twice does not reach the call before") func eraseTwice() throws {
    var desk = try Desk.recording()
    try desk.event(.ended)
    try desk.take(.recorder(.closed(.kept, filmedMilliseconds: 9000)))
    try desk.event(.ringing, "b", informed: true)
    try desk.take(.recorder(.ready))
    try desk.event(.answered, "b")
    try desk.take(.drew(callID: "b", selected: true))
    try desk.take(.indicator(.seen))
    try desk.take(.recorder(.opened(try Desk.location)))
    try desk.take(.erase)
    try desk.take(.recorder(.closed(.erased, filmedMilliseconds: 0)))
    #expect(throws: CallRefusal.tooLate) { try desk.take(.erase) }
  }

  @Test("private on said again in a call does not end with it") func privateTwice() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    try desk.take(.setPrivate(true))
    try desk.event(.ringing, informed: true)
    try desk.event(.answered)
    try desk.take(.setPrivate(true))
    try desk.event(.ended)
    #expect(desk.state == "private")
  }

  @Test("a call answered while the film before it is closed is decided then") func backToBack()
    throws
  {
    var desk = try Desk.recording()
    try desk.event(.ended)
    #expect(try desk.event(.answered, "b", informed: true).isEmpty)
    let effects = try desk.take(.recorder(.closed(.kept, filmedMilliseconds: 9000)))
    #expect(effects == [.hideBanner, .draw(callID: "b")])
  }

  @Test("what makes no sense is refused and changes nothing", arguments: CallEventKind.allCases)
  func nonsense(kind: CallEventKind) throws {
    var desk = try Desk.recording()
    let before = desk.machine.status
    if kind != .ringing, kind != .answered {
      #expect(throws: CallRefusal.unknownCall) { try desk.event(kind, "nobody") }
    }
    #expect(throws: CallRefusal.alreadyAnswered) { try desk.event(.answered) }
    #expect(desk.machine.status == before)
  }

  @Test("a flood of calls is refused, the recorded one goes on") func flood() throws {
    var desk = try Desk.recording()
    for index in 1..<CallMachine.callLimit { try desk.event(.ringing, "x\(index)") }
    #expect(throws: CallRefusal.tooManyCalls) { try desk.event(.ringing, "one more") }
    #expect(desk.state == "recording")
  }

  @Test("closes what lasts too long") func longest() throws {
    var desk = try Desk.recording()
    #expect(try desk.take(.tick).isEmpty)
    desk.milliseconds += 60_000
    #expect(try desk.take(.tick) == [.close(.longest, at: desk.now)])
    #expect(try desk.take(.tick).isEmpty)
  }

  @Test("a lost recorder ends the film, not the call") func recorderLost() throws {
    var desk = try Desk.recording()
    #expect(try desk.take(.recorderLost) == [.hideBanner])
    #expect(desk.state == "armed over")
    try desk.event(.ended)
    #expect(desk.state == "idle")
    #expect(try desk.take(.erase) == [.destroyLastClip(try Desk.location)])
  }

  @Test("a refused display is off with its name") func display() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    for refusal in DisplayRefusal.allCases {
      try desk.take(.recorder(.refused(refusal)))
      #expect(desk.state == "off " + refusal.name)
      #expect(OffReason(rawValue: refusal.name) != nil)
    }
  }

  @Test("a recorder that ends before it says anything is off, too") func untold() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorderLost)
    #expect(desk.state == "off recorder")
    #expect(try desk.event(.ringing, informed: true) == [.prepareRecorder])
    try desk.take(.recorder(.ready))
    #expect(desk.state == "armed ringing")
  }

  @Test("a withdrawn policy ends the film at once") func withdrawn() throws {
    var desk = try Desk.recording()
    let effects = try desk.take(.readiness(.off(.policyInvalid)))
    #expect(effects == [.close(.policyWithdrawn, at: desk.now)])
  }
}
