import Geometry
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Lists that drop down over a page may spell out what a field holds: they are hidden whole.
@Suite("Lists over fields", .serialized, .timeLimit(.minutes(5)))
struct PopupTests {
  @Test(
    "are hidden", arguments: [FormProgram.firefox, .chromium],
    ["choice.html", "suggest.html"])
  func popups(browser: FormProgram, page: String) throws {
    let form = try FormDesk(
      more: "[[sensitive]]\napplication = \"desk\"\nname = \"*IBAN*\"\n")
    let call = try form.desk.callUntilRecorded()
    let started = try form.start(browser, page: page)
    try form.awaitRequest("done")
    let before = try form.desk.places()
    try form.desk.run("xdotool", "key", "alt+Down")
    _ = try awaitList(form.desk, since: before)
    try form.desk.pass(milliseconds: 2500)
    // It has its place by now; it was made at another.
    let place = try awaitList(form.desk, since: before)
    let end = call.now
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    let film = try form.desk.film(call)
    let frame = try #require(film.frames.last { $0.time <= end })
    let lit = frame.countLit(within: place)
    print(
      "\(browser) \(page): the list at \(place), \(Share(frame)), \(lit) pixels lit, "
        + film.hiddenWindows)
    #expect(try film.leakKept(beyond: 14) == nil)
    if lit != 0 { try film.keep(film.frames.around { $0.time >= frame.time }, as: "list") }
    #expect(lit == 0)
  }

  @Test("a menu shows, but not while a password field does", arguments: [false, true])
  func menu(hasSecret: Bool) throws {
    let form = try FormDesk()
    let call = try form.desk.callUntilRecorded()
    let started = try TestProgram(
      "/usr/bin/python3", [FormProgram.folder + "/menu.py"] + (hasSecret ? ["secret"] : []),
      environment: form.desk.environment, log: form.desk.root + "/program.log")
    for word in ["shown", "dropped"] { #expect(try started.line(milliseconds: 30_000) == word) }
    try form.desk.pass(milliseconds: 3000)
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    let film = try form.desk.film(call)
    print("menu: \(film.frames.count) frames, \(film.hiddenWindows)")
    #expect((film.firstLeak(beyond: 14) == nil) == hasSecret)
  }

  private func awaitList(_ desk: Desk, since before: [PixelRegion]) throws -> PixelRegion {
    let deadline = Clock.bootMilliseconds + 10_000
    while Clock.bootMilliseconds < deadline {
      if let place = try desk.places().first(where: { !before.contains($0) }) { return place }
      try desk.pass(milliseconds: 50)
    }
    throw TestTimeout("a list")
  }
}

extension Desk {
  /// Where the windows below the root are, with what is not on the screen; but for low ones, such as
  /// the line in which a browser says what it waits for.
  fileprivate func places() throws -> [PixelRegion] {
    try run("xwininfo", "-root", "-children").split(separator: "\n").compactMap { line in
      // Such as 0x40000c "name": ("class")  68x98+22+304  +22+304
      guard
        let size = line.split(separator: " ").first(where: { $0.contains("x") && $0.contains("+") })
      else { return nil }
      let numbers = size.split { $0 == "x" || $0 == "+" }.compactMap { Int($0) }
      guard numbers.count == 4, numbers[0] > 20, numbers[1] > 60 else { return nil }
      return PixelRegion(x: numbers[2], y: numbers[3], width: numbers[0], height: numbers[1])
    }
  }
}

extension FilmFrame {
  /// How many pixels well inside a region are not black.
  fileprivate func countLit(within region: PixelRegion) -> Int {
    guard
      let inside = region.grown(by: -3).intersection(
        PixelRegion(x: 0, y: 0, width: size.width, height: size.height))
    else { return -1 }
    var count = 0
    for y in inside.y..<inside.bottom {
      for x in inside.x..<inside.right where luma(x: x, y: y) > 30 { count += 1 }
    }
    return count
  }
}
