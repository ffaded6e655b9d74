import ClipFormat
import ClipSealing
import ClipStore
import LinuxSystem
import Testing
import Timeline

/// What the controller does with stored clips.
@Suite("callreel store") struct StoreKeepingTests {
  /// Runs a command of the controller on the store.
  private func run(
    _ words: [String], in store: borrowing SampleStore, input: String = ""
  ) throws -> Command.Outcome {
    try Command.run(
      ["store"] + words + ["--store", "dir:" + store.store], input: input,
      environment: store.state)
  }

  private func objects(of clip: ClipLocation, in store: String) -> [String] {
    (try? Files.list(store + "/" + clip.path)) ?? []
  }

  private func isGone(_ clip: ClipLocation, in store: String) -> Bool {
    !Files.exists(store + "/" + clip.path)
  }

  @Test("sweep destroys what has expired and nothing else, and says what") func sweep() throws {
    let store = try SampleStore()
    let old = try [30, 31, 44].map { try store.makeClip(daysAgo: $0) }
    let kept = try [1, 29].map { try store.makeClip(daysAgo: $0) }
    let dry = try run(["sweep", "--dry-run"], in: store)
    #expect(dry.end == .exited(0) && dry.lines.count == 3)
    #expect(dry.lines.allSatisfy { $0.hasPrefix("would destroy ") })
    #expect(old.allSatisfy { objects(of: $0, in: store.store).count == 6 })
    let json = try run(["sweep", "--json"], in: store)
    #expect(json.end == .exited(0) && json.lines.count == 3 && json.error.isEmpty)
    for clip in old {
      #expect(isGone(clip, in: store.store))
      #expect(
        json.lines.contains(
          "{\"clip\":\"\(clip.clip.text)\",\"campaign\":\"crm\",\"day\":\"\(clip.day.text)\","
            + "\"cause\":\"expired\",\"destroyed\":true}"))
    }
    #expect(kept.allSatisfy { objects(of: $0, in: store.store).count == 6 })
    let again = try run(["sweep"], in: store)
    #expect(again.end == .exited(0) && again.lines.isEmpty)
    #expect(again.error == "callreel: nothing has expired\n")
  }

  @Test("sweep takes lists of draws 90 days after their campaign, and notes after a year (F12)")
  func ledgers() throws {
    let store = try SampleStore()
    let today = CalendarDay(unixSeconds: Clock.unixSeconds)
    let one = "0011223344556677"
    // The name has the first day after the campaign.
    let ages = [("draws", [88, 89, 91, 92]), ("inbox", [91, 363, 366])]
    for (folder, days) in ages {
      let path = store.store + "/\(folder)/\(one)"
      try Files.makeDirectories(path)
      for age in days {
        let hash = String(repeating: "a", count: 32)
        try Files.create(path: path + "/\((today - age).text).\(hash)", [1])
      }
    }
    #expect(try run(["sweep"], in: store).end == .exited(0))
    func left(_ folder: String) throws -> [Int] {
      try Files.list(store.store + "/\(folder)/\(one)")
        .compactMap { CalendarDay($0.prefix(10)) }.map { today - $0 }.sorted()
    }
    #expect(try left("draws") == [88, 89] && left("inbox") == [91, 363])
  }

  @Test("sweep takes drafts, tombstones and strange things with it when their day has come")
  func longest() throws {
    let store = try SampleStore()
    let clip = try store.makeClip(daysAgo: 183)
    let erased = try store.makeClip(daysAgo: 184)
    for name in objects(of: erased, in: store.store) {
      try Files.remove(store.file(name, of: erased))
    }
    try Files.create(path: store.file("erased", of: erased), [1])
    try Files.create(path: store.file(".draft-1-opening", of: clip), [1])
    try Files.makeDirectories(store.file("folder/in", of: clip))
    let result = try run(["sweep"], in: store)
    #expect(result.end == .exited(0) && result.lines.count == 2)
    #expect(result.lines.allSatisfy { $0.hasSuffix("older than 183 days") })
    #expect(try Files.list(store.store) == ["controllers"])
  }

  @Test("sweep --thorough destroys what was never committed, two weeks later")
  func neverCommitted() throws {
    let store = try SampleStore()
    let (early, late) = (try store.makeClip(daysAgo: 13), try store.makeClip(daysAgo: 14))
    for clip in [early, late] {
      for name in objects(of: clip, in: store.store) where name.hasPrefix("key.") {
        try Files.remove(store.file(name, of: clip))
      }
    }
    #expect(try run(["sweep"], in: store).lines.isEmpty)
    let result = try run(["sweep", "--thorough"], in: store)
    #expect(result.lines.count == 1 && result.output.contains(late.clip.text))
    #expect(isGone(late, in: store.store) && !isGone(early, in: store.store))
  }

  @Test("sweep lets go of what people wrote after a year, and of no request without an answer (N9)")
  func letters() throws {
    let store = try SampleStore()
    let owner = "0011223344556677"
    let folder = try openStore("dir:" + store.store)
    let asked = LedgerFolder.requests(controller: owner)
    let answers = LedgerFolder.answers(controller: owner)
    func name(_ number: UInt8, daysAgo: Int, in folder: LedgerFolder) -> LedgerName {
      .request([UInt8](repeating: number, count: 16), on: store.today - daysAgo, in: folder)
    }
    func note(daysAgo: Int) -> LedgerName {
      .note(to: owner, on: store.today - daysAgo, hash: [UInt8](repeating: 9, count: 32))
    }
    let old = [
      note(daysAgo: 365), name(1, daysAgo: 365, in: asked), name(1, daysAgo: 365, in: answers),
    ]
    let kept = [
      note(daysAgo: 364), name(2, daysAgo: 4000, in: asked), name(3, daysAgo: 364, in: asked),
      name(3, daysAgo: 364, in: answers),
    ]
    for name in old + kept { try folder.put(name, [1]) }
    let dry = try run(["sweep", "--dry-run"], in: store)
    #expect(dry.error.contains("3 records and requests would go"), "\(dry)")
    #expect(try run(["sweep"], in: store).error.contains("3 records and requests went"))
    for name in old { #expect(!Files.exists(store.store + "/" + name.path)) }
    for name in kept { #expect(Files.exists(store.store + "/" + name.path)) }
    #expect(try !run(["sweep"], in: store).error.contains("requests"))
  }

  @Test("sweep is not held up by a record that does not tell its day, or one that has not come")
  func undated() throws {
    let store = try SampleStore()
    let folder = try openStore("dir:" + store.store)
    func record(_ daysAgo: Int) -> [UInt8] {
      AccessObject(day: store.today - daysAgo, box: [1]).bytes
    }
    let chain: [[UInt8]] = [[1, 2, 3], record(366), record(-40), record(365), [4], record(364)]
    for (index, bytes) in chain.enumerated() {
      try folder.put(
        .access(UInt64(index + 1), controller: "0011223344556677", reader: "8899aabbccddeeff"),
        bytes)
    }
    let path = store.store + "/access/0011223344556677/8899aabbccddeeff"
    let dry = try run(["sweep", "--dry-run"], in: store)
    #expect(dry.error.contains("4 records and requests would go"), "\(dry)")
    #expect(try run(["sweep"], in: store).error.contains("4 records and requests went"))
    #expect(try Files.list(path).sorted() == ["0000000005", "0000000006"])
    #expect(try !run(["sweep"], in: store).error.contains("records"))
  }

  @Test("sweep names what it cannot read and goes on") func unreadable() throws {
    let store = try SampleStore()
    let (clip, broken) = (try store.makeClip(daysAgo: 40), try store.makeClip(daysAgo: 40))
    try Files.replace(path: store.file("opening", of: broken), [1, 2, 3])
    let result = try run(["sweep", "--thorough"], in: store)
    #expect(result.end == .exited(1) && result.error.contains(broken.path))
    #expect(isGone(clip, in: store.store) && !isGone(broken, in: store.store))
  }

  @Test("erase leaves a tombstone that every reader knows, and can be done again")
  func erase() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let other = try store.makeClip()
    let saved = try objects(of: clip, in: store.store).map { name in
      (name, try Files.read(path: store.file(name, of: clip), limit: 1 << 20))
    }
    let stranger = try store.keep(PrivateKey.generate(kind: .controller), as: "stranger.key")
    expectRefusal(
      try run(["erase", clip.clip.text, "--key", stranger], in: store), 77,
      "the clip is another controller's")
    expectRefusal(
      try run(["erase", clip.clip.text, "--key", store.trainerFile], in: store), 77,
      "a trainer key signs no orders")
    #expect(objects(of: clip, in: store.store).count == 6)
    let key = try store.keep(store.controller, as: "controller.key")
    let words = ["erase", clip.clip.text, "--reason", "objection", "--key", key]
    for _ in 0..<2 {
      let result = try run(words, in: store)
      #expect(result.end == .exited(0) && result.error.isEmpty, "\(result)")
      #expect(objects(of: clip, in: store.store) == ["erased"])
    }
    #expect(objects(of: other, in: store.store).count == 6)
    let known = ["--store", "dir:" + store.store, "--controller", key]
    let verified = try Command.run(["clip", "verify", clip.clip.text] + known)
    #expect(verified.end == .exited(0) && verified.output.contains("objection"))
    expectRefusal(
      try store.run(["clip", "export", clip.clip.text, store.path + "/film.mp4"]), 69,
      "the clip was erased on \(store.today.text), objection")
    // Somebody brings it back: nobody opens it, and the next run takes it away again.
    for (name, bytes) in saved { try Files.create(path: store.file(name, of: clip), bytes) }
    let replayed = try Command.run(["clip", "verify", clip.clip.text] + known)
    #expect(replayed.end == .exited(65) && replayed.output.contains("erased"))
    #expect(try run(words, in: store).end == .exited(0))
    #expect(objects(of: clip, in: store.store) == ["erased"])
  }

  @Test("restrict keeps a clip from one or from all, and unrestrict gives it back")
  func restrict() throws {
    let store = try SampleStore()
    let second = PrivateKey.generate(kind: .trainer)
    let clip = try store.makeClip(alsoFor: [second.publicKey])
    let before = objects(of: clip, in: store.store)
    let kept = store.path + "/kept"
    try Files.makeDirectories(kept)
    let own = ["--recipient", store.trainer.publicKey.text]
    let result = try run(["restrict", clip.clip.text, "--kept", kept] + own, in: store)
    #expect(result.end == .exited(0) && result.output.hasSuffix("  one recipient\n"), "\(result)")
    let film = store.path + "/film.mp4"
    expectRefusal(
      try store.run(["clip", "export", clip.clip.text, film]), 69,
      "this key's way into the clip is not in the store")
    #expect(objects(of: clip, in: store.store).count == before.count - 1)
    expectRefusal(
      try run(["restrict", clip.clip.text, "--kept", kept] + own, in: store), 1,
      "no key of that clip is in the store to be moved")
    #expect(try run(["restrict", clip.clip.text, "--kept", kept], in: store).end == .exited(0))
    #expect(!objects(of: clip, in: store.store).contains { $0.hasPrefix("key.") })
    let back = try run(["unrestrict", clip.clip.text, "--kept", kept], in: store)
    #expect(back.output.hasSuffix("  2 recipients\n"))
    #expect(objects(of: clip, in: store.store) == before)
    #expect(try store.run(["clip", "verify", clip.clip.text]).end == .exited(0))
    expectRefusal(
      try run(["unrestrict", clip.clip.text, "--kept", kept], in: store), 1,
      "no key of that clip is in the folder")
    expectRefusal(
      try run(["restrict", clip.clip.text, "--kept", kept + "/absent"], in: store), 69,
      "the folder of --kept is not there")
  }

  @Test("find names every clip of a number, with the controller's key only") func find() throws {
    let store = try SampleStore()
    let clips = try [1, 5, 40].map { try store.makeClip(daysAgo: $0) }
    let key = try store.keep(store.controller, as: "controller.key")
    let words = ["find", "--number", "-", "--key", key]
    for number in ["+33612345678", "06 12 34 56 78"] {
      let result = try run(words, in: store, input: number + "\n")
      #expect(result.end == .exited(0) && result.lines.count == 3, "\(result)")
      for clip in clips { #expect(result.output.contains(clip.clip.text)) }
    }
    let none = try run(words, in: store, input: "+33612345679\n")
    #expect(none.end == .exited(0) && none.lines.isEmpty)
    expectRefusal(try run(words, in: store, input: "claims\n"), 65, "not a telephone number")
    let stranger = try store.keep(PrivateKey.generate(kind: .controller), as: "stranger.key")
    let other = try run(
      ["find", "--number", "-", "--key", stranger], in: store, input: "+33612345678\n")
    #expect(other.end == .exited(1) && other.lines.isEmpty)
    #expect(!other.error.contains("612345678"))
  }
}
