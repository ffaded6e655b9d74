import ClipFormat
import ClipPlayer
import ClipSealing
import ClipStore
import LinuxSystem
import Testing
import Timeline

/// Who is filmed has a say beside the film (N9).
@Suite("Statements about clips, from request to trainer") struct StatementTests {
  private static let words = "the client had hung up before"

  /// A store with a clip, its controller's key file, and a policy that knows the trainer.
  private struct Scene: ~Copyable {
    let store: SampleStore
    let clip: ClipLocation
    let controllerFile: String
    let kept: String

    init(daysAgo: Int = 5) throws {
      let store = try SampleStore()
      let clip = try store.makeClip(daysAgo: daysAgo)
      let file = try store.keep(store.controller, as: "controller.key")
      try SamplePolicy.write(
        to: store.path + "/config", controller: store.controller.publicKey,
        trainers: [(store.trainer.publicKey, "2099-12-31")])
      let kept = store.path + "/kept"
      try Files.makeDirectories(kept)
      self.kept = kept
      self.clip = clip
      controllerFile = file
      self.store = store
    }

    func run(_ words: [String], input: String = "") throws -> Command.Outcome {
      try Command.run(
        ["store"] + words + ["--store", "dir:" + store.store], input: input,
        environment: store.state)
    }

    /// Enters a request; its identifier's beginning.
    func ask(
      _ kind: String = "rectify", clip: Bool = true, of name: String = "alice",
      message: String? = StatementTests.words
    ) throws -> String {
      let outcome = try run(
        ["request", kind] + (clip ? [self.clip.clip.text] : []) + ["--for", "-"]
          + (message == nil ? [] : ["--message", "-"]) + ["--key", controllerFile],
        input: name + "\n" + (message.map { $0 + "\n" } ?? ""))
      #expect(outcome.end == .exited(0), "\(outcome)")
      return String(outcome.output.prefix(8))
    }

    func answer(
      _ request: String, _ verdict: String = "done", config: String? = nil
    ) throws -> Command.Outcome {
      try run([
        "answer", request, "--verdict", verdict, "--config", config ?? store.path + "/config",
        "--key", controllerFile,
      ])
    }

    func statements(in root: String? = nil) throws -> [String] {
      let folder = (root ?? store.store) + "/" + clip.path
      guard Files.exists(folder) else { return [] }
      return try Files.list(folder).filter { $0.hasPrefix("statement.") }
    }
  }

