import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import ClipStore
import LinuxSystem
import Testing
import Timeline

/// Nobody uses a clip's key unseen (F10).
@Suite("Access records of commands") struct AccessTests {
  /// A sample store whose controller has their key in a file.
  private struct Place: ~Copyable {
    let sample: SampleStore
    let controllerFile: String

    init() throws {
      let sample = try SampleStore()
      let file = try sample.keep(sample.controller, as: "controller.key")
      self.sample = sample
      controllerFile = file
    }

    var chain: String {
      sample.store + "/access/\(sample.controller.publicKey.fingerprint)/"
        + sample.trainer.publicKey.fingerprint
    }

    var inbox: String { sample.store + "/inbox/" + sample.workstation.publicKey.fingerprint }

    func file(_ number: Int) -> String {
      chain + "/" + String(repeating: "0", count: 9) + String(number)
    }

    /// What the controller's log says, and how it ends.
    func log(_ words: [String] = []) throws -> Command.Outcome {
      try Command.run(
        ["store", "access-log", "--store", "dir:" + sample.store, "--key", controllerFile] + words,
        environment: sample.state)
    }

    /// Use, outcome and clip of all records, in order.
    func records() throws -> [String] {
      let outcome = try log(["--json"])
      #expect(outcome.end == .exited(0), "\(outcome)")
      return try outcome.lines.map { line in
        guard case .object(let members) = try JSONText(reading: Array(line.utf8)) else {
          throw FormatError(.encoding, "no object")
        }
        func text(_ key: String) -> String {
          guard case .string(let value)? = members.first(where: { $0.0 == key })?.1 else {
            return "-"
          }
          return value
        }
        return [text("use"), text("outcome"), text("clip"), text("trainee")]
          .joined(separator: " ")
      }
    }

    /// What came for the workstation, as far as its key opens it.
    func notes() throws -> [AccessRecord] {
      guard Files.exists(inbox) else { return [] }
      return try Files.list(inbox).map { name in
        let bytes = try Files.read(path: inbox + "/" + name, limit: 1 << 16)
        guard let record = try InboxNote(opening: bytes, with: sample.workstation).access else {
          throw FormatError(.encoding, "no access record")
        }
        return record
      }.sorted { $0.link.number < $1.link.number }
    }

    func inspect(_ clip: ClipLocation, trainee: String = "alice") throws -> Command.Outcome {
      try sample.run(["clip", "info", clip.clip.text], trainee: trainee)
    }
  }

