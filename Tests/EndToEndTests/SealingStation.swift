import ByteCoding
import ClipFormat
import ClipSealing
import Glibc
import LinuxSystem
import TestSupport
import Testing

/// A desk that is searched for the keys of its clip.
final class SealingStation {
  /// What opens or continues one clip, known to the test alone.
  struct Secrets {
    var search: KeySearch
    /// Each with its name.
    var known: [(name: String, bytes: [UInt8])]
  }

  let desk: Desk
  private let window: DeskWindow
  private let agreementKeys: [[UInt8]]
  private let recipients: [(name: String, bytes: [UInt8])]
  private let trainer: (fingerprint: String, secret: [UInt8], public: [UInt8])
  private var hidden: String { desk.root + "/store-away" }

  /// The files of trainer and controller are not on a workstation: they go at once.
  init() throws {
    var setting = Desk.Setting()
    setting.terms.drawnCalls = 2
    desk = try Desk(setting)
    window = try desk.window()
    var known: [(String, [UInt8])] = []
    var agreementKeys: [[UInt8]] = []
    for path in [desk.policy.trainerKeyFile, desk.policy.controllerKeyFile] {
      let text = try Files.read(path: path, limit: 4096)
      let key = try PrivateKey.read(text: text, passphrase: nil)
      agreementKeys.append(key.publicKey.agreement)
      let secrets = try Self.secrets(text)
      known.append((key.kind.name + "'s secret", Array(secrets.prefix(32))))
      known.append((key.kind.name + "'s signing seed", Array(secrets.suffix(32))))
      try Files.remove(path)
    }
    self.agreementKeys = agreementKeys
    recipients = known
    trainer = (desk.policy.trainer.fingerprint, known[0].1, desk.policy.trainer.agreement)
  }

  func film(milliseconds: Int) throws {
    for step in 0..<milliseconds / 100 {
      try window.paint(step.isMultiple(of: 2) ? "303030" : "c0c0c0")
      try desk.pass(milliseconds: 95)
    }
  }

  /// The store is not to be had: clips stay in the spool.
  func hideStore() throws { try Files.rename(desk.policy.store, to: hidden) }

  func showStore() throws { try Files.rename(hidden, to: desk.policy.store) }

