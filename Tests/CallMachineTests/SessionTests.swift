import CallMachine
import CallPolicy
import ClipFormat
import ProcessMessages
import Testing
import Timeline

@Suite("The machine, the session and the display") struct SessionTests {
  @Test("pauses while the employee is away, whatever the cause", arguments: SessionAbsence.allCases)
  func away(absence: SessionAbsence) throws {
    var desk = try Desk.recording()
    #expect(
      try desk.take(.session([absence])) == [.pause(.paused, at: desk.now), .showBanner(.paused)])
    #expect(desk.state == "held " + absence.reason.rawValue)
    #expect(try desk.take(.session([absence])).isEmpty)
    #expect(
      try desk.take(.session([])) == [.showBanner(.recording), .resume(at: desk.now)])
    #expect(desk.state == "recording")
  }

  @Test("tells one of several causes, and the film waits for all of them") func several() throws {
    var desk = try Desk.recording()
    for (absences, reason) in [
      (Set(SessionAbsence.allCases), "suspended"), ([.switchedAway, .locked], "switched-away"),
      ([.locked, .unknown], "locked"), ([.unknown], "session-unknown"),
    ] {
      let effects = try desk.take(.session(absences))
      #expect(!effects.contains { if case .resume = $0 { true } else { false } })
      #expect(desk.state == "held " + reason)
    }
    try desk.take(.setPrivate(true))
    #expect(desk.state == "held private")
    #expect(try desk.take(.session([])).isEmpty)
    #expect(try desk.event(.held).isEmpty)
    #expect(
      try desk.take(.setPrivate(false)) == [.pause(.hold, at: desk.now), .showBanner(.paused)])
    #expect(
      try desk.take(.session([.locked])) == [.pause(.paused, at: desk.now), .showBanner(.paused)])
    try desk.event(.resumed)
    #expect(
      try desk.take(.session([])) == [.showBanner(.recording), .resume(at: desk.now)])
  }

  @Test("permits a call answered while locked at the unlocking, with a gap from its answer on")
  func answeredLocked() throws {
    for isLockedBefore in [true, false] { try checkAnsweredLocked(isLockedBefore) }
  }

  private func checkAnsweredLocked(_ isLockedBefore: Bool) throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    if isLockedBefore { try desk.take(.session([.locked])) }
    #expect(try desk.event(.ringing, informed: true) == [.prepareRecorder])
    try desk.take(.recorder(.ready))
    try desk.event(.answered)
    let answered = desk.now
    try desk.take(.drew(callID: "a", selected: true))
    if !isLockedBefore { #expect(try desk.take(.session([.locked])).isEmpty) }
    #expect(try desk.take(.indicator(.seen)).isEmpty)
    #expect(desk.state == "armed locked")
    let facts = CallFacts(callID: "a", callerInformed: true)
    let effects = try desk.take(.session([]))
    #expect(
      effects == [
        .permit(facts, answered: answered), .pause(.paused, at: answered),
        .showBanner(.recording), .resume(at: desk.now),
      ])
  }

  @Test("stays off while nobody tells of the session, and is silent about a lock between calls")
  func unknown() throws {
    var desk = Desk()
    desk.machine = CallMachine()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    #expect(desk.state == "off session-unknown")
    try desk.take(.session([.locked]))
    #expect(desk.state == "idle")
    try desk.take(.session([.unknown]))
    #expect(desk.state == "off session-unknown")
    try desk.take(.session([]))
    #expect(desk.state == "idle")
  }

  @Test("looks for a display that went once it may be back, and never elsewhere")
  func displayBack() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    #expect(try desk.take(.displayMayBeBack).isEmpty)
    try desk.take(.recorder(.ready))
    #expect(try desk.take(.displayMayBeBack).isEmpty)
    for refusal in DisplayRefusal.allCases where refusal != .noDisplay {
      try desk.take(.recorder(.refused(refusal)))
      #expect(try desk.take(.displayMayBeBack).isEmpty)
    }
    try desk.take(.recorder(.refused(.wayland)))
    try desk.take(.displayLost)
    #expect(desk.state == "off wayland")
    try desk.take(.recorder(.refused(.depth)))
    #expect(try desk.take(.displayLost).isEmpty)
    #expect(desk.state == "off display" && desk.machine.isDisplayMissing)
    #expect(try desk.take(.displayMayBeBack) == [.prepareRecorder])
    #expect(try desk.take(.displayMayBeBack).isEmpty)
    #expect(desk.state == "off display")
    try desk.take(.recorder(.refused(.noDisplay)))
    #expect(try desk.take(.displayMayBeBack) == [.prepareRecorder])
    try desk.take(.recorderLost)
    #expect(desk.state == "off display")
    #expect(try desk.take(.displayMayBeBack) == [.prepareRecorder])
    #expect(try desk.take(.recorder(.ready)) == [.dismissRecorder])
    #expect(desk.state == "idle" && !desk.machine.isDisplayMissing)
  }

  @Test("serves the next display after one was lost in a call") func lostInCall() throws {
    var desk = try Desk.recording()
    #expect(try desk.take(.displayLost).isEmpty)
    #expect(try desk.take(.displayMayBeBack).isEmpty)
    #expect(
      try desk.take(.recorder(.closed(.kept, filmedMilliseconds: 9000))) == [.hideBanner])
    #expect(desk.state == "off display")
    #expect(try desk.take(.displayMayBeBack) == [.prepareRecorder])
    try desk.take(.recorder(.ready))
    #expect(desk.state == "armed over")
    #expect(try desk.event(.ended) == [.dismissRecorder])
  }

  @Test("believes an indicator that is seen that there is a display") func seen() throws {
    var desk = try Desk.recording()
    try desk.take(.displayLost)
    try desk.take(.indicator(.seen))
    #expect(!desk.machine.isDisplayMissing && desk.state == "recording")
  }
}
