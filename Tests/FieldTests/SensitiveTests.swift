import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Fields that the policy names are masked as passwords are (N16).
@Suite("Sensitive fields of real programs", .serialized, .timeLimit(.minutes(5)))
struct SensitiveTests {
  private func check(_ program: FormProgram, _ rule: String) throws {
    let form = try FormDesk(
      more: "[[sensitive]]\napplication = \"desk\"\n" + rule + "\n")
    let call = try form.desk.callUntilRecorded()
    let started = try form.start(program, page: "iban.html", named: "IBAN of the customer")
    try form.desk.pass(milliseconds: 4000)
    let end = call.now
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    let film = try form.desk.film(call)
    let share = Share.best(film, after: end - 3000)
    print("\(program) \(rule): \(share), \(film.hiddenWindows)")
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(share.shown > 60_000)
    let masked = film.fragments.flatMap(\.manifest.masked)
    #expect(masked.contains { $0.source == .accessibility && $0.count >= 1 })
  }

  @Test("are found by name", arguments: FormProgram.allCases)
  func name(program: FormProgram) throws { try check(program, "name = \"*IBAN*\"") }

  @Test("are found by label and role")
  func others() throws {
    try check(.firefox, "label = \"IBAN*\"")
    try check(.qt5, "role = \"text\"")
    try check(.gtk3, "role = \"text\"")
  }

  @Test("a role that nobody has hides every window") func unknownRole() throws {
    let form = try FormDesk(
      more: "[[sensitive]]\napplication = \"desk\"\nrole = \"no such role\"\n")
    let call = try form.desk.callUntilRecorded()
    let started = try form.start(.gtk3)
    try form.desk.pass(milliseconds: 3000)
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    let film = try form.desk.film(call)
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(try Share(#require(film.frames.last)).shown < 1000)
  }
}
