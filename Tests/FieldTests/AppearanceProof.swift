import ClipFormat
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Every program shows its red field again and again: with and without a compositing manager, at
/// twice the size, while both processors are busy; and every page of ``PageTests`` is opened again
/// and again.
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

  /// What a program appears on.
  enum Stage: String, CaseIterable, Sendable { case openbox, xfwm4, twice, busy }

  @Test("of programs", arguments: FormProgram.allCases, Stage.allCases)
  func programs(program: FormProgram, stage: Stage) throws {
    let companion = stage == .xfwm4 ? ["xfwm4", "--compositor=on"] : ["openbox"]
    // Chromium takes its scale from its command line.
    let scale = stage == .twice ? ["GDK_SCALE=2", "QT_SCALE_FACTOR=2"] : []
    let busy = try (0..<(stage == .busy ? 2 : 0)).map { _ in
      try TestProgram(
        "/bin/sh", ["-c", "while :; do :; done"], environment: ["PATH=/usr/bin:/bin"])
    }
    try prove("\(program), \(stage)", companion) { form, number in
      let started = try form.start(program, more: scale, times: number)
      try form.desk.pass(milliseconds: program.isBrowser ? 3500 : 1500)
      withExtendedLifetime(started) {}
    }
    withExtendedLifetime(busy) {}
  }

  @Test("of fields in pages", arguments: [FormProgram.firefox, .chromium], PageTests.Case.allCases)
  func pages(browser: FormProgram, page: PageTests.Case) throws {
    try prove("\(browser), \(page)", ["openbox"]) { form, number in
      let started = try form.start(browser, page: page.address, times: number)
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
    var reserve: Int?
    var shown = 0
    for first in stride(from: 0, to: Self.count, by: Self.perCall) {
      let form = try FormDesk(companion: companion)
      let call = try form.desk.callUntilRecorded()
      for number in 1...min(Self.perCall, Self.count - first) { try appear(form, number) }
      try form.desk.pass(milliseconds: 1500)
      try form.desk.hangUp(call)
      let film = try form.desk.film(call)
      if let least = form.desk.smallestReserve { reserve = min(reserve ?? least, least) }
      frames += film.allFrames.count
      if let leak = try film.leakKept(beyond: 14) { leaks.append("\(leak)") }
      hidden += film.fragments.flatMap(\.manifest.hidden).reduce(0) { $0 + $1.span.milliseconds }
      shown = max(shown, Share.best(film, after: .answered).shown)
    }
    print(
      "\(name): \(Self.count) appearances, \(frames) frames, \(leaks.count) leaks, "
        + "smallest margin \(reserve ?? 0) ms, "
        + "hidden whole \(hidden / Int64(max(1, Self.count))) ms each, \(shown) pixels shown")
    #expect(leaks.isEmpty, "\(leaks)")
    #expect(shown > 60_000)
  }
}

extension Desk {
  /// The least time by which a mask came before what it covers would have left, in milliseconds.
  fileprivate var smallestReserve: Int? {
    log.split(separator: "\n").compactMap { line in
      line.contains("smallest reserve of a mask") ? Int(line.split(separator: " ").last ?? "") : nil
    }.min()
  }
}
