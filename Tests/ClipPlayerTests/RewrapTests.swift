import ClipFormat
import ClipSealing
import ClipStore
import LinuxSystem
import Testing
import Timeline

@Suite("callreel key rewrap") struct RewrapTests {
  /// A store with one clip of a trainer and a recovery pair, and a policy that knows a newcomer.
  struct Scene: ~Copyable {
    let store: SampleStore
    let clip: ClipLocation
    let newcomer: PublicKey
    let controllerFile: String
    let newcomerFile: String
    let recovery: [String]

    init() throws {
      let store = try SampleStore()
      let newcomer = PrivateKey.generate(kind: .trainer)
      let one = PrivateKey.generate(kind: .recovery)
      let other = PrivateKey.generate(kind: .recovery)
      let clip = try store.makeClip(alsoFor: [one.publicKey, other.publicKey])
      let files = [
        try store.keep(store.controller, as: "controller.key"),
        try store.keep(newcomer, as: "newcomer.key"), try store.keep(one, as: "one.key"),
        try store.keep(other, as: "other.key"),
      ]
      try Self.writePolicy(store, naming: [(newcomer.publicKey, "2099-12-31")])
      self.clip = clip
      self.newcomer = newcomer.publicKey
      controllerFile = files[0]
      newcomerFile = files[1]
      recovery = Array(files[2...])
      self.store = store
    }

    var order: String { store.path + "/order" }
    var fingerprint: String { newcomer.fingerprint }

    func writePolicy(naming people: [(key: PublicKey, until: String)]) throws {
      try Self.writePolicy(store, naming: people)
    }

    private static func writePolicy(
      _ store: borrowing SampleStore, naming people: [(key: PublicKey, until: String)]
    ) throws {
      try SamplePolicy.write(
        to: store.path + "/config", controller: store.controller.publicKey,
        trainers: [(store.trainer.publicKey, "2099-12-31")] + people)
    }

    func order(
      to key: String? = nil, by controller: String? = nil, input: String = ""
    ) throws -> Command.Outcome {
      try Command.run(
        [
          "key", "rewrap", "order", clip.clip.text, "--store", "dir:" + store.store, "--to",
          key ?? newcomer.text, "--key", controller ?? controllerFile, "--output", order,
        ], input: input)
    }

    func perform(_ keys: [String], _ order: String? = nil) throws -> Command.Outcome {
      try Command.run(
        [
          "key", "rewrap", clip.clip.text, "--store", "dir:" + store.store, "--config",
          store.path + "/config", "--order", order ?? self.order,
        ] + keys.flatMap { ["--key", $0] })
    }

    func info(_ key: String) throws -> Command.Outcome {
      try Command.run([
        "clip", "info", clip.clip.text, "--store", "dir:" + store.store, "--key", key,
      ])
    }
  }

