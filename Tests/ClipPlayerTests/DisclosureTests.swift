import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import ClipStore
import LinuxSystem
import Testing
import Timeline

/// The right of access does not depend on what a policy allows trainers (N9, N14).
@Suite("callreel clip export --request") struct DisclosureTests {
  /// A store with a clip whose policy allows no export, and a request for it.
  private struct Scene: ~Copyable {
    let store: SampleStore
    let clip: ClipLocation
    let controllerFile: String
    let recovery: [PublicKey]
    let recoveryFiles: [String]
    let request: String

    init(of employee: String = "alice", asking: String = "alice") throws {
      let store = try SampleStore()
      let one = PrivateKey.generate(kind: .recovery)
      let other = PrivateKey.generate(kind: .recovery)
      let clip = try store.makeClip(
        of: employee, export: .refused, alsoFor: [one.publicKey, other.publicKey])
      let controllerFile = try store.keep(store.controller, as: "controller.key")
      let files = [try store.keep(one, as: "one.key"), try store.keep(other, as: "other.key")]
      let asked = try Command.run(
        [
          "store", "request", "access", clip.clip.text, "--for", "-", "--store",
          "dir:" + store.store, "--key", controllerFile,
        ], input: asking + "\n", environment: store.state)
      request = String(asked.output.prefix(8))
      recoveryFiles = files
      recovery = [one.publicKey, other.publicKey]
      self.clip = clip
      self.controllerFile = controllerFile
      self.store = store
    }

    var film: String { store.path + "/film.mp4" }
    var trainer: String { store.trainer.publicKey.text }

    func order(
      _ words: [String] = [], to keys: [String]? = nil, by controller: String? = nil
    ) throws -> Command.Outcome {
      try Command.run(
        ["store", "order", request] + words + ["--store", "dir:" + store.store]
          + (keys ?? [trainer]).flatMap { ["--to", $0] }
          + ["--key", controller ?? controllerFile], environment: store.state)
    }

    func export(
      _ clip: ClipLocation? = nil, by keys: [String]? = nil, _ request: String? = nil
    ) throws -> Command.Outcome {
      try Command.run(
        [
          "clip", "export", (clip ?? self.clip).clip.text, film, "--request",
          request ?? self.request, "--store", "dir:" + store.store,
        ] + (keys ?? [store.trainerFile]).flatMap { ["--key", $0] }, environment: store.state)
    }

    /// Leaves an order in the trainer's inbox that no command would make.
    func leave(
      _ clip: ClipLocation? = nil, by reader: PublicKey? = nil, until: CalendarDay? = nil,
      signedBy controller: borrowing PrivateKey, change: (inout DisclosureOrder) -> Void = { _ in }
    ) throws {
      let reader = reader ?? store.trainer.publicKey
      var order = DisclosureOrder.make(
        clip ?? self.clip, by: reader.keyHash, for: try identifier(), of: "alice",
        until: until ?? store.today, unixMilliseconds: Clock.unixMicroseconds / 1_000,
        signedBy: controller)
      change(&order)
      let note = try #require(order.object(for: .single(reader)))
      try openStore("dir:" + store.store).put(
        .note(
          to: store.trainer.publicKey.fingerprint, on: order.day, hash: Digest.blake2b256(note)),
        note)
    }

    func identifier() throws -> [UInt8] {
      let folder = store.store + "/requests/" + store.controller.publicKey.fingerprint
      let names = try Files.list(folder)
      return try #require(names.first.flatMap { LedgerName.request($0) })
    }

    /// What the controller reads of each use that answers a request.
    func log() throws -> [String] {
      let outcome = try Command.run(
        [
          "store", "access-log", "--json", "--store", "dir:" + store.store, "--key", controllerFile,
        ], environment: store.state)
      #expect(outcome.end == .exited(0), "\(outcome)")
      return try outcome.lines.map { line in
        guard case .object(let members) = try JSONText(reading: Array(line.utf8)) else { return "" }
        return ["use", "outcome", "trainee", "request"].map { key in
          guard case .string(let value)? = members.first(where: { $0.0 == key })?.1 else {
            return "-"
          }
          return key == "request" ? String(value.prefix(8)) : value
        }.joined(separator: " ")
      }
    }

    func notes() throws -> [AccessRecord] {
      let inbox = store.store + "/inbox/" + store.workstation.publicKey.fingerprint
      guard Files.exists(inbox) else { return [] }
      return try Files.list(inbox).compactMap { name in
        let bytes = try Files.read(path: inbox + "/" + name, limit: 1 << 16)
        return try InboxNote(opening: bytes, with: store.workstation).access
      }.sorted { $0.link.number < $1.link.number }
    }
  }

