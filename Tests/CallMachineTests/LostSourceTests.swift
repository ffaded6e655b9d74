import CallMachine
import CallPolicy
import ProcessMessages
import Testing
import Timeline

@Suite("The machine and lost sources") struct LostSourceTests {
  private static let phone = CallOrigin.source("phone")

  /// The film of call `a` of the softphone runs.
  private static func recording() throws -> Desk {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    try desk.tell(.ringing, from: phone)
    try desk.take(.recorder(.ready))
    try desk.tell(.answered, from: phone)
    try desk.take(.drew(callID: "a", selected: true))
    try desk.take(.indicator(.seen))
    try desk.take(.recorder(.opened(try Desk.location)))
    #expect(desk.machine.filmedOrigin == phone)
    return desk
  }

  @Test(
    "pauses the film until telephony tells of the same call",
    arguments: [
      CallEventKind.answered, .resumed,
    ])
  func back(kind: CallEventKind) throws {
    var desk = try Self.recording()
    let answered = desk.milliseconds
    #expect(
      try desk.take(.sourceLost(Self.phone)) == [
        .pause(.sourceLost, at: desk.now), .showBanner(.paused),
      ])
    #expect(desk.state == "held source-lost")
    #expect(desk.machine.lostCalls(of: Self.phone).map(\.facts.callID) == ["a"])
    #expect(try desk.take(.sourceLost(Self.phone)).isEmpty)
    desk.milliseconds = answered + 25_000
    #expect(try desk.take(.tick).isEmpty)
    #expect(try desk.tell(.ringing, from: Self.phone).isEmpty)
    #expect(try desk.tell(.callerInformed, from: Self.phone).isEmpty)
    #expect(
      try desk.tell(kind, from: Self.phone) == [.showBanner(.recording), .resume(at: desk.now)])
    #expect(desk.state == "recording" && desk.machine.lostCalls(of: Self.phone).isEmpty)
  }

  @Test("keeps it paused where the call is on hold by now") func held() throws {
    var desk = try Self.recording()
    try desk.take(.sourceLost(Self.phone))
    #expect(
      try desk.tell(.held, from: Self.phone) == [.pause(.hold, at: desk.now), .showBanner(.paused)])
    #expect(desk.state == "held hold")
  }

  @Test("closes it where telephony tells nothing for half a minute") func gone() throws {
    var desk = try Self.recording()
    try desk.take(.sourceLost(Self.phone))
    desk.milliseconds += 29_800
    #expect(try desk.take(.tick).isEmpty)
    #expect(try desk.take(.tick) == [.close(.ended, at: desk.now)])
    #expect(throws: CallRefusal.unknownCall) { try desk.tell(.resumed, from: Self.phone) }
    #expect(
      try desk.take(.recorder(.closed(.kept, filmedMilliseconds: 9000))) == [.hideBanner])
    #expect(desk.state == "idle")
    #expect(try desk.take(.erase) == [.destroyLastClip(try Desk.location)])
  }

  @Test("closes it where telephony says that it is over") func over() throws {
    var desk = try Self.recording()
    try desk.take(.sourceLost(Self.phone))
    #expect(try desk.tell(.ended, from: .bus) == [.close(.ended, at: desk.now)])
  }

  @Test("is not told from a private pause (N12)") func privately() throws {
    var desk = try Self.recording()
    try desk.take(.sourceLost(Self.phone))
    #expect(
      try desk.take(.setPrivate(true)) == [.pause(.paused, at: desk.now), .showBanner(.paused)])
    try desk.tell(.resumed, from: Self.phone)
    #expect(desk.state == "held private")
  }

  @Test("does nothing to calls of others") func others() throws {
    var desk = try Self.recording()
    #expect(try desk.take(.sourceLost(.bus)).isEmpty)
    #expect(try desk.take(.sourceLost(.source("other"))).isEmpty)
    #expect(desk.state == "recording")
    // A call that may be over does not keep another from being alone.
    try desk.tell(.answered, "b", from: .bus)
    #expect(desk.state == "held other-call")
    #expect(
      try desk.take(.sourceLost(.bus)) == [.showBanner(.recording), .resume(at: desk.now)])
    #expect(
      try desk.tell(.resumed, "b", from: .bus) == [
        .pause(.paused, at: desk.now), .showBanner(.paused),
      ])
  }

  @Test("before the film begins means that there is none") func starting() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    try desk.tell(.ringing, from: Self.phone)
    try desk.take(.recorder(.ready))
    try desk.tell(.answered, from: Self.phone)
    try desk.take(.drew(callID: "a", selected: true))
    #expect(try desk.take(.sourceLost(Self.phone)) == [.hideBanner, .dismissRecorder])
    #expect(desk.state == "idle")
    try desk.tell(.resumed, from: Self.phone)
    #expect(try desk.take(.indicator(.seen)).isEmpty)
    #expect(desk.state == "armed over")
  }

  @Test("before the draw is known means that there is no film") func drawing() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    try desk.tell(.ringing, from: Self.phone)
    try desk.take(.recorder(.ready))
    #expect(try desk.tell(.answered, from: Self.phone) == [.draw(callID: "a")])
    #expect(try desk.take(.sourceLost(Self.phone)) == [.dismissRecorder])
    #expect(try desk.take(.drew(callID: "a", selected: true)).isEmpty)
    try desk.tell(.resumed, from: Self.phone)
    #expect(try desk.take(.indicator(.seen)).isEmpty)
  }

  @Test("while it rings means that nothing is known of it") func ringing() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    #expect(try desk.tell(.ringing, from: Self.phone) == [.prepareRecorder])
    #expect(try desk.take(.sourceLost(Self.phone)) == [.dismissRecorder])
    #expect(desk.state == "idle")
    #expect(throws: CallRefusal.unknownCall) { try desk.tell(.resumed, from: Self.phone) }
  }

  @Test("without a call leaves the first look at the display alone") func firstLook() throws {
    var desk = Desk()
    #expect(try desk.take(.readiness(.ready)) == [.prepareRecorder])
    #expect(try desk.take(.sourceLost(Self.phone)).isEmpty)
    #expect(try desk.take(.recorder(.ready)) == [.dismissRecorder])
    #expect(desk.state == "idle")
  }

  @Test("does not draw a call again (N3)") func drawnOnce() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    try desk.tell(.ringing, from: Self.phone)
    try desk.take(.recorder(.ready))
    try desk.tell(.answered, from: Self.phone)
    try desk.take(.drew(callID: "a", selected: false))
    try desk.take(.sourceLost(Self.phone))
    #expect(desk.state == "idle")
    #expect(try desk.tell(.answered, from: Self.phone).isEmpty)
    #expect(desk.state == "armed not-drawn")
  }
}

extension Desk {
  @discardableResult
  fileprivate mutating func tell(
    _ kind: CallEventKind, _ id: String = "a", from origin: CallOrigin
  ) throws -> [CallEffect] {
    let event = CallEvent(kind: kind, callID: id, callerInformed: true)
    let at = BootTime(nanoseconds: (milliseconds + 100) * 1_000_000)
    return try take(.event(event, at: at, from: origin))
  }
}
