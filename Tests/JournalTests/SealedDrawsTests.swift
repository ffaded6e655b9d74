import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import Journal
import JournalFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

@Suite("A list of draws for controller and council") struct SealedDrawsTests {
  private static let list = Array("callreel-draws 1 and so on\n".utf8)

  @Test("opens with both keys and with neither alone (N3)") func both() throws {
    let controller = PrivateKey.generate(kind: .controller)
    let council = PrivateKey.generate(kind: .council)
    let keys = try #require(
      DrawListKeys(controller: controller.publicKey, council: council.publicKey))
    let sealed = try #require(keys.seal(Self.list))
    #expect(DrawListKeys.isSealed(sealed) && !DrawListKeys.isSealed(Self.list))
    let opened = try DrawListKeys.open(sealed, controller: controller, council: council)
    #expect(opened == Self.list)
    let otherController = PrivateKey.generate(kind: .controller)
    #expect(throws: DrawListKeys.Fault.controller) {
      try DrawListKeys.open(sealed, controller: otherController, council: council)
    }
    #expect(throws: DrawListKeys.Fault.controller) {
      try DrawListKeys.open(sealed, controller: council, council: council)
    }
    #expect(throws: DrawListKeys.Fault.council) {
      try DrawListKeys.open(sealed, controller: controller, council: controller)
    }
    let changed = sealed.dropLast() + [sealed[sealed.count - 1] ^ 1]
    for bytes in [Array(changed), Array(sealed.dropLast()), Self.list, []] {
      #expect(throws: DrawListKeys.Fault.controller) {
        try DrawListKeys.open(bytes, controller: controller, council: council)
      }
    }
  }

  @Test("is as long as others of other lengths, and opens as it was") func padded() throws {
    let controller = PrivateKey.generate(kind: .controller)
    let council = PrivateKey.generate(kind: .council)
    let keys = try #require(
      DrawListKeys(controller: controller.publicKey, council: council.publicKey))
    var sizes: Set<Int> = []
    for lines in 50..<60 {
      let list = [[UInt8]](repeating: Self.list, count: lines).flatMap { $0 }
      let sealed = try #require(keys.seal(list))
      sizes.insert(sealed.count)
      #expect(
        try DrawListKeys.open(sealed, controller: controller, council: council) == list)
    }
    #expect(sizes.count <= 6)
    for short in [[], [UInt8(ascii: "a")]] {
      let sealed = try #require(keys.seal(short))
      #expect(
        try DrawListKeys.open(sealed, controller: controller, council: council) == short)
    }
  }

  @Test("takes a controller's and a council's key, and no others") func kinds() {
    let keys = KeyKind.allCases.map { PrivateKey.generate(kind: $0).publicKey }
    for controller in keys {
      for council in keys {
        let isRight = controller.kind == .controller && council.kind == .council
        #expect((DrawListKeys(controller: controller, council: council) != nil) == isRight)
      }
    }
    #expect(!KeyKind.council.opensAlone && !KeyKind.council.opensClips)
  }

  @Test("is audited with both keys on the command line") func audited() throws {
    let desk = try TemporaryDirectory()
    let council = PrivateKey.generate(kind: .council)
    var terms = DeskPolicy.Terms()
    terms.councilKey = council.publicKey
    let policy = try DeskPolicy(root: desk.path, terms: terms)
    let councilFile = desk.path + "/council.key"
    try Files.create(path: councilFile, council.encode())
    let loaded = try Configuration.load(
      directory: policy.directory, login: DeskPolicy.employee)
    let plain = try DrawnList(policy, loaded)
    let text = try plain.export()
    let keys = try #require(try Configuration.drawListKeys(directory: policy.directory))
    #expect(keys.council == council.publicKey && keys.controller == loaded.controllerKey)
    let file = desk.path + "/list"
    try Files.create(path: file, try #require(keys.seal(Array(text.utf8))))
    func audit(_ keys: String...) throws -> CommandRun {
      try CommandRun(
        ["policy", "audit", file, "--config", policy.directory]
          + keys.flatMap { ["--key", $0] })
    }
    for order in [
      [councilFile, policy.controllerKeyFile], [policy.controllerKeyFile, councilFile],
    ] {
      let good = try audit(order[0], order[1])
      #expect(good.end == .exited(0) && good.output.contains("each is what the seeds give"))
    }
    let none = try audit()
    #expect(none.end == .exited(77) && none.error.contains("together only"))
    #expect(try audit(councilFile).end == .exited(64))
    let twice = try audit(councilFile, councilFile)
    #expect(twice.end == .exited(77) && twice.error.contains("both keys are a council's"))
    let trainers = try audit(policy.trainerKeyFile, councilFile)
    #expect(trainers.end == .exited(77) && trainers.error.contains("opens no list of draws"))
    let stranger = desk.path + "/stranger.key"
    try Files.create(path: stranger, PrivateKey.generate(kind: .council).encode())
    let other = try audit(stranger, policy.controllerKeyFile)
    #expect(other.end == .exited(77) && other.error.contains("another works council"))
  }

  @Test("is what a sealed export writes, after the campaign") func exported() throws {
    let desk = try TemporaryDirectory()
    let council = PrivateKey.generate(kind: .council)
    var terms = DeskPolicy.Terms()
    terms.councilKey = council.publicKey
    let policy = try DeskPolicy(root: desk.path, terms: terms)
    let plain = try DrawnList(
      policy, try Configuration.load(directory: policy.directory, login: DeskPolicy.employee))
    let file = desk.path + "/list"
    let words = ["policy", "audit", "export", file, "--sealed", "--config", policy.directory]
    let early = try CommandRun(words, state: Files.parent(of: policy.state))
    #expect(early.end == .exited(77) && !Files.exists(file))
    try plain.end()
    let late = try CommandRun(words, state: Files.parent(of: policy.state))
    #expect(late.end == .exited(0))
    let sealed = try Files.read(path: file, limit: 1 << 20)
    let controller = try PrivateKey.read(
      text: try Files.read(path: policy.controllerKeyFile, limit: 4096), passphrase: nil)
    let opened = try DrawListKeys.open(sealed, controller: controller, council: council)
    #expect(String(decoding: opened, as: UTF8.self) == (try plain.export()))
  }

  @Test("is not made where the policy names no council's key") func refused() throws {
    let desk = try TemporaryDirectory()
    let policy = try DeskPolicy(root: desk.path, terms: DeskPolicy.Terms())
    #expect(try Configuration.drawListKeys(directory: policy.directory) == nil)
    let plain = try DrawnList(
      policy, try Configuration.load(directory: policy.directory, login: DeskPolicy.employee))
    try plain.end()
    let file = desk.path + "/list"
    let words = ["policy", "audit", "export", file, "--sealed", "--config", policy.directory]
    let refused = try CommandRun(words, state: Files.parent(of: policy.state))
    #expect(refused.end == .exited(69) && refused.error.contains("notice.works_council.key"))
    #expect(!Files.exists(file))
  }
}