  @Test("is the ordered reader's, whatever the policy allows, and on record with both sides")
  func ordered() throws {
    let scene = try Scene()
    expectRefusal(
      try scene.store.run(["clip", "export", scene.clip.clip.text, scene.film]), 77,
      "does not allow export")
    let ordered = try scene.order()
    #expect(ordered.end == .exited(0) && ordered.error.isEmpty, "\(ordered)")
    let until = (scene.store.today + 14).text
    #expect(
      ordered.output == """
        ordered \(scene.request)  clip \(scene.clip.clip.text)  by \
        \(scene.store.trainer.publicKey.fingerprint)  until \(until)

        """)
    let done = try scene.export()
    #expect(done.end == .exited(0), "\(done)")
    #expect(done.error.contains("it answers request \(scene.request); give it to who asked"))
    #expect(try Files.read(path: scene.film, limit: 1 << 20).count > 1_000)
    #expect(
      try scene.log() == [
        "export begun alice -", "export export-refused alice -",
        "export-request begun alice \(scene.request)",
      ])
    let notes = try scene.notes()
    #expect(notes.map(\.act.use) == [.export, .export, .exportForRequest])
    #expect(try notes.last?.act.request == scene.identifier())
    // Until its last day it can be done again: an export may fail half-way.
    try Files.remove(scene.film)
    #expect(try scene.export().end == .exited(0))
    #expect(try scene.log().count == 4)
  }

  @Test("is the two recovery holders', together") func pair() throws {
    let scene = try Scene()
    #expect(try scene.order(to: scene.recovery.map(\.text), by: nil).end == .exited(0))
    expectRefusal(try scene.export(), 77, "has not ordered this key to export this clip")
    expectRefusal(try scene.export(by: [scene.recoveryFiles[0]]), 77, "opens no clip alone")
    #expect(try scene.export(by: scene.recoveryFiles.reversed()).end == .exited(0))
  }

  @Test("is the employee's own, where the controller orders it to them") func own() throws {
    let scene = try Scene()
    let employee = PrivateKey.generate(kind: .employee)
    let file = try scene.store.keep(employee, as: "employee.key")
    let clip = try scene.store.makeClip(export: .refused, alsoFor: [employee.publicKey])
    let asked = try Command.run(
      [
        "store", "request", "access", "--for", "-", "--store", "dir:" + scene.store.store, "--key",
        scene.controllerFile,
      ], input: "alice\n", environment: scene.store.state)
    let request = String(asked.output.prefix(8))
    let words = ["--store", "dir:" + scene.store.store, "--key", scene.controllerFile]
    let all = try Command.run(
      ["store", "order", request, "--to", employee.publicKey.text] + words,
      environment: scene.store.state)
    expectRefusal(all, 64, "about all recordings, so each is ordered by itself")
    let ordered = try Command.run(
      ["store", "order", request, clip.clip.text, "--to", file, "--json"] + words,
      environment: scene.store.state)
    #expect(ordered.end == .exited(0), "\(ordered)")
    #expect(ordered.output.contains("\"reader\":\"\(employee.publicKey.fingerprint)\""))
    #expect(try scene.export(clip, by: [file], request).end == .exited(0))
  }

  @Test("needs an order that holds, and says why not; each attempt is on record")
  func refused() throws {
    let scene = try Scene()
    let other = try scene.store.makeClip(export: .refused)
    expectRefusal(try scene.export(), 77, "has not ordered this key to export this clip")
    try scene.leave(until: scene.store.today - 1, signedBy: scene.store.controller)
    expectRefusal(try scene.export(), 77, "the order's last day was")
    try scene.leave(signedBy: PrivateKey.generate(kind: .controller))
    expectRefusal(try scene.export(), 77, "the order is another controller's")
    try scene.leave(signedBy: scene.store.controller) { $0.signature[5] ^= 1 }
    expectRefusal(try scene.export(), 77, "the order is not signed by its controller")
    expectRefusal(try scene.export(nil, "ffffffffff"), 77, "has not ordered this key")
    expectRefusal(try scene.export(nil, ""), 77, "has not ordered this key")
    #expect(try scene.order().end == .exited(0))
    expectRefusal(try scene.export(other), 77, "the order is for another clip")
    let stranger = try scene.store.keep(PrivateKey.generate(kind: .trainer), as: "stranger")
    expectRefusal(try scene.export(by: [stranger]), 77, "has not ordered this key")
    #expect(!Files.exists(scene.film))
    let log = try scene.log()
    #expect(log.count == 8 && log.allSatisfy { $0.hasPrefix("export-request order-refused - ") })
    #expect(log.count { $0.hasSuffix(" " + scene.request) } == 4)
    #expect(try scene.notes().isEmpty)
  }

  @Test("a good order is none for one whom the clip was not sealed to") func stranger() throws {
    let scene = try Scene()
    let stranger = PrivateKey.generate(kind: .trainer)
    let file = try scene.store.keep(stranger, as: "stranger")
    expectRefusal(
      try scene.order(to: [stranger.publicKey.text]), 77, "not sealed to the key of --to")
    let order = DisclosureOrder.make(
      scene.clip, by: stranger.publicKey.keyHash, for: try scene.identifier(), of: "alice",
      until: scene.store.today, unixMilliseconds: Clock.unixMicroseconds / 1_000,
      signedBy: scene.store.controller)
    let note = try #require(order.object(for: .single(stranger.publicKey)))
    try openStore("dir:" + scene.store.store).put(
      .note(to: stranger.publicKey.fingerprint, on: order.day, hash: Digest.blake2b256(note)), note)
    expectRefusal(try scene.export(by: [file]), 77, "not sealed to this key")
    #expect(try scene.log() == ["export-request another-key alice \(scene.request)"])
  }

  @Test("a clip of somebody else than who asked is not handed out, but to a caller")
  func somebodyElse() throws {
    let scene = try Scene(of: "bob", asking: "Mme Durand")
    #expect(try scene.order().end == .exited(0))
    expectRefusal(try scene.export(), 77, "the clip is not a recording of who asked")
    #expect(
      try scene.log() == [
        "export-request begun Mme Durand \(scene.request)",
        "export-request another-trainee Mme Durand \(scene.request)",
      ])
    #expect(try scene.order(["--caller"]).end == .exited(0))
    #expect(try scene.export().end == .exited(0))
  }

  @Test("no film without its record: where the store takes none, nothing is exported")
  func unrecorded() throws {
    let scene = try Scene()
    #expect(try scene.order().end == .exited(0))
    try Files.create(path: scene.store.store + "/access", [])
    let export = try scene.export()
    #expect(export.end != .exited(0))
    #expect(export.error.contains("nothing was opened, as the access record cannot be written"))
    #expect(!Files.exists(scene.film))
  }

  @Test("orders that are not given") func notGiven() throws {
    let scene = try Scene()
    let other = try scene.store.makeClip()
    let stranger = try scene.store.keep(PrivateKey.generate(kind: .controller), as: "stranger")
    let today = scene.store.today
    let table: [(words: [String], to: [String]?, by: String?, status: Int32, part: String)] = [
      ([other.clip.text], nil, nil, 77, "the request is about another clip"),
      (["--until", (today - 1).text], nil, nil, 64, "not a day of the next 31"),
      (["--until", (today + 32).text], nil, nil, 64, "not a day of the next 31"),
      ([], [scene.recovery[0].text], nil, 64, "a recovery key alone opens no clip"),
      ([], [scene.controllerFile], nil, 65, "a controller key opens no clip"),
      ([], nil, stranger, 64, "there is no such request"),
      ([], nil, scene.store.trainerFile, 77, "a trainer key signs no orders"),
    ]
    for (words, to, by, status, part) in table {
      expectRefusal(try scene.order(words, to: to, by: by), status, part)
    }
    let inbox = scene.store.store + "/inbox/" + scene.store.trainer.publicKey.fingerprint
    #expect(!Files.exists(inbox))
    let answered = try Command.run(
      [
        "store", "answer", scene.request, "--verdict", "refused", "--store",
        "dir:" + scene.store.store, "--key", scene.controllerFile,
      ], environment: scene.store.state)
    #expect(answered.end == .exited(0), "\(answered)")
    expectRefusal(try scene.order(), 1, "it was answered on")
  }

  @Test("comes back as it was written, and refuses every changed byte") func roundTrip() throws {
    let scene = try Scene()
    for employee in ["alice", nil] {
      let order = DisclosureOrder.make(
        scene.clip, by: scene.store.trainer.publicKey.keyHash, for: try scene.identifier(),
        of: employee, until: scene.store.today, unixMilliseconds: 5,
        signedBy: scene.store.controller)
      let note = try #require(order.object(for: .single(scene.store.trainer.publicKey)))
      #expect(try DisclosureOrder(opening: note, with: scene.store.trainer) == order)
      for index in order.bytes.indices {
        var bytes = order.bytes
        bytes[index] ^= 1
        #expect(throws: FormatError.self, "byte \(index)") {
          try DisclosureOrder(parsing: bytes).check(
            for: scene.clip, of: scene.store.controller.publicKey.keyHash,
            by: scene.store.trainer.publicKey.keyHash, today: scene.store.today)
        }
      }
    }
  }
}
