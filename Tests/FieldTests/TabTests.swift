import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Tabs that are changed while a call is recorded: a red password field comes to the front again and
/// again.
@Suite("Password fields in tabs", .serialized, .timeLimit(.minutes(5)))
struct TabTests {
  @Test("never show", arguments: [FormProgram.firefox, .chromium])
  func tabs(browser: FormProgram) throws {
    let form = try FormDesk()
    let call = try form.desk.callUntilRecorded()
    let started = try form.start(browser, page: "form.html", also: "plain.html")
    for _ in 0..<6 {
      try form.desk.run("xdotool", "key", "--clearmodifiers", "ctrl+Tab")
      try form.desk.pass(milliseconds: 900)
    }
    // Both pages have been in front.
    try form.awaitRequest("shown", times: 2)
    try form.desk.pass(milliseconds: 2500)
    let end = call.now
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    let film = try form.desk.film(call)
    let share = Share.best(film, after: end - 3000)
    print("\(browser) tabs: \(film.frames.count) frames, \(share), \(film.hiddenWindows)")
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(share.shown > 60_000)
  }
}
