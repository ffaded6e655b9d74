import ClipFormat
import Geometry
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Programs that show a red password field while a call is recorded: nothing red is in any film.
@Suite("Password fields of real programs", .serialized, .timeLimit(.minutes(5)))
struct FormTests {
  @Test("never show", arguments: FormProgram.allCases)
  func appears(program: FormProgram) throws {
    let desk = try FormDesk()
    let call = try desk.desk.callUntilRecorded()
    let form = try desk.start(program)
    try desk.desk.pass(milliseconds: 4000)
    let end = call.now
    try desk.desk.hangUp(call)
    withExtendedLifetime(form) {}
    let film = try desk.desk.film(call)
    let share = Share.best(film, after: end - 3000)
    print("\(program): \(film.frames.count) frames, \(share), \(film.hiddenWindows)")
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(share.shown > 60_000)
  }
}
