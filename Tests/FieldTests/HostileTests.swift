import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Programs that lie about their fields, or say nothing: their red windows are hidden, in bounded
/// time and memory (P4).
@Suite("Hostile answers", .serialized, .timeLimit(.minutes(5)))
struct HostileTests {
  enum Lie: String, CaseIterable, Sendable {
    /// Extents beyond any screen.
    case extents
    /// Hundreds of thousands of fields.
    case million
    /// A tree without end.
    case tree
    /// No answer.
    case silent
    /// Children of other programs.
    case foreign
    /// Windows of no scale.
    case frames
  }

  @Test("hide the window", arguments: Lie.allCases)
  func lies(lie: Lie) throws {
    let form = try FormDesk()
    let call = try form.desk.callUntilRecorded()
    let recorder = try #require(form.desk.processes("callreel-recorder").first)
    let before = Self.residentKilobytes(recorder)
    let program = try TestProgram(
      "/usr/bin/python3", [FormProgram.folder + "/hostile.py", lie.rawValue],
      environment: form.desk.environment, log: form.desk.root + "/program.log")
    guard try program.line(milliseconds: 30_000) == "shown" else {
      throw TestTimeout("a hostile program: \(form.log)")
    }
    try form.desk.pass(milliseconds: 4000)
    let grown = Self.residentKilobytes(recorder) - before
    try form.desk.hangUp(call)
    withExtendedLifetime(program) {}
    let film = try form.desk.film(call)
    print("\(lie): \(film.hiddenWindows), \(grown) kB more")
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(film.fragments.flatMap(\.manifest.hidden).contains { $0.reason == .noAnswer })
    #expect(grown < 64 << 10)
    #expect(film.gaps.isEmpty)
  }

  private static func residentKilobytes(_ process: Int32) -> Int {
    ProcessTable.field("VmRSS", of: process).flatMap { field in
      field.split(separator: " ").first.flatMap { Int($0) }
    } ?? 0
  }
}