  @Test("adds the one whom the controller named, and says by whom") func adds() throws {
    let scene = try Scene()
    expectRefusal(try scene.info(scene.newcomerFile), 77, "not sealed to this key")
    let ordered = try scene.order()
    #expect(ordered.end == .exited(0) && ordered.error.contains("wrote \(scene.order)"))
    let done = try scene.perform([scene.store.trainerFile])
    #expect(done.end == .exited(0), "\(done)")
    #expect(done.error.contains("stored rewrap.\(scene.fingerprint) and key.\(scene.fingerprint)"))
    let info = try scene.info(scene.newcomerFile)
    #expect(info.end == .exited(0), "\(info)")
    let line = "ordered \(scene.store.today.text), added by "
    #expect(
      info.output.contains(
        "\(scene.fingerprint)  trainer\n             \(line)"
          + "\(scene.store.trainer.publicKey.fingerprint)\n"))
    let again = try scene.perform([scene.store.trainerFile])
    #expect(again.end == .exited(0) && again.error.contains("already"), "\(again)")
    let verified = try Command.run(["clip", "verify", "--store", "dir:" + scene.store.store])
    #expect(verified.end == .exited(0), "\(verified)")
    // Who was added cannot add, and without its order the added key is none.
    try Files.remove(scene.store.file("rewrap.\(scene.fingerprint)", of: scene.clip))
    expectRefusal(try scene.info(scene.newcomerFile), 65, "key.\(scene.fingerprint): order: ")
  }

  @Test("what was interrupted is finished by doing it again", arguments: [true, false])
  func interrupted(byPair: Bool) throws {
    let scene = try Scene()
    #expect(try scene.order().end == .exited(0))
    #expect(try scene.perform([scene.store.trainerFile]).end == .exited(0))
    let verify = ["clip", "verify", "--store", "dir:" + scene.store.store]
    for name in ["key.\(scene.fingerprint)", "rewrap.\(scene.fingerprint)"] {
      let file = scene.store.file(name, of: scene.clip)
      let bytes = try Files.read(path: file, limit: 1 << 10)
      try Files.remove(file)
      expectRefusal(try Command.run(verify), 65, "one clip is not as it was made")
      // By others than those who began.
      let again = try scene.perform(byPair ? scene.recovery : [scene.store.trainerFile])
      #expect(again.end == .exited(0) && again.error.contains("stored rewrap."), "\(again)")
      if name.hasPrefix("key") || !byPair {
        #expect(try Files.read(path: file, limit: 1 << 10) == bytes)
      }
      #expect(try Command.run(verify).end == .exited(0))
      #expect(try scene.info(scene.newcomerFile).end == .exited(0))
    }
  }

  @Test("a half that cannot be finished is told of") func unfinished() throws {
    let scene = try Scene()
    #expect(try scene.order().end == .exited(0))
    #expect(try scene.perform([scene.store.trainerFile]).end == .exited(0))
    try Files.remove(scene.store.file("rewrap.\(scene.fingerprint)", of: scene.clip))
    let key = scene.store.file("key.\(scene.fingerprint)", of: scene.clip)
    try Files.replace(path: key, [UInt8](repeating: 7, count: 139))
    expectRefusal(try scene.perform([scene.store.trainerFile]), 65, "of an earlier rewrap only key")
  }

  @Test("the recovery holders add together") func pair() throws {
    let scene = try Scene()
    #expect(try scene.order(to: "-", input: scene.newcomerFile + "\n").end == .exited(0))
    expectRefusal(try scene.perform([scene.recovery[0]]), 77, "opens no clip alone")
    #expect(try scene.perform(scene.recovery).end == .exited(0))
    #expect(try scene.info(scene.newcomerFile).output.contains(" and "))
  }

  @Test("orders that are not made") func noOrder() throws {
    let scene = try Scene()
    let stranger = try scene.store.keep(PrivateKey.generate(kind: .controller), as: "stranger")
    let text = scene.newcomer.text
    let table: [(key: String?, controller: String?, status: Int32, part: String)] = [
      (nil, stranger, 77, "another controller's"),
      (nil, scene.store.trainerFile, 77, "a trainer key signs no orders"),
      (scene.controllerFile, nil, 65, "a controller key opens no clip by an order"),
      (scene.recovery[0], nil, 65, "a recovery key opens no clip by an order"),
      (scene.store.trainerFile, nil, 77, "can open the clip already"),
      (String(text.dropLast()), nil, 65, "the public key is mistyped"),
      ("callreel-key-", nil, 65, "the public key is mistyped"),
      (scene.store.path + "/none", nil, 69, "the key file cannot be read"),
    ]
    for (key, controller, status, part) in table {
      expectRefusal(try scene.order(to: key, by: controller), status, part)
    }
    #expect(!Files.exists(scene.order))
  }

  @Test("orders that are not carried out") func refused() throws {
    let scene = try Scene()
    #expect(try scene.order().end == .exited(0))
    let key = [scene.store.trainerFile]
    expectRefusal(try scene.perform([scene.newcomerFile]), 77, "not sealed to this key")
    expectRefusal(try scene.perform([scene.controllerFile]), 77, "a controller key opens no clip")
    try scene.writePolicy(naming: [])
    expectRefusal(try scene.perform(key), 77, "no recipient with the key of the order")
    let ended = (scene.store.today - 1).text
    try scene.writePolicy(naming: [(scene.newcomer, ended)])
    expectRefusal(try scene.perform(key), 77, "end date has come: \(ended)")
    try Files.removeTree(scene.store.path + "/config")
    expectRefusal(try scene.perform(key), 65, "there is no such directory")
    try scene.writePolicy(naming: [(scene.newcomer, "2099-12-31")])
    var bytes = try Files.read(path: scene.order, limit: 1 << 16)
    bytes[bytes.count - 30] ^= 1
    try Files.create(path: scene.order + ".damaged", bytes)
    expectRefusal(try scene.perform(key, scene.order + ".damaged"), 65, "is no order: ")
    expectRefusal(try scene.perform(key, scene.order + ".none"), 69, "the order cannot be read")
    let other = try scene.store.makeClip()
    let foreign = RewrapOrder.make(
      clip: other, recipient: scene.newcomer, day: scene.store.today,
      by: scene.store.controller)
    try Files.create(path: scene.order + ".foreign", foreign.file(comments: []))
    expectRefusal(try scene.perform(key, scene.order + ".foreign"), 77, "is for another clip")
    let unsigned = RewrapOrder(
      clip: foreign.clip, locationHash: foreign.locationHash, recipient: foreign.recipient,
      controller: foreign.controller, day: foreign.day - 1, signature: foreign.signature)
    try Files.create(path: scene.order + ".forged", unsigned.file(comments: []))
    let forged = try Command.run(
      [
        "key", "rewrap", other.clip.text, "--store", "dir:" + scene.store.store, "--config",
        scene.store.path + "/config", "--order", scene.order + ".forged", "--key",
      ] + key)
    expectRefusal(forged, 77, "not signed by its controller")
    for name in try Files.list(scene.store.store + "/" + other.path) {
      #expect(!name.hasPrefix("rewrap"))
    }
  }

  @Test("a closed clip takes new objects and changes none") func storing() throws {
    let scene = try Scene()
    let store = try openStore("dir:" + scene.store.store)
    let name = ObjectName.rewrap(fingerprint: scene.fingerprint)
    try store.put(name, of: scene.clip, [1, 2, 3])
    #expect(throws: StoreError.taken) { try store.put(name, of: scene.clip, [1, 2, 4]) }
    #expect(try store.get(name, of: scene.clip, atMost: 9) == [1, 2, 3])
    #expect(try scene.order().end == .exited(0))
    expectRefusal(
      try scene.perform([scene.store.trainerFile]), 65, "of an earlier rewrap only rewrap.")
  }
}
