import ByteCoding
import ClipFormat
import Testing

@Suite("Public keys as text") struct PublicKeyTests {
  private let key = PublicKey(
    kind: .trainer, agreement: Array(0..<32), signing: Array(32..<64))

  private func encoded(_ payload: [UInt8]) -> String {
    var writer = ByteWriter()
    writer.raw(payload)
    writer.integer(Checksum.crc32(payload))
    return PublicKey.prefix + Base32.encode(writer.bytes)
  }

  @Test("CRC-32 gives the check value of the catalogue") func checksum() {
    #expect(Checksum.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  @Test("every kind survives the round trip", arguments: KeyKind.allCases)
  func roundTrip(kind: KeyKind) throws {
    let key = PublicKey(kind: kind, agreement: key.agreement, signing: key.signing)
    #expect(key.text.utf8.count == 13 + 112)
    #expect(try PublicKey(text: key.text) == key)
    #expect(KeyKind(name: kind.name) == kind)
  }

  @Test("every mistyped character is found") func mistyped() {
    let text = Array(key.text.utf8)
    for index in PublicKey.prefix.utf8.count..<text.count {
      for typed in [UInt8(ascii: "a"), UInt8(ascii: "7"), UInt8(ascii: "1")]
      where typed != text[index] {
        var wrong = text
        wrong[index] = typed
        #expect(throws: KeyError.mistyped) {
          try PublicKey(text: String(decoding: wrong, as: UTF8.self))
        }
      }
    }
    #expect(throws: KeyError.mistyped) { try PublicKey(text: String(key.text.dropLast())) }
    #expect(throws: KeyError.mistyped) { try PublicKey(text: key.text + "\n") }
    #expect(throws: KeyError.mistyped) { try PublicKey(text: encoded(key.bytes + [0])) }
  }

  @Test("each other text is named for what it is") func otherTexts() {
    #expect(throws: KeyError.notAKey) { try PublicKey(text: "age1qqqq") }
    #expect(throws: KeyError.privateKey) { try PublicKey(text: "callreel-private-key-aaaa") }
    #expect(throws: KeyError.unknownVersion(2)) {
      try PublicKey(text: encoded([2] + key.bytes.dropFirst()))
    }
    #expect(throws: KeyError.unknownKind(9)) {
      try PublicKey(text: encoded([1, 9] + key.bytes.dropFirst(2)))
    }
  }
}
