import ClipFormat
import ClipSealing
import LinuxSystem
import Testing
import Timeline

@Suite("Which workstations are believed") struct WorkstationTests {
  private func sign(
    _ keys: [String], _ store: borrowing SampleStore, into file: String
  ) throws -> Command.Outcome {
    let key = file + ".controller"
    try Files.create(path: key, store.controller.encode(passphrase: nil))
    defer { try? Files.remove(key) }
    return try Command.run(
      ["key", "workstations", "sign", "--key", key, "--output", file] + keys)
  }

  @Test("a list is signed and shown") func list() throws {
    let store = try SampleStore()
    let other = PrivateKey.generate(kind: .workstation)
    let file = store.path + "/list"
    let own = try store.keep(store.workstation, as: "workstation.key")
    let made = try sign([own, other.publicKey.text, own], store, into: file)
    #expect(made.end == .exited(0) && made.error.contains("wrote \(file): 2 workstations"))
    let shown = try Command.run(["key", "workstations", "show", file])
    #expect(shown.end == .exited(0))
    let keys = [store.workstation.publicKey, other.publicKey]
      .sorted { $0.fingerprint < $1.fingerprint }
    #expect(shown.lines == keys.map { "\($0.fingerprint)  \($0.text)" })
    let json = try Command.run(["key", "workstations", "show", file, "--json"])
    #expect(
      json.output.hasPrefix(
        "{\"controller\":\"\(store.controller.publicKey.fingerprint)\",\"day\":\""))
    expectRefusal(try sign([own], store, into: file), 1, "exists already")
    let trainer = store.trainer.publicKey.text
    expectRefusal(
      try sign([own, trainer], store, into: file + "2"), 65, "a trainer key makes no clips")
    #expect(!Files.exists(file + "2"))
  }

  @Test("the list decides, and nothing is remembered") func listed() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let good = store.path + "/good"
    let bad = store.path + "/bad"
    #expect(try sign([store.workstation.publicKey.text], store, into: good).end == .exited(0))
    let stranger = PrivateKey.generate(kind: .workstation).publicKey.text
    #expect(try sign([stranger], store, into: bad).end == .exited(0))
    let verify = ["clip", "verify", clip.clip.text]
    #expect(try store.run(verify + ["--workstations", good]).end == .exited(0))
    let refused = try store.run(verify + ["--workstations", bad])
    #expect(refused.end == .exited(65) && refused.output.contains("opening: workstation: "))
    let film = store.path + "/film.mp4"
    expectRefusal(
      try store.run(["clip", "export", clip.clip.text, film, "--workstations", bad]), 65,
      "opening: workstation: ")
    expectRefusal(
      try store.run(["clip", "open", clip.clip.text, "--workstations", bad]), 65,
      "opening: workstation: ")
    #expect(!Files.exists(film) && !Files.exists(store.path + "/state"))
    // A list of another controller says nothing of this one's clips.
    let foreign = WorkstationList.make(
      [store.workstation.publicKey], day: clip.day, by: PrivateKey.generate(kind: .controller))
    try Files.create(path: store.path + "/foreign", try #require(foreign).file(comments: []))
    let other = try store.run(verify + ["--workstations", store.path + "/foreign"])
    #expect(other.end == .exited(65) && other.output.contains("workstations: binding: "))
    var damaged = try Files.read(path: good, limit: 1 << 16)
    damaged[damaged.count - 9] ^= 1
    try Files.create(path: store.path + "/damaged", damaged)
    expectRefusal(
      try store.run(verify + ["--workstations", store.path + "/damaged"]), 65,
      "is no list of workstations")
    expectRefusal(
      try Command.run(verify + ["--store", "dir:" + store.store, "--workstations", good]), 64,
      "need --key")
  }

  @Test("without a list the first is remembered, and every other told of") func pinned()
    throws
  {
    let store = try SampleStore()
    let other = try SampleStore()
    let clip = try store.makeClip()
    let foreign = try other.makeClip()
    func verify(_ clip: ClipLocation, _ own: borrowing SampleStore) throws -> String {
      let result = try Command.run(
        ["clip", "verify", clip.clip.text] + own.options, input: "alice\n",
        environment: store.state)
      #expect(result.end == .exited(0))
      return result.error
    }
    #expect(try verify(clip, store).isEmpty)
    #expect(try verify(clip, store).isEmpty)
    let file = store.path + "/state/callreel/seen-workstations"
    #expect(try Files.status(path: file).mode == 0o600)
    #expect(try Command.text(file) == store.workstation.publicKey.text + "\n")
    let told = try verify(foreign, other)
    #expect(told.split(separator: "\n").count == 1, "\(told)")
    #expect(told.contains(other.workstation.publicKey.fingerprint) && told.contains("--workst"))
    #expect(try verify(foreign, other) == told)
    #expect(try verify(clip, store).isEmpty)
    try Files.replace(path: file, Array("nonsense\n".utf8))
    #expect(try verify(clip, store).contains("seen-workstations is damaged"))
    #expect(try Command.text(file) == "nonsense\n")
  }
}
