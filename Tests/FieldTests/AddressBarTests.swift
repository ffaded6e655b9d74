import Geometry
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// What the employee types into a browser's address bar, and where they have been, is nobody's
/// business (F5, N18): no list of it shows over a filmed page.
@Suite("A browser's address bar", .serialized, .timeLimit(.minutes(5)))
struct AddressBarTests {
  @Test("drops no list into the film", arguments: [FormProgram.firefox, .chromium])
  func bar(browser: FormProgram) throws {
    let form = try FormDesk()
    let call = try form.desk.callUntilRecorded()
    let started = try form.start(browser, page: "plain.html")
    try form.awaitRequest("done")
    try form.desk.pass(milliseconds: 2500)
    let typed = call.now
    try form.desk.run("xdotool", "key", "ctrl+l")
    try form.desk.run("xdotool", "type", "--delay", "100", "secret hobby")
    try form.desk.pass(milliseconds: 1500)
    let closed = call.now
    try form.desk.run("xdotool", "key", "Escape", "Escape", "Escape")
    try form.desk.pass(milliseconds: 4000)
    let end = call.now
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    let film = try form.desk.film(call)
    let before = Share.best(film, after: typed - 1000)
    let during = film.frames.filter { $0.time > typed && $0.time < closed }
    // The page itself is lighter than anything that the list is made of.
    let dark = during.map { $0.countPage(darkerThan: 200) }
    let calm = film.frames.last { $0.time <= typed }.map { $0.countPage(darkerThan: 200) } ?? 0
    print("\(browser): \(before); \(calm) dark pixels, while typing \(dark)")
    #expect(!during.isEmpty)
    #expect(dark.allSatisfy { $0 <= calm + 200 })
    #expect(Share.best(film, after: end - 3000).shown > 60_000)
  }
}

extension FilmFrame {
  /// How many pixels of a page are darker than its ground, but for what is black.
  fileprivate func countPage(darkerThan ground: Int) -> Int {
    var count = 0
    for y in stride(from: 0, to: size.height, by: 2) {
      for x in stride(from: 0, to: size.width, by: 2) {
        let luma = luma(x: x, y: y)
        if luma > 60 && luma < ground { count += 4 }
      }
    }
    return count
  }
}