/// A list with some draws of a desk's policy.
private struct DrawnList {
  let policy: DeskPolicy

  init(_ policy: DeskPolicy, _ loaded: LoadedConfiguration) throws {
    self.policy = policy
    var list = try Self.open(policy, loaded.policy.drawTerms(workstations: 1))
    for _ in 0..<8 { _ = try list.draw(seeds: loaded.seeds, today: DeskPolicy.today) }
  }

  func export() throws -> String {
    try DrawExport.make(
      stateDirectory: policy.state, campaign: DeskPolicy.campaign, today: DeskPolicy.today + 31)
  }

  /// Lets the campaign have ended yesterday.
  func end() throws {
    let loaded = try Configuration.load(
      directory: policy.directory, login: DeskPolicy.employee)
    var terms = loaded.policy.drawTerms(workstations: 1)
    terms.ends = DeskPolicy.today - 1
    _ = try Self.open(policy, terms)
  }

  private static func open(_ policy: DeskPolicy, _ terms: DrawTerms) throws -> DrawList {
    try DrawList(
      stateDirectory: policy.state, campaign: DeskPolicy.campaign, person: DeskPolicy.employee,
      workstation: try #require(WorkstationKey.fingerprint(stateDirectory: policy.state)),
      terms: terms)
  }
}
