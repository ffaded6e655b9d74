import ClipFormat
import ClipSealing
import LinuxSystem
import Testing
import Timeline

@Suite("The keys of two recovery holders") struct RecoveryTests {
  @Test("open together, in any order, and neither alone") func together() throws {
    let store = try SampleStore()
    let first = PrivateKey.generate(kind: .recovery)
    let second = PrivateKey.generate(kind: .recovery)
    let clip = try store.makeClip(alsoFor: [first.publicKey, second.publicKey])
    let one = try store.keep(first, as: "one.key")
    let other = try store.keep(second, as: "other.key")
    let third = try store.keep(PrivateKey.generate(kind: .recovery), as: "third.key")
    func info(_ files: [String]) throws -> Command.Outcome {
      let words = ["clip", "info", clip.clip.text, "--store", "dir:" + store.store]
      return try Command.run(words + files.flatMap { ["--key", $0] })
    }
    for files in [[one, other], [other, one]] {
      let result = try info(files)
      #expect(result.end == .exited(0) && result.output.contains("made by"), "\(result)")
      #expect(result.output.contains("  recovery pair\n"))
    }
    let film = store.path + "/film.mp4"
    let export = ["clip", "export", clip.clip.text, film, "--store", "dir:" + store.store]
    let exported = try Command.run(
      export + ["--trainee", "-", "--key", one, "--key", other], input: "alice\n")
    #expect(exported.end == .exited(0) && Files.exists(film), "\(exported)")
    let alone = try info([one])
    expectRefusal(alone, 77, "a recovery key opens no clip alone")
    #expect(alone.error.contains("the other holder's key is needed"))
    expectRefusal(try info([one, one]), 77, "not two different recovery keys")
    expectRefusal(try info([one, store.trainerFile]), 77, "not two different recovery keys")
    expectRefusal(try info([one, third]), 77, "not sealed to this key")
    expectRefusal(try info([one, other, third]), 64, "once, or twice")
  }

  @Test("each holder has a passphrase of their own") func passphrases() throws {
    let store = try SampleStore()
    let first = PrivateKey.generate(kind: .recovery)
    let second = PrivateKey.generate(kind: .recovery)
    let clip = try store.makeClip(alsoFor: [first.publicKey, second.publicKey])
    let one = store.path + "/one.key"
    let other = store.path + "/other.key"
    try Files.create(path: one, first.encode(passphrase: SecretBytes(copying: Array("first".utf8))))
    try Files.create(
      path: other, second.encode(passphrase: SecretBytes(copying: Array("second".utf8))))
    let words = [
      "clip", "verify", clip.clip.text, "--store", "dir:" + store.store, "--key", one, "--key",
      other, "--passphrase-file", "-",
    ]
    let right = try Command.run(words, input: "first\nsecond\n")
    #expect(right.end == .exited(0) && right.output.contains("with the key"), "\(right)")
    expectRefusal(
      try Command.run(words, input: "second\nfirst\n"), 77, "the passphrase does not open the key")
    try Files.create(path: store.path + "/second", Array("second\n".utf8))
    let mixed = words + ["--passphrase-file", store.path + "/second"]
    #expect(try Command.run(mixed, input: "first\n").end == .exited(0))
  }
}
