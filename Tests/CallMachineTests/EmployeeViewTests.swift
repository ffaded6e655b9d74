import CallMachine
import ProcessMessages
import Testing
import Timeline

/// What the tray is told besides the status.
@Suite("The employee's view") struct EmployeeViewTests {
  @Test("knows the call that is filmed, and afterwards the last one")
  func filmed() throws {
    var desk = Desk()
    #expect(desk.machine.filmedCall == nil && desk.machine.filmedSince == nil)
    desk = try Desk.recording()
    #expect(desk.machine.filmedCall == "a")
    #expect(desk.machine.filmedSince.map { $0 < desk.now } == true)
    #expect(desk.machine.lastFilmed == nil)
    try desk.event(.ended)
    try desk.take(.recorder(.closed(.kept, filmedMilliseconds: 5000)))
    #expect(desk.machine.filmedCall == "a" && desk.machine.filmedSince == nil)
    #expect(desk.machine.lastFilmed == (try Desk.location))
  }

  @Test("knows no call before its film begins: what is offered must not tell of the draw")
  func drawn() throws {
    var desk = Desk()
    try desk.take(.readiness(.ready))
    try desk.take(.recorder(.ready))
    try desk.event(.ringing, informed: true)
    try desk.event(.answered)
    try desk.take(.drew(callID: "a", selected: true))
    #expect(desk.machine.filmedCall == nil && desk.machine.filmedSince == nil)
  }

  @Test("knows how long private lasts")
  func privately() throws {
    var desk = try Desk.recording()
    try desk.take(.setPrivate(true))
    #expect(desk.machine.isPrivate && desk.machine.isPrivateForCall)
    var idle = Desk()
    try idle.take(.setPrivate(true))
    #expect(idle.machine.isPrivate && !idle.machine.isPrivateForCall)
  }
}
