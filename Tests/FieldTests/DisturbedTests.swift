import Geometry
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// A red password field while its program, its window or the accessibility registry misbehaves:
/// nothing red is in any film (P4).
@Suite("Password fields in trouble", .serialized, .timeLimit(.minutes(10)))
struct DisturbedTests {
  /// Film of a call in which something happens to a form that is on the screen.
  private func film(
    _ program: FormProgram, companion: [String] = ["openbox"], page: String = "form.html",
    _ disturb: (FormDesk, TestProgram) throws -> Void
  ) throws -> (DecodedFilm, Share) {
    let form = try FormDesk(companion: companion)
    let call = try form.desk.callUntilRecorded()
    let started = try form.start(program, page: page)
    try form.desk.pass(milliseconds: 2500)
    try disturb(form, started)
    try form.desk.pass(milliseconds: 3000)
    let end = call.now
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    let film = try form.desk.film(call)
    let share = Share.best(film, after: end - 3000)
    print("\(program): \(film.frames.count) frames, \(share), \(film.hiddenWindows)")
    return (film, share)
  }

  private func window(_ program: FormProgram, _ form: FormDesk) throws -> String {
    let name =
      switch program {
      case .firefox: "firefox-esr"
      case .chromium: "Chromium"
      case .swing: "Swing"
      default: "form"
      }
    let found = try form.desk.run("xdotool", "search", "--onlyvisible", "--class", name)
    return String(found.split(separator: "\n").last ?? "")
  }

  @Test("a window that is moved about", arguments: [FormProgram.gtk3, .qt5, .swing, .firefox])
  func moved(program: FormProgram) throws {
    let (film, share) = try film(program) { form, _ in
      let window = try window(program, form)
      for step in 0..<25 {
        try form.desk.run(
          "xdotool", "windowmove", window, "\(20 + step * 13 % 120)", "\(60 + step * 29 % 170)")
      }
    }
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(share.shown > 60_000)
  }

  @Test("a program that stands still and is moved, and goes on", arguments: [FormProgram.gtk3])
  func stopped(program: FormProgram) throws {
    let (film, share) = try film(program) { form, started in
      try form.desk.stop(started.identifier)
      let window = try window(program, form)
      try form.desk.run("xdotool", "windowmove", window, "300", "250")
      try form.desk.pass(milliseconds: 1500)
      started.process.send(signal: SIGCONT)
    }
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(share.shown > 60_000)
  }

  @Test("the registry is killed", arguments: [FormProgram.gtk4])
  func registry(program: FormProgram) throws {
    let (film, _) = try film(program) { form, _ in
      let registry = try form.processes { ProcessTable.text($0, "comm").hasPrefix("at-spi2-reg") }
      #expect(!registry.isEmpty)
      for process in registry { kill(process, SIGKILL) }
      let window = try window(program, form)
      try form.desk.run("xdotool", "windowmove", window, "250", "200")
    }
    #expect(try film.leakKept(beyond: 14) == nil)
  }

  @Test(
    "nobody answers from before a password comes until it shows as text",
    arguments: [FormProgram.firefox, .chromium])
  func silent(program: FormProgram) throws {
    let form = try FormDesk()
    let call = try form.desk.callUntilRecorded()
    let started = try form.start(program, page: "toggle.html")
    let bus = try form.accessibilityBus()
    try form.desk.stop(bus)
    // The field comes after 0.6 s and shows its text after 2.1 s.
    try form.desk.pass(milliseconds: 3000)
    kill(bus, SIGCONT)
    try form.awaitRequest("done")
    try form.desk.pass(milliseconds: 2000)
    let end = call.now
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    let film = try form.desk.film(call)
    let share = Share.best(film, after: end - 2000)
    print("\(program) silent: \(film.frames.count) frames, \(share), \(film.hiddenWindows)")
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(share.shown > 60_000)
  }

  @Test("both processors are busy", arguments: [FormProgram.chromium])
  func busy(program: FormProgram) throws {
    let busy = try (0..<2).map { _ in
      try TestProgram(
        "/bin/sh", ["-c", "while :; do :; done"], environment: ["PATH=/usr/bin:/bin"])
    }
    let (film, _) = try film(program, page: "navigate.html") { form, _ in
      try form.awaitRequest("done")
    }
    withExtendedLifetime(busy) {}
    #expect(try film.leakKept(beyond: 14) == nil)
  }

  @Test("a compositing manager draws", arguments: [FormProgram.gtk3, .gtk4, .firefox])
  func composited(program: FormProgram) throws {
    let (film, share) = try film(program, companion: ["xfwm4", "--compositor=on"]) { form, _ in
      let window = try window(program, form)
      try form.desk.run("xdotool", "windowmove", window, "60", "90")
    }
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(share.shown > 60_000)
  }

  @Test("twice the size", arguments: [FormProgram.gtk3, .gtk4, .qt5, .qt6, .swing, .firefox])
  func scaled(program: FormProgram) throws {
    let form = try FormDesk()
    let call = try form.desk.callUntilRecorded()
    let started = try form.start(
      program, more: ["GDK_SCALE=2", "QT_SCALE_FACTOR=2", "MOZ_ENABLE_WAYLAND=0"])
    try form.desk.pass(milliseconds: 4000)
    let end = call.now
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    let film = try form.desk.film(call)
    let share = Share.best(film, after: end - 3000)
    print("\(program) twice: \(share), \(film.hiddenWindows)")
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(share.shown > 60_000)
  }
}
