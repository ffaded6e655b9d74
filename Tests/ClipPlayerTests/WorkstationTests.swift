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
    try Files.create(path: key, store.controller.encode())
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

  @Test("the list decides, and no workstation is remembered") func listed() throws {
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
    #expect(!Files.exists(film))
    #expect(!Files.exists(store.path + "/state/callreel/seen-workstations"))
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
    let keyless = ["--store", "dir:" + store.store, "--workstations"]
    #expect(try Command.run(verify + keyless + [good]).end == .exited(0))
    let others = try Command.run(verify + keyless + [store.path + "/foreign"])
    #expect(others.end == .exited(65) && others.output.contains("workstations: binding: "))
  }

  @Test("of two lists of one controller the later day counts") func later() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    func use(_ days: Int, by controller: borrowing PrivateKey) throws -> Command.Outcome {
      let list = WorkstationList.make(
        [store.workstation.publicKey], day: store.today - days, by: controller)
      let file = store.path + "/list-\(days)"
      try Files.replace(path: file, try #require(list).file(comments: []))
      return try Command.run(
        [
          "clip", "verify", clip.clip.text, "--store", "dir:" + store.store, "--workstations", file,
        ], environment: store.state)
    }
    for days in [9, 9, 7, 7] {
      #expect(try use(days, by: store.controller).end == .exited(0))
    }
    let old = try use(8, by: store.controller)
    expectRefusal(
      old, 65,
      "the list of workstations is of \((store.today - 8).text), and the controller's latest that "
        + "was used here is of \((store.today - 7).text)")
    #expect(old.output.isEmpty)
    // Another controller's days say nothing of this one's.
    #expect(try use(8, by: PrivateKey.generate(kind: .controller)).output.contains(": binding: "))
    expectRefusal(try use(8, by: store.controller), 65, "the controller's latest")
    #expect(try use(7, by: store.controller).end == .exited(0))
    let file = store.path + "/state/callreel/workstation-lists"
    #expect(try Files.status(path: file).mode == 0o600)
    #expect(try Command.text(file).split(separator: "\n").count == 2)
    try Files.replace(path: file, Array("nonsense\n".utf8))
    expectRefusal(try use(7, by: store.controller), 65, "workstation-lists is damaged")
  }

  @Test("without a list each one that is new for an employee is told of, once") func pinned()
    throws
  {
    let store = try SampleStore()
    let other = try SampleStore()
    let clip = try store.makeClip()
    let second = try store.makeClip()
    let bobs = try store.makeClip(of: "bob")
    let foreign = try other.makeClip()
    func verify(_ clip: ClipLocation, _ own: borrowing SampleStore) throws -> String {
      let result = try Command.run(
        [
          "clip", "verify", clip.clip.text, "--store", "dir:" + own.store, "--key", own.trainerFile,
        ],
        environment: store.state)
      #expect(result.end == .exited(0))
      return result.error
    }
    #expect(try verify(clip, store) == store.firstMeeting)
    #expect(try verify(clip, store).isEmpty)
    #expect(try verify(second, store).isEmpty)
    let file = store.path + "/state/callreel/seen-workstations"
    #expect(try Files.status(path: file).mode == 0o600)
    let told = try verify(foreign, other)
    #expect(
      told.hasPrefix(
        "callreel: workstation \(other.workstation.publicKey.fingerprint) was never met before"),
      "\(told)")
    #expect(told.contains("--workstations"))
    #expect(try verify(foreign, other).isEmpty)
    #expect(try verify(clip, store).isEmpty)
    // The first of another employee's, though the workstation is known.
    #expect(try verify(bobs, store) == store.firstMeeting)
    #expect(try verify(bobs, store).isEmpty)
    let lines = try Command.text(file).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { line in line.allSatisfy { $0.isHexDigit || $0 == " " } })
    try Files.replace(path: file, Array("nonsense\n".utf8))
    #expect(try verify(clip, store).contains("seen-workstations is damaged"))
    #expect(try Command.text(file) == "nonsense\n")
  }
}
