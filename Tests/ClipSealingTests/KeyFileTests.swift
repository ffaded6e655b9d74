import ByteCoding
import ClipFormat
import ClipSealing
import Testing

@Suite("Private keys in files") struct KeyFileTests {
  private func error(
    _ text: [UInt8], passphrase: String? = nil, kinds: [KeyKind] = KeyKind.allCases
  ) -> KeyFileError? {
    do throws(KeyFileError) {
      _ = try PrivateKey.read(
        text: text, passphrase: passphrase.map { SecretBytes(copying: Array($0.utf8)) },
        kinds: kinds)
      return nil
    } catch {
      return error
    }
  }

  @Test("a plain key of each kind comes back", arguments: KeyKind.allCases)
  func plain(kind: KeyKind) throws {
    let key = PrivateKey.generate(kind: kind)
    let text = key.encode()
    let read = try PrivateKey.read(text: text, passphrase: nil, kinds: [kind])
    #expect(read.publicKey == key.publicKey)
    #expect(String(decoding: text, as: UTF8.self).contains(key.publicKey.text))
    let others = KeyKind.allCases.filter { $0 != kind }
    #expect(error(text, kinds: others) == .wrongKind(kind))
    #expect(key.publicKey.fingerprint.utf8.count == 16)
  }

  @Test("a passphrase is asked for, and only the right one opens") func passphrase() throws {
    let key = PrivateKey.generate(kind: .trainer)
    let text = try key.encode(passphrase: SecretBytes(copying: Array("correct horse".utf8)))
    #expect(error(text) == .needsPassphrase)
    #expect(error(text, passphrase: "correct house") == .wrongPassphrase)
    let read = try PrivateKey.read(
      text: text, passphrase: SecretBytes(copying: Array("correct horse".utf8)))
    #expect(read.publicKey == key.publicKey)
  }

  @Test("every changed character of the secret line is found") func damaged() {
    let text = PrivateKey.generate(kind: .trainer).encode()
    let start = (text.dropLast().lastIndex(of: UInt8(ascii: "\n")) ?? 0) + 1
    for index in start..<text.count - 1 {
      var changed = text
      changed[index] = changed[index] == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
      let found = error(changed)
      #expect(found == .damaged || found == .notAKeyFile, "character \(index - start)")
    }
  }

  @Test("other files are named for what they are") func otherFiles() {
    let key = PrivateKey.generate(kind: .trainer)
    #expect(error(Array(key.publicKey.text.utf8)) == .publicKeyOnly)
    #expect(error([]) == .notAKeyFile)
    #expect(error(Array("# nothing\n".utf8)) == .notAKeyFile)
    #expect(error([0xFF, 0xFE]) == .notAKeyFile)
    #expect(error([UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)) == .notAKeyFile)
    #expect(error(key.encode() + key.encode()) == .notAKeyFile)
    let text = key.encode()
    let crossed = text.flatMap { $0 == UInt8(ascii: "\n") ? [13, $0] : [$0] }
    #expect(error(crossed) == .damaged)
    #expect(error(text.dropLast() + Array(" \n".utf8)) == .damaged)
    #expect(error(Array("\n# two\n\n".utf8) + text.dropLast()) == nil)
    let payload: [UInt8] = [9, 1, 0, 0, 0]
    var writer = ByteWriter()
    writer.raw(payload)
    writer.integer(Checksum.crc32(payload))
    let newer = PublicKey.privatePrefix + Base32.encode(writer.bytes)
    #expect(error(Array(newer.utf8)) == .unknownVersion(9))
  }

  @Test("BLAKE2b-256 gives the published value of the empty message") func digest() {
    #expect(
      Hexadecimal.encode(Digest.blake2b256([]))
        == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
    #expect(Digest.blake2b256([1], [2, 3]) == Digest.blake2b256([1, 2, 3]))
    let key = SecretBytes(copying: Array(0..<32))
    #expect(Digest.keyed(key: key, message: []) != Digest.blake2b256([]))
  }
}
