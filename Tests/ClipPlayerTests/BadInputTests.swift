import ClipFormat
import ClipSealing
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// Each is told in one sentence, with the status that scripts go by.
@Suite("Bad input") struct BadInputTests {
  enum KeyFault: String, CaseIterable {
    case random, empty, mistyped, otherVersion, tooLong, directory, loop, missing, publicHalf
    case controller, workstation, noise
  }

  @Test("key files", arguments: KeyFault.allCases) func keyFiles(fault: KeyFault) throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let file = store.path + "/bad.key"
    let (status, part) = try make(fault, file, store)
    for options in [["--trainee", "-"], []] {
      let command = options.isEmpty ? "verify" : "list"
      let words = ["clip", command, clip.clip.text, "--store", "dir:" + store.store, "--key", file]
      expectRefusal(try Command.run(words + options, input: "alice\n"), status, part)
    }
  }

  /// Makes such a file; the status and a part of the sentence that follow.
  private func make(
    _ fault: KeyFault, _ file: String, _ store: borrowing SampleStore
  ) throws -> (Int32, String) {
    func write(_ bytes: [UInt8]) throws { try Files.create(path: file, bytes) }
    switch fault {
    case .random:
      try write(RandomBytes.make(200))
      return (65, "is not a key file")
    case .empty:
      try write([])
      return (65, "is not a key file")
    case .noise:
      try write(Array("callreel-private-key-\n".utf8))
      return (65, "is damaged")
    case .mistyped:
      var bytes = store.trainer.encode()
      bytes[bytes.count - 9] ^= 1
      try write(bytes)
      return (65, "is damaged")
    case .otherVersion:
      try write(
        Array((RecordText.line(PublicKey.privatePrefix, [9, 1, 0, 1, 2, 3]) + "\n").utf8))
      return (65, "has version 9, which is not known")
    case .tooLong:
      try write([UInt8](repeating: 0x23, count: 70_000))
      return (65, "the key file cannot be read: ")
    case .directory:
      try Files.makeDirectories(file)
      return (65, "is a directory")
    case .loop:
      symlink(file, file)
      return (69, "the key file cannot be read: ")
    case .missing: return (69, "the key file cannot be read: ")
    case .publicHalf:
      try write(Array((store.trainer.publicKey.text + "\n").utf8))
      return (65, "holds a public key only")
    case .controller:
      try write(store.controller.encode())
      return (77, "a controller key opens no clip")
    case .workstation:
      try write(store.workstation.encode())
      return (77, "a workstation key opens no clip")
    }
  }

  @Test("a wrong passphrase has one sentence, whatever is wrong with it") func passphrase() throws {
    let store = try SampleStore()
    _ = try store.makeClip()
    let file = store.path + "/locked.key"
    try Files.create(
      path: file, try store.trainer.encode(passphrase: SecretBytes(copying: Array("right".utf8))))
    let words = [
      "clip", "verify", "--store", "dir:" + store.store, "--key", file, "--passphrase-file", "-",
    ]
    let told = try ["Right", "right ", "rightright"].map { word in
      try Command.run(words, input: word + "\n")
    }
    for outcome in told { expectRefusal(outcome, 77, "the passphrase does not open the key") }
    #expect(Set(told.map(\.error)).count == 1)
    #expect(try Command.run(words, input: "right\n").end == .exited(0))
  }

  enum StoreFault: CaseIterable { case missing, file, loop, otherForm }

  @Test("stores", arguments: StoreFault.allCases) func stores(fault: StoreFault) throws {
    let store = try SampleStore()
    _ = try store.makeClip()
    var address = "dir:" + store.path + "/other"
    let (status, part): (Int32, String)
    switch fault {
    case .missing: (status, part) = (69, "the store is not there")
    case .file:
      try Files.create(path: store.path + "/other", [])
      (status, part) = (69, "the store is not there")
    case .loop:
      symlink(store.path + "/other", store.path + "/other")
      (status, part) = (69, "the store failed: ")
    case .otherForm:
      address = "ftp://store"
      (status, part) = (64, "the store's address is of no known form")
    }
    expectRefusal(try Command.run(["clip", "verify", "--store", address]), status, part)
  }

  @Test("random bytes in the place of any object are a fault of that object") func noise() throws {
    var generator = SeededGenerator(seed: 11)
    let store = try SampleStore()
    let clip = try store.makeClip()
    for name in try Files.list(store.store + "/" + clip.path) {
      let path = store.file(name, of: clip)
      let good = try Files.read(path: path, limit: 1 << 24)
      let noise = (0..<Int.random(in: 0...4_000, using: &generator)).map { _ in
        UInt8.random(in: .min ... .max, using: &generator)
      }
      var versioned = good
      versioned[good.count > 16 ? 15 : 0] ^= 0xFF
      for bytes in [noise, versioned] {
        try Files.replace(path: path, bytes)
        let result = try Command.run([
          "clip", "verify", clip.clip.text, "--store", "dir:" + store.store,
        ])
        expectRefusal(result, 65, "one clip is not as it was made")
        #expect(result.output.contains("       \(name): "), "\(name)\n\(result.output)")
      }
      try Files.replace(path: path, good)
    }
  }

  @Test("orders and lists that are none") func texts() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let file = store.path + "/text"
    let long = [UInt8](repeating: 0x23, count: FormatLimits.textBytes + 1)
    let texts: [[UInt8]] = [
      [], RandomBytes.make(100), Array("\(RewrapOrder.word)aaaa\n".utf8),
      Array((RecordText.line(RewrapOrder.word, [7] + RandomBytes.make(248)) + "\n").utf8),
      Array((RecordText.line(WorkstationList.word, [7] + RandomBytes.make(90)) + "\n").utf8),
    ]
    for bytes in texts + [long] {
      try Files.replace(path: file, bytes)
      let order = try Command.run([
        "key", "rewrap", clip.clip.text, "--store", "dir:" + store.store, "--order", file, "--key",
        store.trainerFile,
      ])
      expectRefusal(order, 65, bytes == long ? "the order cannot be read" : "is no order: ")
      let list = try Command.run(["key", "workstations", "show", file])
      expectRefusal(list, 65, "is no list of workstations: ")
    }
  }
}