  /// What there is to look for, and proof that the search finds it where it may be.
  func secretsDuringCall(of identifier: ClipIdentifier) throws -> Secrets {
    let clip = try SealedClip(root: desk.policy.spool, clip: identifier)
    let record = try OpeningObject(parsing: clip.objects[.opening] ?? []).record
    let fresh = KeySearch(
      commitment: record.commitment, signingKey: record.signingKey, agreementKeys: agreementKeys)
    let grant = try #require(
      KeySearch.open(
        clip.objects[.key(fingerprint: trainer.fingerprint)] ?? [], secret: trainer.secret,
        public: trainer.public))
    var search = fresh
    search.tryClipKeys(grant, step: 1)
    let clipKey = try #require(search.clipKeys.first, "the search of files is blind")
    try proveMemorySearch(fresh, clipKey)
    let folder = desk.policy.spool + "/" + clip.location.path
    for path in files(below: folder) {
      search.tryPrivateKeys(try Files.read(path: path, limit: 1 << 28))
    }
    let seed = try #require(search.privateKeys.first, "the search of files is blind")
    let kept = try Files.read(path: folder + "/signing-key", limit: 64)
    #expect(seed == kept && search.privateKeys.count == 1)
    let derived = KeySearch.derivedKeys(of: clipKey)
    try checkRecorder(clipKey: clipKey, fragmentKey: derived[1], fresh)
    return Secrets(
      search: fresh,
      known: [("the clip key", clipKey), ("the signing seed", seed)]
        + derived.map { ("a derived key", $0) } + recipients)
  }

  /// A program that was given the clip key is caught.
  private func proveMemorySearch(_ fresh: KeySearch, _ clipKey: [UInt8]) throws {
    let (theirInput, input) = try Pipe.make()
    let (output, theirOutput) = try Pipe.make()
    let reader = Descriptor(owning: theirInput)
    let writer = Descriptor(owning: theirOutput)
    let given = Descriptor(owning: input)
    let answered = Descriptor(owning: output)
    let program = try ChildProcess(
      path: "/usr/bin/cat", arguments: ["cat"], environment: [],
      descriptors: [0: reader.rawValue, 1: writer.rawValue])
    try given.write(clipKey)
    #expect(try answered.read(limit: KeySearch.keyBytes) == clipKey)
    var search = fresh
    let memory = try ProcessMemory(of: program.identifier)
    for region in memory.regions where !region.isFileOnly {
      search.tryClipKeys(memory.read(region), step: 8)
    }
    #expect(search.clipKeys == [clipKey], "the search of memory is blind")
    program.send(signal: Signal.kill)
    _ = consume given
  }

  /// While it films, the recorder has the fragments' key in locked memory that no core holds, and
  /// the clip key not any more.
  private func checkRecorder(
    clipKey: [UInt8], fragmentKey: [UInt8], _ fresh: KeySearch
  ) throws {
    let recorder = try #require(desk.processes("callreel-recorder").first)
    #expect(!["0 kB", nil].contains(ProcessTable.field("VmLck", of: recorder)))
    let agent = desk.agent.identifier
    for process in [agent] + ProcessTable.processes(below: agent) {
      #expect(Self.coreLimits(of: process) == "0 0")
    }
    let memory = try ProcessMemory(of: recorder)
    var (copies, search) = (0, fresh)
    for region in memory.regions where !region.isFileOnly {
      let bytes = memory.read(region)
      search.tryClipKeys(bytes, step: 8)
      #expect(KeySearch.offsets(of: clipKey, in: bytes).isEmpty, "\(region)")
      let found = KeySearch.offsets(of: fragmentKey, in: bytes).count
      copies += found
      #expect(
        found == 0 || region.flags.contains("lo") && region.flags.contains("dd"),
        "a key lies in memory that may be swapped or dumped: \(region)")
    }
    #expect(copies > 0, "the search of memory is blind")
    #expect(search.clipKeys.isEmpty)
  }

  /// Soft and hard limit of the size of a core.
  static func coreLimits(of process: Int32) -> String {
    let name = "Max core file size"
    return ProcessTable.text(process, "limits").split(separator: "\n")
      .first { $0.hasPrefix(name) }
      .map { $0.dropFirst(name.count).split(separator: " ").prefix(2).joined(separator: " ") }
      ?? ""
  }

  /// Tries all that the workstation still has.
  ///
  /// As clip keys: each window of each file and, of memory that a process may have written, each
  /// at a multiple of eight bytes. As private keys: each window of each file. What the test knows
  /// is looked for at every offset of both.
  func search(for secrets: [Secrets], _ title: String) throws {
    let start = Clock.bootMilliseconds
    guard var search = secrets.first?.search else { return }
    for other in secrets.dropFirst() { search.add(other.search) }
    var (fileBytes, memoryBytes) = (0, 0)
    var seen: Set<String> = []
    while let path = files(below: desk.root).first(where: { !seen.contains($0) }) {
      seen.insert(path)
      // One that the uploader has renamed meanwhile is found under its new name.
      guard let bytes = try? Files.read(path: path, limit: 1 << 28) else {
        #expect(!Files.exists(path), "\(path) cannot be read")
        continue
      }
      fileBytes += bytes.count
      search.tryClipKeys(bytes, step: 1)
      search.tryPrivateKeys(bytes)
      expectNone(of: secrets, in: bytes, path)
    }
    let agent = desk.agent.identifier
    let processes = [agent] + ProcessTable.processes(below: agent)
    #expect(processes.count > 2)
    for process in processes {
      let memory = try ProcessMemory(of: process)
      let name = ProcessTable.text(process, "comm").split(separator: "\n").first ?? ""
      for region in memory.regions where !region.isFileOnly {
        let bytes = memory.read(region)
        memoryBytes += bytes.count
        search.tryClipKeys(bytes, step: 8)
        expectNone(of: secrets, in: bytes, "\(name) \(region.name)")
      }
    }
    #expect(search.clipKeys.isEmpty && search.privateKeys.isEmpty)
    print(
      "\(title): \(search.tried) windows tried in \(fileBytes >> 10) KB of files and "
        + "\(memoryBytes >> 20) MB of \(processes.count) processes, "
        + "\(Clock.bootMilliseconds - start) ms")
  }

  private func expectNone(of secrets: [Secrets], in bytes: [UInt8], _ place: String) {
    for (name, secret) in secrets.flatMap(\.known) {
      #expect(KeySearch.offsets(of: secret, in: bytes).isEmpty, "\(name) is in \(place)")
    }
  }

  private func files(below folder: String) -> [String] {
    // A folder may go meanwhile, too.
    ((try? Files.list(folder)) ?? []).flatMap { name -> [String] in
      let path = folder + "/" + name
      guard let status = try? Files.status(path: path) else { return [] }
      if status.isDirectory { return files(below: path) }
      return status.isRegular ? [path] : []
    }
  }

  /// Both secrets of a private key's file without a passphrase.
  private static func secrets(_ text: [UInt8]) throws -> [UInt8] {
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    let line = try #require(lines.last { $0.hasPrefix(PublicKey.privatePrefix) })
    let payload = try #require(Base32.decode(line.dropFirst(PublicKey.privatePrefix.count)))
    return Array(payload.dropFirst(3).dropLast(4))
  }
}
