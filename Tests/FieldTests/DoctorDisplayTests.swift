import LinuxSystem
import TestSupport
import Testing

/// What `callreel doctor` says of displays, trays and stores, each with and without.
@Suite("The doctor, of a machine", .serialized, .timeLimit(.minutes(3)))
struct DoctorDisplayTests {
  private let root: TemporaryDirectory
  private let policy: DeskPolicy

  init() throws {
    root = try TemporaryDirectory()
    policy = try DeskPolicy(root: root.path, terms: .init())
  }

  /// What is said with these variables, a line for each topic.
  private func doctor(_ variables: String..., login: [String] = []) throws -> [String] {
    let program = login.first ?? CommandRun.path("callreel")
    let words = login.dropFirst() + ["doctor", "--config", policy.directory]
    let run = try CommandRun(
      program: program, Array(words), state: root.path + "/state",
      environment: variables + ["DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere"])
    // No agent runs here, so there is always an error.
    #expect(run.end == .exited(1))
    return run.output.split(separator: "\n").map(String.init)
  }

  private func level(_ topic: String, in lines: [String]) -> String? {
    lines.map { $0.split(separator: " ", omittingEmptySubsequences: true) }
      .first { $0.count > 1 && $0[1] == topic }.map { String($0[0]) }
  }

  @Test("a server that has everything is fine, and says that no tray is there") func whole() throws
  {
    let server = try XServer()
    let lines = try doctor("DISPLAY=" + server.display)
    #expect(level("display", in: lines) == "ok")
    #expect(level("extensions", in: lines) == "ok")
    #expect(lines.contains { $0.hasPrefix("ok      compositor    none") })
    #expect(level("tray", in: lines) == "warning")
    #expect(level("store", in: lines) == "ok")
    for topic in ["clock", "sandbox"] { #expect(level(topic, in: lines) != nil, "\(topic)") }
  }

  @Test(
    "an extension that is missing is named",
    arguments: [("DAMAGE", "error"), ("MIT-SHM", "warning"), ("RANDR", "warning")])
  func missing(name: String, expected: String) throws {
    let server = try XServer(arguments: ["-extension", name])
    let lines = try doctor("DISPLAY=" + server.display)
    #expect(level("extensions", in: lines) == expected)
    #expect(lines.contains { $0.contains("the X server lacks \(name)") }, "\(lines)")
  }

  @Test("a compositing manager and a tray are seen") func companions() throws {
    var setting = Desk.Setting()
    setting.companion = ["picom"]
    let desk = try Desk(setting)
    let tray = try TrayHost(.trayer, on: desk)
    let lines = try doctor("DISPLAY=" + desk.display)
    withExtendedLifetime(tray) {}
    #expect(lines.contains { $0.hasPrefix("ok      compositor    one runs") }, "\(lines)")
    #expect(level("tray", in: lines) == "ok")
  }

  @Test("no display, and a session that is Wayland's, are told apart") func refused() throws {
    let none = try doctor()
    #expect(level("display", in: none) == "error")
    #expect(none.contains { $0.contains("no X server answers") })
    let wayland = try doctor("WAYLAND_DISPLAY=wayland-0")
    #expect(wayland.contains { $0.contains("this is a Wayland session") })
  }

  @Test("a store that is not there, or takes nothing, is an error with the remedy")
  func store() throws {
    if Account.userNumber == 0 {
      // Nobody else may read what is of a person.
      try Files.remove(policy.directory + "/people/\(DeskPolicy.employee).toml")
      _ = try TestProgram.output(
        of: "chmod", ["-R", "a+rX", root.path], environment: ["PATH=/usr/bin:/bin"])
      let lines = try doctor(
        login: [
          "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
          CommandRun.path("callreel"),
        ])
      #expect(lines.contains { $0.contains("may not make files in \(policy.store)") }, "\(lines)")
    }
    try Files.removeTree(policy.store)
    let lines = try doctor()
    #expect(level("store", in: lines) == "error")
    #expect(lines.contains { $0.contains("the store is not there") })
  }

  /// What a machine without an X server and without an agent has, whatever its kernel.
  private static let spoken: [(String, [String])] = [
    (
      "fr_BE.UTF-8",
      [
        "attention inscription    elle ne nomme aucun poste",
        "erreur    bus de session il n'y en a pas",
        "                         lancez ceci dans la session de bureau du salarié",
        "erreur    écran          aucun serveur X ne répond",
        "attention accessibilité  il n'y a pas de bus de session : les fenêtres à interroger sont",
        "ok        données        seule cette personne peut lire le journal et les clés",
        "ok        à envoyer      rien",
        "ok        dépôt          dir:",
      ]
    ),
    (
      "nl_NL.UTF-8",
      [
        "let op inschrijving     zij noemt geen werkstation",
        "fout   sessiebus        er is er geen",
        "                        voer dit uit in de bureaubladsessie van de werknemer",
        "fout   scherm           er antwoordt geen X-server",
        "let op toegankelijkheid er is geen sessiebus: vensters die moeten worden bevraagd zijn",
        "ok     gegevens         alleen deze persoon kan het dagboek en de sleutels lezen",
        "ok     te versturen     niets",
        "ok     opslag           dir:",
      ]
    ),
  ]

  @Test("speaks the language of the session, and English to programs", arguments: spoken)
  func languages(locale: String, expected: [String]) throws {
    let lines = try doctor("LC_ALL=" + locale)
    for line in expected {
      #expect(lines.contains { $0.hasPrefix(line) }, "\(line)\n\(lines)")
    }
    let json = try CommandRun(
      ["doctor", "--json"], state: root.path + "/state",
      environment: ["LC_ALL=" + locale, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere"])
    #expect(
      json.output.contains(
        #"{"topic":"session bus","level":"error","sentence":"there is none","#))
  }
}