  @Test("tell controller and employee the same, each use by its name") func uses() throws {
    let place = try Place()
    let clip = try place.sample.makeClip()
    let name = clip.clip.text
    #expect(try place.sample.run(["clip", "list"]).end == .exited(0))
    #expect(try place.inspect(clip).end == .exited(0))
    let film = place.sample.path + "/film.mp4"
    #expect(try place.sample.run(["clip", "export", name, film]).end == .exited(0))
    #expect(
      try place.records() == [
        "list begun - alice", "inspect begun \(name) alice", "export begun \(name) alice",
      ])
    let notes = try place.notes()
    #expect(notes.map(\.act.use) == [.list, .inspect, .export])
    #expect(notes.allSatisfy { $0.readers == [place.sample.trainer.publicKey] })
    let text = try place.log()
    #expect(text.output.contains("clip \(name) of alice  export: exported it"), "\(text)")
    #expect(try place.log([name]).lines.count == 3)
  }

  @Test("stand for one clip each, also where one log is of several") func each() throws {
    let place = try Place()
    let clips = try (0..<2).map { _ in try place.sample.makeClip() }
    let shelf = try ClipShelf(address: "dir:" + place.sample.store, today: place.sample.today)
    let file = try Files.read(path: place.sample.keep(place.sample.trainer, as: "t"), limit: 4096)
    let key = ReaderKey(try PrivateKey.read(text: file, passphrase: nil))
    let log = AccessLog(.inspect, of: "alice")
    for clip in clips + clips { _ = try shelf.open(clip, of: "alice", key: key, witness: log) }
    #expect(try place.records() == clips.map { "inspect begun \($0.clip.text) alice" })
  }

  @Test("name what was refused, and why") func refusals() throws {
    let place = try Place()
    let clip = try place.sample.makeClip(export: .refused)
    let name = clip.clip.text
    expectRefusal(try place.inspect(clip, trainee: "bob"), 77, "not a recording of this trainee")
    let export = try place.sample.run(["clip", "export", name, place.sample.path + "/film.mp4"])
    expectRefusal(export, 77, "does not allow export")
    let other = PrivateKey.generate(kind: .trainer)
    let stranger = try Command.run(
      [
        "clip", "info", name, "--store", "dir:" + place.sample.store, "--key",
        place.sample.keep(other, as: "other.key"),
      ], environment: place.sample.state)
    expectRefusal(stranger, 77, "not sealed to this key")
    let old = try place.sample.makeClip(daysAgo: 31)
    expectRefusal(try place.inspect(old), 77, "expired")
    #expect(
      Set(try place.records()) == [
        "inspect begun \(name) bob", "inspect another-trainee \(name) bob",
        "export begun \(name) alice", "export export-refused \(name) alice",
        "inspect another-key \(name) -", "inspect expired \(old.clip.text) alice",
      ])
    // The employee learns of each that came as far as their clip's first record.
    #expect(
      try place.notes().map(\.act.outcome) == [
        .begun, .anotherTrainee, .begun, .exportRefused,
      ])
  }

  @Test(
    "come first: where the store takes none, nothing is opened", arguments: ["access", "inbox"])
  func refusedRecord(word: String) throws {
    let place = try Place()
    let clip = try place.sample.makeClip()
    // A file where a folder should be made; rights alone would not stop root.
    try Files.create(path: place.sample.store + "/" + word, [])
    let film = place.sample.path + "/film.mp4"
    let export = try place.sample.run(["clip", "export", clip.clip.text, film])
    #expect(export.end != .exited(0))
    #expect(export.error.contains("nothing was opened, as the access record cannot be written"))
    #expect(!Files.exists(film))
    let info = try place.inspect(clip)
    #expect(info.end != .exited(0))
    #expect(info.output.isEmpty)
  }

  @Test("need the controller's key: in the store, or given") func unknownController() throws {
    let place = try Place()
    let clip = try place.sample.makeClip()
    try Files.removeTree(place.sample.store + "/controllers")
    expectRefusal(try place.inspect(clip), 69, "is not in the store")
    let key = place.sample.controller.publicKey
    let given = try place.sample.run(["clip", "info", clip.clip.text, "--controller", key.text])
    #expect(given.end == .exited(0), "\(given)")
    // Another's key under the controller's name is none.
    try Files.makeDirectories(place.sample.store + "/controllers")
    try Files.create(
      path: place.sample.store + "/controllers/" + key.fingerprint,
      Array(PrivateKey.generate(kind: .controller).publicKey.text.utf8))
    expectRefusal(try place.inspect(clip), 69, "is not in the store")
  }

  @Test("that were removed, changed, exchanged or cut are named") func tampering() throws {
    let place = try Place()
    let clip = try place.sample.makeClip()
    for _ in 0..<4 { #expect(try place.inspect(clip).end == .exited(0)) }
    let whole = try (1...4).map { try Files.read(path: place.file($0), limit: 1 << 16) }
    #expect(try place.log().end == .exited(0))
    func expectFault(_ sentence: String, _ change: () throws -> Void) throws {
      try change()
      let log = try place.log()
      #expect(log.end == .exited(65), "\(log)")
      #expect(log.output.contains("fault: " + sentence), "\(log)")
      for (index, bytes) in whole.enumerated() {
        try Files.replace(path: place.file(index + 1), bytes)
      }
      #expect(try place.log().end == .exited(0))
    }
    try expectFault("record 2 is missing") { try Files.remove(place.file(2)) }
    try expectFault("the end is cut: there were 4 records, and the last one is 3 now") {
      try Files.remove(place.file(4))
    }
    try expectFault("record 3 was changed, moved or damaged") {
      var bytes = whole[2]
      bytes[whole[2].count - 1] ^= 1
      try Files.replace(path: place.file(3), bytes)
    }
    try expectFault("record 2 was changed, moved or damaged") {
      try Files.replace(path: place.file(2), whole[2])
      try Files.replace(path: place.file(3), whole[1])
    }
    try expectFault("the end is cut: there were 4 records, and the last one is 0 now") {
      try Files.removeTree(place.chain)
      try Files.makeDirectories(place.chain)
    }
  }

  @Test("of one key on many machines at once are one chain") func manyMachines() throws {
    let place = try Place()
    let clip = try place.sample.makeClip()
    let words =
      ([Command.directory() + "/callreel", "clip", "info", clip.clip.text]
      + place.sample.options).map { "'\($0)'" }.joined(separator: " ")
    let script = String(repeating: "printf 'alice\\n' | \(words) >/dev/null & ", count: 6) + "wait"
    let run = try Command.run(
      ["-c", script], environment: place.sample.state, program: "/bin/sh")
    #expect(run.end == .exited(0), "\(run)")
    #expect(try place.records().count == 6)
    #expect(try place.notes().map(\.link.number) == [1, 2, 3, 4, 5, 6])
  }
}
