import Geometry
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Pages that do what pages do with a red password field: nothing red is in any film (P4, N16).
@Suite("Password fields of pages", .serialized, .timeLimit(.minutes(10)))
struct PageTests {
  /// What a page does while it is filmed.
  enum Case: String, CaseIterable, Sendable {
    /// It scrolls up and down without rest.
    case scroll
    /// It swings twice a second, so that Chromium tells the same place again and again.
    case swing
    /// It scrolls to the field and back at once.
    case nudge
    /// The field is there for no longer than a program needs to tell of it.
    case flash
    /// It slides in with the panel around it.
    case slide
    /// A script puts the field there and takes it away.
    case insert
    /// The field becomes one, then shows its text, and moves.
    case toggle
    /// It lies in a page within the page.
    case frame
    /// It lies partly beyond the page's edge.
    case edge
    /// Another page of 1,000 rows takes the place of the first.
    case navigate

    /// Its address below the server's.
    var address: String {
      switch self {
      case .swing, .nudge: "scroll.html?\(rawValue)"
      case .flash: "insert.html?\(rawValue)"
      case .scroll, .slide, .insert, .toggle, .frame, .edge, .navigate: rawValue + ".html"
      }
    }
  }

  @Test("never show in Firefox", arguments: Case.allCases)
  func firefox(page: Case) throws { try check(.firefox, page) }

  @Test("never show in Chromium", arguments: Case.allCases)
  func chromium(page: Case) throws { try check(.chromium, page) }

  private func check(_ browser: FormProgram, _ page: Case) throws {
    let form = try FormDesk()
    let call = try form.desk.callUntilRecorded()
    let program = try form.start(browser, page: page.address)
    try form.awaitRequest("done")
    try form.desk.pass(milliseconds: 3500)
    let end = call.now
    try form.desk.hangUp(call)
    withExtendedLifetime(program) {}
    let film = try form.desk.film(call)
    let share = Share.best(film, after: end - 4000)
    print("\(browser) \(page): \(film.frames.count) frames, \(share), \(film.hiddenWindows)")
    #expect(try film.leakKept(beyond: 14) == nil)
    // Of a field that was told of without a place, and went, nobody knows what stands there now.
    if page != .flash { #expect(share.shown > 60_000) }
  }

  @Test("a page of another address is hidden", arguments: [FormProgram.firefox, .chromium])
  func otherSite(browser: FormProgram) throws {
    let form = try FormDesk()
    let call = try form.desk.callUntilRecorded()
    let program = try form.start(browser, page: "private.html", host: "localhost")
    try form.desk.pass(milliseconds: 3000)
    try form.desk.hangUp(call)
    withExtendedLifetime(program) {}
    #expect(try form.desk.film(call).leakKept(beyond: 14) == nil)
  }

  @Test("the very page in a private window is hidden", arguments: [FormProgram.firefox, .chromium])
  func privateWindow(browser: FormProgram) throws {
    let form = try FormDesk()
    let call = try form.desk.callUntilRecorded()
    let program = try form.start(browser, page: "plain.html", isPrivate: true)
    try form.desk.pass(milliseconds: 3000)
    try form.desk.hangUp(call)
    withExtendedLifetime(program) {}
    let film = try form.desk.film(call)
    let share = Share.best(film, after: .answered)
    print("\(browser) private: \(share), \(film.hiddenWindows)")
    #expect(share.shown < 1000 && share.masked > 60_000)
    #expect(film.hiddenWindows.contains("scope"))
  }
}
