import ByteCoding
import ClipFormat
import ClipSealing
import Journal
import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// The employee's own key, from its passphrase to the player (F4, N9, P5).
  @Suite("An employee's own key") struct OwnKeyTests {
    private static let words = "correct horse\n"

    @Test("opens the calls that are recorded from then on, and is on record like any other")
    func road() throws {
      let desk = try Desk()
      try desk.window().paint("808080")
      let made = try run(desk, ["key", "own", "new"], Self.words)
      #expect(made.end == .exited(0), "\(made)")
      let key = try PublicKey(text: String(made.output.dropLast()))
      #expect(key.kind == .employee)
      #expect(try run(desk, ["key", "own", "show"]).output == made.output)
      #expect(try run(desk, ["key", "own", "new"], Self.words).error.contains("already"))

      let call = try desk.callUntilRecorded()
      let named = ["--trainee", "-", "--key", desk.policy.state + "/own.key"]
      for (words, lines) in [
        (open(call) + ["--own"], ""), (open(call) + named, DeskPolicy.employee + "\n"),
        (["key", "own", "new"], ""), (["key", "own", "passphrase"], ""),
      ] {
        let refused = try run(desk, words, lines + Self.words)
        #expect(refused.end == .exited(77) && refused.error.contains("a call is up"), "\(refused)")
      }
      try desk.pass(milliseconds: 2_500)
      try desk.hangUp(call)
      let clip = try desk.stored(call)
      #expect(openers(clip).contains(key.fingerprint))

      #expect(try run(desk, open(call) + ["--own"], "wrong horse\n").end == .exited(77))
      try expectFilm(desk, call, Self.words)
      let listed = try run(desk, ["clip", "list", "--own"] + store(desk), Self.words)
      #expect(listed.output.contains(call.clip.text.prefix(8)), "\(listed)")

      // Where the store is not to be read, a trainer's sealed copy is.
      let copy = desk.root + "/copy"
      let fetched = try run(
        desk,
        ["clip", "fetch", call.clip.text, copy, "--key", desk.policy.trainerKeyFile]
          + ["--trainee", "-"] + store(desk), input: DeskPolicy.employee + "\n")
      #expect(fetched.end == .exited(0), "\(fetched)")
      let copied = try run(desk, ["clip", "list", "--own", "--store", "dir:" + copy], Self.words)
      #expect(copied.output == listed.output, "\(copied)")

      // What the controller can do to a recipient it can do to the employee.
      let kept = ["--kept", desk.root + "/kept", "--recipient", key.text]
      try Files.makeDirectories(desk.root + "/kept")
      let moved = try run(desk, ["store", "restrict", call.clip.text] + kept + store(desk))
      #expect(moved.end == .exited(0), "\(moved)")
      let restricted = try run(desk, open(call) + ["--own"], Self.words)
      #expect(restricted.end != .exited(0) && !Files.exists(desk.root + "/film"), "\(restricted)")
      _ = try run(desk, ["store", "unrestrict", call.clip.text] + kept + store(desk))
      try expectFilm(desk, call, Self.words)

      try desk.restartAgent()
      try waitForJournal(desk, "\(DeskPolicy.employee) opened it")
      // Written before the desktop is asked to show it, which has nothing here that could.
      try desk.run(
        "busctl", "--address=" + desk.busAddress, "call", "org.callreel.Agent",
        "/StatusNotifierItem/Menu", "com.canonical.dbusmenu", "Event", "isvu", "106", "clicked",
        "s", "", "0")
      let page = try Files.read(path: desk.policy.state + "/pages/opened.html", limit: 1 << 16)
      #expect(String(decoding: page, as: UTF8.self).contains("\(DeskPolicy.employee) opened it"))
      let erased = try run(
        desk,
        ["store", "erase", call.clip.text, "--key", desk.policy.controllerKeyFile] + store(desk))
      #expect(erased.end == .exited(0), "\(erased)")
      let gone = try run(desk, open(call) + ["--own"], Self.words)
      #expect(gone.end != .exited(0) && gone.error.contains("erased"), "\(gone)")
    }

    @Test("has its passphrase changed and is removed; what lies open there is sealed to by nobody")
    func changes() throws {
      let desk = try Desk()
      try desk.window().paint("808080")
      let state = desk.policy.state
      #expect(try run(desk, ["key", "own", "show"]).end == .exited(69))
      _ = try run(desk, ["key", "own", "new"], Self.words)
      let before = try run(desk, ["key", "own", "show"]).output
      try Files.create(path: desk.root + "/new", Array("battery staple\n".utf8))
      let changed = try run(
        desk, ["key", "own", "passphrase", "--new-passphrase-file", desk.root + "/new"], Self.words)
      #expect(changed.end == .exited(0), "\(changed)")
      #expect(try run(desk, ["key", "own", "show"]).output == before)
      #expect(try Files.status(path: state + "/own.key").mode == 0o600)
      for file in ["own.key", "own.pub"] {
        let text = try Files.read(path: state + "/" + file, limit: 4096)
        #expect(!String(decoding: text, as: UTF8.self).contains("horse"))
      }
      let own = OwnKey(stateDirectory: state)
      #expect(own.publicKey != nil)
      let shared = try Files.read(path: state + "/own.pub", limit: 4096)
      try Files.replace(path: state + "/own.pub", shared, mode: 0o666)
      #expect(own.publicKey == nil, "anybody may have written it")
      try Files.replace(path: state + "/own.pub", shared)
      #expect(own.publicKey != nil)
      try Files.replace(path: state + "/own.key", PrivateKey.generate(kind: .employee).encode())
      #expect(own.publicKey == nil, "it opens without a passphrase")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2_500)
      try desk.hangUp(call)
      #expect(try openers(desk.stored(call)) == [desk.policy.trainer.fingerprint])
      #expect(try run(desk, ["key", "own", "remove"], input: "no\n").end == .exited(1))
      #expect(try run(desk, ["key", "own", "remove"], input: "remove\n").end == .exited(0))
      #expect(!Files.exists(state + "/own.key") && !Files.exists(state + "/own.pub"))
    }

    private func open(_ call: FilmedCall) -> [String] { ["clip", "open", call.clip.text] }

    private func expectFilm(_ desk: Desk, _ call: FilmedCall, _ words: String) throws {
      let opened = try run(desk, open(call) + ["--own"], words)
      #expect(opened.end == .exited(0), "\(opened)")
      let film = desk.root + "/film"
      #expect(try Files.status(path: film).size > 1_000)
      try Files.remove(film)
    }

    private func store(_ desk: Desk) -> [String] { ["--store", "dir:" + desk.policy.store] }

    /// Whose key objects a clip has.
    private func openers(_ clip: SealedClip) -> [String] {
      clip.objects.keys.compactMap { if case .key(let owner) = $0 { owner } else { nil } }
    }

    /// Runs a command of the employee; `passphrase` is a line of its standard input.
    private func run(
      _ desk: Desk, _ words: [String], _ passphrase: String? = nil, input: String = ""
    ) throws -> CommandRun {
      let bin = desk.root + "/bin"
      if !Files.exists(bin) {
        try Files.makeDirectories(bin)
        try Files.create(
          path: bin + "/mpv", Array("#!/bin/sh\ncat <&4 >\(desk.root)/film\n".utf8), mode: 0o755)
      }
      let isFilm = words.first == "clip" && words[1] == "open"
      let more =
        (isFilm ? store(desk) : []) + (passphrase == nil ? [] : ["--passphrase-file", "-"])
      return try CommandRun(
        words + more, input: (passphrase ?? "") + input, state: Files.parent(of: desk.policy.state),
        environment: [
          "PATH=\(bin):/usr/bin:/bin", "DBUS_SESSION_BUS_ADDRESS=" + desk.busAddress,
        ])
    }

    private func waitForJournal(_ desk: Desk, _ words: String) throws {
      let deadline = Clock.bootMilliseconds + 15_000
      while true {
        let journal = try run(desk, ["journal", "--config", desk.policy.directory])
        if journal.output.contains(words) { return }
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout(journal.output) }
        try desk.pass(milliseconds: 100)
      }
    }
  }
}
