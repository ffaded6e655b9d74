import ClipFormat
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Every program, with and without a compositing manager, shows its red field again and again, and
/// every page of ``PageTests`` is opened again and again.
///
/// Run by packaging/prove redaction.
@Suite(
  "Appearances of password fields", .serialized,
  .enabled(if: getenv("CALLREEL_APPEARANCES") != nil, "a long run of its own"))
struct AppearanceProof {
  private static let count =
    getenv("CALLREEL_APPEARANCES").flatMap { Int(String(cString: $0)) } ?? 0
  /// Appearances in one call: the decoded film must fit into memory.
  private static let perCall = 4

  @Test("of programs", arguments: FormProgram.allCases, [false, true])
  func programs(program: FormProgram, isComposited: Bool) throws {
    let companion = isComposited ? ["xfwm4", "--compositor=on"] : ["openbox"]
    try prove("\(program), \(isComposited ? "xfwm4" : "openbox")", companion) { form, number in
      let started = try form.start(program, times: number)
      try form.desk.pass(milliseconds: 1500)
      withExtendedLifetime(started) {}
    }
  }

  @Test("of fields in pages", arguments: [FormProgram.firefox, .chromium], PageTests.Case.allCases)
  func pages(browser: FormProgram, page: PageTests.Case) throws {
    try prove("\(browser), \(page)", ["openbox"]) { form, number in
      let started = try form.start(browser, page: page.rawValue + ".html", times: number)
      try form.awaitRequest("done", times: number)
      withExtendedLifetime(started) {}
    }
  }

  private func prove(
    _ name: String, _ companion: [String], _ appear: (FormDesk, Int) throws -> Void
  ) throws {
    var frames = 0
    var leaks: [String] = []
    var hidden: Int64 = 0
    var shown = 0
    for first in stride(from: 0, to: Self.count, by: Self.perCall) {
      let form = try FormDesk(companion: companion)
      let call = try form.desk.callUntilRecorded()
      for number in 1...min(Self.perCall, Self.count - first) { try appear(form, number) }
      try form.desk.pass(milliseconds: 1500)
      try form.desk.hangUp(call)
      let film = try form.desk.film(call)
      frames += film.allFrames.count
      if let leak = film.firstLeak(beyond: 14) { leaks.append("\(leak)") }
      hidden += film.fragments.flatMap(\.manifest.hidden).reduce(0) { $0 + $1.span.milliseconds }
      shown = max(shown, Share.best(film, after: .answered).shown)
    }
    print(
      "\(name): \(Self.count) appearances, \(frames) frames, \(leaks.count) leaks, "
        + "hidden whole \(hidden / Int64(max(1, Self.count))) ms each, \(shown) pixels shown")
    #expect(leaks.isEmpty, "\(leaks)")
    #expect(shown > 60_000)
  }
}