  @Test("what was asked is read before the film, wherever the clip is shown") func shown() throws {
    let scene = try Scene()
    let name = scene.clip.clip.text
    let answered = try scene.answer(scene.ask())
    #expect(answered.end == .exited(0), "\(answered)")
    #expect(answered.error.contains("lies beside clip \(name.prefix(8)) now"))
    #expect(try scene.statements().count == 1)
    let today = scene.store.today.text
    let said = "\(today): \(Self.words)"
    let list = try scene.store.run(["clip", "list"])
    #expect(list.output.hasSuffix("\n          statement \(said)\n"), "\(list)")
    let info = try scene.store.run(["clip", "info", name])
    #expect(info.output.contains("\nstatement  \(said)\n"), "\(info)")
    let json = try scene.store.run(["clip", "info", name, "--json"])
    #expect(json.output.contains("\"day\":\"\(today)\",\"message\":\"\(Self.words)\"}]"), "\(json)")
    let film = scene.store.path + "/film.mp4"
    let export = try scene.store.run(["clip", "export", name, film])
    #expect(export.end == .exited(0), "\(export)")
    #expect(export.error.contains("callreel: a statement about this clip, of \(said)\n"))
    #expect(try Command.probe(film, "format_tags=statement1") == [said])
    // Without a key it is there, and says nothing.
    let plain = ["--store", "dir:" + scene.store.store]
    let keyless = try Command.run(["clip", "info", name] + plain)
    #expect(
      keyless.output.contains("\nstatement  \(today): sealed to those who can open the clip\n"))
    let verified = try Command.run(["clip", "verify"] + plain)
    #expect(verified.end == .exited(0) && verified.output.contains("1 statement about it"))
    #expect(!(keyless.output + verified.output).contains(Self.words))
  }

  @Test("clip open tells it before the player starts") func player() throws {
    let scene = try Scene()
    #expect(try scene.answer(scene.ask(of: "bob")).end == .exited(0))
    let bin = scene.store.path + "/bin"
    try Files.makeDirectories(bin)
    try Files.create(
      path: bin + "/mpv",
      Array("#!/bin/sh\necho playing >&2\nexec cat <&4 >/dev/null\n".utf8), mode: 0o700)
    let open = try scene.store.run(
      ["clip", "open", scene.clip.clip.text], environment: ["PATH=\(bin):/usr/bin:/bin"])
    #expect(open.end == .exited(0), "\(open)")
    let told = "a statement about this clip, of \(scene.store.today.text) by bob: \(Self.words)\n"
    #expect(open.error.hasSuffix(told + "playing\n"), "\(open)")
  }

  @Test("a reader's key that no policy names is found in the access log") func unnamed() throws {
    let scene = try Scene()
    let request = try scene.ask()
    let none = try scene.answer(request, config: scene.store.path + "/none")
    expectRefusal(none, 69, "could not read the statement, as their key is not known")
    // Nothing was answered: it can be done again.
    #expect(try scene.store.run(["clip", "list"]).end == .exited(0))
    #expect(try scene.answer(request, config: scene.store.path + "/none").end == .exited(0))
    let info = try scene.store.run(["clip", "info", scene.clip.clip.text])
    #expect(info.output.contains(Self.words), "\(info)")
  }

  @Test("a recipient whose key nobody knows is named, and learns that it is there")
  func unreached() throws {
    let scene = try Scene()
    let other = PrivateKey.generate(kind: .trainer)
    let clip = try scene.store.makeClip(alsoFor: [other.publicKey])
    let asked = try scene.run(
      [
        "request", "rectify", clip.clip.text, "--for", "-", "--message", "-", "--key",
        scene.controllerFile,
      ], input: "alice\n\(Self.words)\n")
    let answered = try scene.answer(String(asked.output.prefix(8)))
    #expect(answered.end == .exited(0))
    #expect(
      answered.error.contains(
        "recipient \(other.publicKey.fingerprint) learns that it is there, and cannot read it"))
    let info = try Command.run(
      [
        "clip", "info", clip.clip.text, "--store", "dir:" + scene.store.store, "--key",
        scene.store.keep(other, as: "other.key"),
      ], environment: scene.store.state)
    #expect(info.output.contains("sealed to other keys than yours; the controller has it"))
    #expect(!info.output.contains(Self.words))
  }

  @Test("it reaches who was added later, and a recovery pair that has looked in before")
  func others() throws {
    let scene = try Scene()
    let one = PrivateKey.generate(kind: .recovery)
    let other = PrivateKey.generate(kind: .recovery)
    let added = PrivateKey.generate(kind: .trainer)
    let clip = try scene.store.makeClip(alsoFor: [one.publicKey, other.publicKey])
    let files = [
      try scene.store.keep(one, as: "one.key"), try scene.store.keep(other, as: "other.key"),
      try scene.store.keep(added, as: "added.key"),
    ]
    let place = ["--store", "dir:" + scene.store.store]
    func info(_ files: [String]) throws -> Command.Outcome {
      try Command.run(
        ["clip", "info", clip.clip.text] + place + files.flatMap { ["--key", $0] },
        environment: scene.store.state)
    }
    #expect(try info(Array(files[..<2])).end == .exited(0))
    let config = scene.store.path + "/later"
    try SamplePolicy.write(
      to: config, controller: scene.store.controller.publicKey,
      trainers: [(added.publicKey, "2099-12-31")])
    let order = scene.store.path + "/order"
    for words in [
      [
        "order", clip.clip.text, "--to", files[2], "--output", order, "--key", scene.controllerFile,
      ],
      [clip.clip.text, "--order", order, "--config", config, "--key", scene.store.trainerFile],
    ] {
      let done = try Command.run(
        ["key", "rewrap"] + words + place, environment: scene.store.state)
      #expect(done.end == .exited(0), "\(done)")
    }
    let asked = try scene.run(
      [
        "request", "rectify", clip.clip.text, "--for", "-", "--message", "-", "--key",
        scene.controllerFile,
      ], input: "alice\n\(Self.words)\n")
    let answered = try scene.answer(String(asked.output.prefix(8)), config: scene.kept)
    #expect(answered.end == .exited(0) && !answered.error.contains("cannot read it"), "\(answered)")
    for reader in [[scene.store.trainerFile], [files[2]], [files[1], files[0]]] {
      #expect(try info(reader).output.contains(Self.words), "\(reader)")
    }
  }

  @Test("an answer that was interrupted is finished by giving it again") func interrupted() throws {
    let scene = try Scene()
    let request = try scene.ask()
    // A file where the controller's folder of answers should be made.
    let folder = scene.store.store + "/answers/" + scene.store.controller.publicKey.fingerprint
    try Files.makeDirectories(Files.parent(of: folder))
    try Files.create(path: folder, [])
    #expect(try scene.answer(request).end != .exited(0))
    let names = try scene.statements()
    #expect(names.count == 1)
    try Files.remove(folder)
    #expect(try scene.answer(request).end == .exited(0))
    #expect(try scene.statements() == names)
  }

  @Test("nothing is attached where there is nothing to say, or nothing to say it of")
  func nothing() throws {
    let scene = try Scene()
    #expect(try scene.answer(scene.ask(), "refused").end == .exited(0))
    #expect(try scene.answer(scene.ask("access")).end == .exited(0))
    let silent = try scene.answer(scene.ask(message: nil))
    #expect(silent.error.contains("the request names no clip or says nothing"), "\(silent)")
    let all = try scene.answer(scene.ask(clip: false))
    #expect(all.error.contains("the request names no clip or says nothing"))
    #expect(try scene.statements().isEmpty)
    let late = try scene.ask()
    let erased = try scene.run(["erase", scene.clip.clip.text, "--key", scene.controllerFile])
    #expect(erased.end == .exited(0), "\(erased)")
    let gone = try scene.answer(late)
    #expect(gone.end == .exited(0) && gone.error.contains("the clip is gone"), "\(gone)")
    #expect(try scene.statements().isEmpty)
    let old = try Scene(daysAgo: 31)
    #expect(try old.answer(old.ask()).error.contains("the clip is gone"))
  }

  @Test("erase and sweep take it with the clip") func removed() throws {
    let scene = try Scene()
    #expect(try scene.answer(scene.ask()).end == .exited(0))
    #expect(
      try scene.run(["erase", scene.clip.clip.text, "--key", scene.controllerFile]).end
        == .exited(0))
    #expect(try Files.list(scene.store.store + "/" + scene.clip.path) == ["erased"])
    let old = try Scene(daysAgo: 29)
    #expect(try old.answer(old.ask()).end == .exited(0))
    let folder = old.store.store + "/" + old.clip.path
    let tomorrow = try ClipShelf(address: "dir:" + old.store.store, today: old.store.today + 1)
    let swept = try tomorrow.expired(
      thorough: false, unread: { _, _ in }, progress: { _, _ in })
    try tomorrow.sweep(swept, receipt: { _ in }, progress: { _, _ in })
    #expect(!Files.exists(folder))
  }

  @Test("it goes out of reach with the last key, and is back before the first")
  func restricted() throws {
    let scene = try Scene()
    #expect(try scene.answer(scene.ask()).end == .exited(0))
    let own = ["--recipient", scene.store.trainer.publicKey.text, "--kept", scene.kept]
    #expect(try scene.run(["restrict", scene.clip.clip.text] + own).end == .exited(0))
    #expect(try scene.statements().count == 1)
    #expect(try scene.run(["unrestrict", scene.clip.clip.text] + own).end == .exited(0))
    let all = ["--kept", scene.kept]
    let out = try scene.run(["restrict", scene.clip.clip.text] + all)
    #expect(out.output.hasSuffix("one recipient\n"), "\(out)")
    #expect(try scene.statements().isEmpty)
    #expect(try scene.statements(in: scene.kept).count == 1)
    #expect(try scene.run(["unrestrict", scene.clip.clip.text] + own).end == .exited(0))
    #expect(try scene.statements().count == 1)
    #expect(try scene.statements(in: scene.kept).isEmpty)
  }

  @Test("one that another attached is a fault of the clip") func forged() throws {
    let scene = try Scene()
    let stranger = PrivateKey.generate(kind: .controller)
    let asked = RequestRecord(
      .rectify, of: "alice", clip: scene.clip, message: "forged",
      identifier: [UInt8](repeating: 1, count: 16), unixMilliseconds: 1,
      maker: scene.store.workstation.publicKey, controller: stranger.publicKey.keyHash
    ).signed(by: scene.store.workstation)
    let object = StatementObject.make(
      asked, of: scene.clip, for: [.single(scene.store.trainer.publicKey)],
      day: scene.store.today, by: stranger)
    let name = ObjectName.statement(request: String(repeating: "01", count: 16))
    try openStore("dir:" + scene.store.store)
      .put(name, of: scene.clip, try #require(object).bytes)
    let verified = try Command.run(["clip", "verify", "--store", "dir:" + scene.store.store])
    expectRefusal(verified, 65, "one clip is not as it was made")
    #expect(verified.output.contains("\(name.text): binding: "), "\(verified)")
    expectRefusal(
      try scene.store.run(["clip", "info", scene.clip.clip.text]), 65, "attached by another")
  }
}
