import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Programs that ask for or keep passwords, though the policy lists their windows (N16).
@Suite("Programs that ask for passwords", .serialized, .timeLimit(.minutes(5)))
struct SecretProgramTests {
  /// A program whose windows are hidden whole by their class.
  enum Secret: String, CaseIterable, Sendable {
    case gtk2 = "pinentry-gtk-2"
    case qt = "pinentry-qt"
    case gnome = "pinentry-gnome3"
    case keepassxc

    var windowClass: String {
      switch self {
      case .gtk2: "Pinentry-gtk-2"
      case .qt: "pinentry-qt"
      case .gnome: "Gcr-prompter"
      case .keepassxc: "KeePassXC"
      }
    }
  }

  private func listing(_ windowClass: String) -> String {
    "[[window]]\napplication = \"desk\"\nclass = \"\(windowClass)\"\n"
  }

  @Test("show no pixel", arguments: Secret.allCases)
  func secret(program: Secret) throws {
    let form = try FormDesk(more: listing(program.windowClass))
    let call = try form.desk.callUntilRecorded()
    // Beside it something that shows, so that the film is one of more than backdrop.
    let other = try form.start(.gtk3)
    let started = try TestProgram(
      program.rawValue,
      // KeePassXC starts once for each person and temporary folder.
      environment: form.desk.environment + ["TMPDIR=" + form.desk.root],
      log: form.desk.root + "/program.log")
    if program != .keepassxc { try started.tell("GETPIN") }
    try form.awaitWindow(ofClass: program.windowClass)
    try form.desk.run("xdotool", "search", "--class", "form", "windowunmap")
    let unmapped = call.now
    try form.desk.pass(milliseconds: 2500)
    try form.desk.hangUp(call)
    withExtendedLifetime((started, other)) {}
    let film = try form.desk.film(call)
    let shown = film.frames.filter { $0.time >= unmapped }.map { Share($0) }.map(\.shown)
    print("\(program.rawValue): at most \(shown.max() ?? 0) pixels, \(film.hiddenWindows)")
    #expect(!shown.isEmpty && shown.allSatisfy { $0 < 200 })
    #expect(film.fragments.flatMap(\.manifest.hidden).contains { $0.reason == .scope })
  }

  @Test("zenity shows all but what is typed") func zenity() throws {
    let form = try FormDesk(more: listing("Zenity"))
    let sheet = form.desk.root + "/red/gtk-3.0"
    try Files.makeDirectories(sheet)
    let style = "entry { background: #ff0000; color: #ff0000; caret-color: #ff0000 }\n"
    try Files.create(path: sheet + "/gtk.css", Array(style.utf8))
    let call = try form.desk.callUntilRecorded()
    let started = try TestProgram(
      "zenity", ["--password", "--width=500", "--height=300"],
      environment: form.desk.environment.filter { !$0.hasPrefix("XDG_CONFIG_HOME=") } + [
        "XDG_CONFIG_HOME=" + form.desk.root + "/red"
      ], log: form.desk.root + "/program.log")
    try form.awaitWindow(ofClass: "Zenity")
    try form.desk.pass(milliseconds: 3000)
    let end = call.now
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    let film = try form.desk.film(call)
    let share = Share.best(film, after: end - 3000)
    print("zenity: \(film.frames.count) frames, \(share), \(film.hiddenWindows)")
    #expect(try film.leakKept(beyond: 14) == nil)
    #expect(share.shown > 30_000)
    #expect(share.masked > 5000)
  }
}
