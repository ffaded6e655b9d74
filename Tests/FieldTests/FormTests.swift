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
    // What changed right before the end is hidden: it can no longer be asked about.
    let settled = call.time(of: BootTime(nanoseconds: Clock.bootNanoseconds)) - 1500
    try desk.desk.hangUp(call)
    withExtendedLifetime(form) {}
    let film = try desk.desk.film(call)
    let last = try #require(film.frame(at: settled))
    print("\(program): \(film.frames.count) frames, \(Share(last)), \(film.hiddenWindows)")
    #expect(film.firstLeak(beyond: 14) == nil)
    #expect(Share(last).shown > 60_000)
  }
}

/// How much of a frame shows, is masked, and is backdrop.
struct Share: CustomStringConvertible {
  var shown = 0
  var masked = 0

  init(_ frame: FilmFrame) {
    for y in 0..<frame.size.height {
      for x in 0..<frame.size.width {
        let luma = frame.luma(x: x, y: y)
        if luma <= 20 { masked += 1 } else if luma < 44 || luma > 56 { shown += 1 }
      }
    }
  }

  var description: String { "\(shown) pixels shown, \(masked) masked" }
}

extension DecodedFilm {
  /// When windows were hidden whole, for people.
  var hiddenWindows: String {
    let spans = fragments.flatMap(\.manifest.hidden).map { entry in
      "\(entry.reason.name) \(entry.span.start.milliseconds)-\(entry.span.end.milliseconds)"
    }
    return "hidden " + spans.joined(separator: ", ")
  }
}
