import ClipFormat
import ClipSealing
import LinuxSystem
import Testing

@Suite("callreel key, and keys of callreel clip") struct KeyCommandTests {
  @Test("makes a private file and prints the public key", arguments: KeyKind.allCases)
  func new(kind: KeyKind) throws {
    let store = try SampleStore()
    let file = store.path + "/new.key"
    let options = kind == .employee ? ["--passphrase-file", "-"] : ["--no-passphrase"]
    let words = ["key", "new", file, "--kind", kind.name] + options
    let made = try Command.run(words, input: "correct horse\n")
    #expect(made.end == .exited(0) && made.error.isEmpty, "\(made)")
    #expect(try PublicKey(text: made.lines.first ?? "").kind == kind)
    #expect(try Files.status(path: file).mode == 0o600)
    let shown = try Command.run(
      ["key", "show", file] + (kind == .employee ? options : []), input: "correct horse\n")
    #expect(shown.output == made.output)
    #expect(shown.error.contains("\(kind.name) key, fingerprint "))
    expectRefusal(try Command.run(words, input: "x\n"), 1, "exists already")
  }

  @Test("what is not to be made") func refusals() throws {
    let store = try SampleStore()
    let file = store.path + "/new.key"
    let short = store.path + "/short"
    try Files.create(path: short, Array("élevés!\n".utf8))
    let table: [([String], Int32, String)] = [
      ([file, "--kind", "boss", "--no-passphrase"], 64, "no such kind"),
      ([file, "--kind", "employee", "--no-passphrase"], 64, "needs a passphrase"),
      ([file, "--no-passphrase"], 64, "--kind"),
      ([file, "--kind", "trainer", "--passphrase-file", store.path + "/no"], 69, "cannot be read"),
      ([file, "--kind", "trainer", "--passphrase-file", "-"], 65, "the passphrase is empty"),
      ([file, "--kind", "trainer", "--passphrase-file", short], 65, "fewer than 8 characters"),
      (["/sys/x", "--kind", "trainer", "--no-passphrase"], 1, "cannot be made"),
      ([file, "--kind", "trainer", "--no-passphrase", "--passphrase-file", "f"], 64, "exclude"),
    ]
    for (words, status, part) in table {
      expectRefusal(try Command.run(["key", "new"] + words), status, part)
    }
    #expect(!Files.exists(file))
  }

  @Test("keys that open no clip here") func wrongKeys() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let film = store.path + "/film.mp4"
    func export(_ key: String, _ more: [String] = [], input: String = "") throws
      -> Command.Outcome
    {
      let words = ["clip", "export", clip.clip.text, film, "--store", "dir:" + store.store]
      return try Command.run(
        words + ["--trainee", "-", "--key", key] + more, input: "alice\n" + input)
    }
    func make(_ name: String, _ options: [String], input: String = "") throws -> String {
      let file = store.path + "/" + name
      let made = try Command.run(["key", "new", file] + options, input: input)
      #expect(made.end == .exited(0))
      try Files.create(path: file + ".pub", Array(made.output.utf8))
      return file
    }
    let stranger = try make("stranger", ["--kind", "trainer", "--no-passphrase"])
    expectRefusal(try export(stranger), 77, "not sealed to this key")
    expectRefusal(try export(stranger + ".pub"), 65, "a public key only")
    let controller = try make("controller", ["--kind", "controller", "--no-passphrase"])
    expectRefusal(try export(controller), 77, "a controller key opens no clip")
    let locked = try make(
      "locked", ["--kind", "trainer", "--passphrase-file", "-"], input: "right words\n")
    let withFile = ["--passphrase-file", "-"]
    expectRefusal(
      try export(locked, withFile, input: "wrong\n"), 77, "the passphrase does not open the key")
    expectRefusal(
      try export(locked, withFile, input: "right words\n"), 77, "not sealed to this key")
    expectRefusal(try export(store.path + "/none"), 69, "cannot be read")
    expectRefusal(try export("/etc/hostname"), 65, "is not a key file")
    var damaged = try Files.read(path: stranger, limit: 1 << 16)
    damaged[damaged.count - 4] ^= 1
    try Files.replace(path: stranger, damaged)
    expectRefusal(try export(stranger), 65, "is damaged")
    #expect(!Files.exists(film))
  }

  @Test("too little memory for a passphrase is told of") func littleMemory() throws {
    let store = try SampleStore()
    let locked = store.path + "/locked.key"
    try Files.create(
      path: locked,
      try store.trainer.encode(passphrase: SecretBytes(copying: Array("correct horse".utf8))))
    let program = Command.directory() + "/callreel"
    for words in [["key", "show", locked], ["key", "new", locked + "2", "--kind", "trainer"]] {
      let result = try Command.run(
        ["-c", "ulimit -v 262144; exec \"$0\" \"$@\"", program] + words
          + ["--passphrase-file", "-"], input: "correct horse\n", program: "/bin/sh")
      expectRefusal(result, 69, "too little memory for a passphrase")
    }
    #expect(!Files.exists(locked + "2"))
  }

  @Test("a key that others can read is told of, and used") func openFile() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let shared = store.path + "/shared.key"
    try Files.create(path: shared, store.trainer.encode(), mode: 0o644)
    let result = try Command.run(
      ["clip", "verify", clip.clip.text, "--store", "dir:" + store.store, "--key", shared])
    #expect(result.end == .exited(0))
    #expect(result.error.contains("others than you may read this private key"))
  }
}
