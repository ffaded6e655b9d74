import ClipFormat
import ClipPlayer
import ClipSealing
import LinuxSystem
import Testing
import Timeline

@Suite("Fetching a clip, and being done with it") struct FetchTests {
  @Test("a copy is as whole as the clip, opens alone, and is on record") func fetch() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let copy = store.path + "/copy"
    let fetched = try store.run(["clip", "fetch", clip.clip.text, copy])
    #expect(fetched.end == .exited(0) && fetched.ownError.contains("delete it after use"))
    let objects = try Files.list(store.store + "/" + clip.path)
    #expect(try Files.list(copy + "/" + clip.path) == objects)
    for name in objects {
      #expect(
        try Files.read(path: copy + "/\(clip.path)/\(name)", limit: 1 << 24)
          == Files.read(path: store.file(name, of: clip), limit: 1 << 24))
    }
    let words = ["--store", "dir:" + copy, "--key", store.trainerFile, "--trainee", "-"]
    let info = try Command.run(
      ["clip", "info", clip.clip.text] + words, input: "alice\n", environment: store.state)
    #expect(info.end == .exited(0), "\(info)")
    let chain =
      "/access/\(store.controller.publicKey.fingerprint)/"
      + store.trainer.publicKey.fingerprint
    #expect(try Files.list(store.store + chain) == ["0000000001"])
    #expect(try Files.list(copy + chain) == ["0000000001"])
  }

  @Test("another's clip is not fetched, nor one that is not whole") func refused() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let copy = store.path + "/copy"
    let words = ["clip", "fetch", clip.clip.text, copy]
    expectRefusal(try store.run(words, trainee: "bob"), 77, "not a recording of this trainee")
    #expect(!Files.exists(copy + "/" + clip.path))
    var bytes = try Files.read(path: store.file("00001.segment", of: clip), limit: 1 << 24)
    bytes[bytes.count / 2] ^= 1
    try Files.replace(path: store.file("00001.segment", of: clip), bytes)
    #expect(try store.run(words).end == .exited(65))
    let kept = (try? Files.list(copy + "/" + clip.path)) ?? []
    #expect(!kept.contains { $0.hasPrefix("key.") })
  }

  @Test("what a trainer is done with is erased by the controller's sweep, and nothing else")
  func done() throws {
    let store = try SampleStore()
    let controller = try store.keep(store.controller, as: "controller.key")
    let clips = try (0..<3).map { _ in try store.makeClip() }
    expectRefusal(
      try store.run(["clip", "done", clips[1].clip.text], trainee: "bob"), 77,
      "not a recording of this trainee")
    #expect(try store.run(["clip", "done", clips[0].clip.text]).end == .exited(0))
    let sweep = ["store", "sweep", "--store", "dir:" + store.store]
    // Without the controller's key nobody knows.
    let blind = try Command.run(sweep, environment: store.state)
    #expect(blind.end == .exited(0) && blind.output.isEmpty)
    let dry = try Command.run(
      sweep + ["--key", controller, "--dry-run"], environment: store.state)
    #expect(dry.output.hasPrefix("would destroy \(clips[0].clip.text)") && dry.lines.count == 1)
    let real = try Command.run(sweep + ["--key", controller], environment: store.state)
    #expect(real.end == .exited(0) && real.output.hasSuffix("  the talk was held\n"), "\(real)")
    #expect(try Files.list(store.store + "/" + clips[0].path) == ["erased"])
    for clip in clips.dropFirst() {
      #expect(try Files.list(store.store + "/" + clip.path).count > 1)
    }
    let again = try Command.run(sweep + ["--key", controller], environment: store.state)
    #expect(again.end == .exited(0) && again.output.isEmpty)
  }

  @Test("an employee's own word does not say that the talk over them was held")
  func ownWord() throws {
    let store = try SampleStore()
    let controller = try store.keep(store.controller, as: "controller.key")
    let employee = PrivateKey.generate(kind: .employee)
    let clip = try store.makeClip(alsoFor: [employee.publicKey])
    let file = try store.keep(employee, as: "employee.key")
    let words = ["--store", "dir:" + store.store, "--key", file, "--trainee", "-"]
    expectRefusal(
      try Command.run(
        ["clip", "done", clip.clip.text] + words, input: "alice\n", environment: store.state),
      77, "whoever led the talk")
    // Nor does it where another program has written it.
    try ClipShelf(address: "dir:" + store.store, today: store.today)
      .markHeld(clip, of: "alice", key: ReaderKey(employee))
    let swept = try Command.run(
      ["store", "sweep", "--store", "dir:" + store.store, "--key", controller],
      environment: store.state)
    #expect(swept.end == .exited(0) && swept.output.isEmpty, "\(swept)")
  }

  @Test("a lost key exposes the clips that were sealed to it, since a day") func affected() throws {
    let store = try SampleStore()
    let other = PrivateKey.generate(kind: .trainer).publicKey
    let old = try store.makeClip(daysAgo: 9, alsoFor: [other])
    let young = try store.makeClip(daysAgo: 2, alsoFor: [other])
    _ = try store.makeClip(daysAgo: 1)
    func affected(_ key: String, daysAgo: Int) throws -> Command.Outcome {
      try Command.run([
        "store", "affected", "--key", key, "--since", (store.today - daysAgo).text, "--store",
        "dir:" + store.store,
      ])
    }
    func clips(_ outcome: Command.Outcome) -> [String] {
      outcome.lines.map { String($0.prefix(26)) }
    }
    #expect(try clips(affected(other.text, daysAgo: 9)) == [old.clip.text, young.clip.text])
    #expect(try clips(affected(other.text, daysAgo: 8)) == [young.clip.text])
    #expect(try clips(affected(store.trainerFile, daysAgo: 9)).count == 3)
    let none = PrivateKey.generate(kind: .trainer).publicKey.text
    #expect(try affected(none, daysAgo: 9).error.contains("no clip since then"))
    let half = PrivateKey.generate(kind: .recovery).publicKey.text
    expectRefusal(try affected(half, daysAgo: 9), 64, "a recovery key alone opens no clip")
    let station = store.workstation.publicKey.text
    expectRefusal(try affected(station, daysAgo: 9), 65, "opens no clip")
  }

  @Test("what somebody who has left asks is entered, due and answered") func entered() throws {
    let store = try SampleStore()
    let words = [
      "--store", "dir:" + store.store, "--key",
      try store.keep(store.controller, as: "controller.key"),
    ]
    func run(_ command: [String], _ input: String = "") throws -> Command.Outcome {
      try Command.run(["store"] + command + words, input: input, environment: store.state)
    }
    let entered = try run(["request", "erase", "--for", "-", "--message", "-"], "bob\nall of it\n")
    #expect(entered.end == .exited(0) && entered.output.contains("to be answered by"))
    let listed = try run(["requests"])
    #expect(listed.output.contains("erase by bob") && listed.output.contains("all of it"))
    let identifier = String(entered.output.prefix(8))
    #expect(try run(["answer", identifier, "--verdict", "done"]).end == .exited(0))
    #expect(try run(["requests"]).output.isEmpty)
    #expect(try run(["requests", "--all"]).output.contains(": done"))
    #expect(!Files.exists(store.store + "/inbox"))
  }

  @Test("the word of one who cannot open a clip erases nothing") func forgedWord() throws {
    let store = try SampleStore()
    let controller = try store.keep(store.controller, as: "controller.key")
    let clip = try store.makeClip()
    // Whoever may write to the store can sign a record with a key of their own.
    let stranger = PrivateKey.generate(kind: .trainer)
    let record = AccessRecord.make(
      AccessRecord.Act(
        .done, of: clip, trainee: "alice", unixMilliseconds: Int64(store.today.number) * 86_400_000),
      at: .first(on: store.today), to: store.controller.publicKey.keyHash, by: stranger)
    let object = try #require(record.object(for: store.controller.publicKey))
    let folder =
      store.store + "/access/\(store.controller.publicKey.fingerprint)/"
      + stranger.publicKey.fingerprint
    try Files.makeDirectories(folder)
    try Files.create(path: folder + "/0000000001", object.bytes)
    let sweep = try Command.run(
      ["store", "sweep", "--store", "dir:" + store.store, "--key", controller],
      environment: store.state)
    #expect(sweep.end == .exited(0) && sweep.output.isEmpty, "\(sweep)")
    #expect(Files.exists(store.file("opening", of: clip)))
  }
}
