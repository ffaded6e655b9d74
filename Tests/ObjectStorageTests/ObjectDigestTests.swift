import ObjectStorage
import TestSupport
import Testing

@Suite("Notes of what objects were when they were made") struct ObjectDigestTests {
  private static let hash = [UInt8](0..<32)
  private static let line = ObjectDigest(byteCount: 7, sha256: hash).note(of: "00001.segment")

  private func read(_ text: String) -> [String: ObjectDigest] {
    ObjectDigest.read(notes: Array(text.utf8))
  }

  @Test("are read as they were written, the last of a name") func reading() {
    let later = ObjectDigest(byteCount: 8, sha256: Self.hash.reversed())
    let other = ObjectDigest(byteCount: 0, sha256: Self.hash)
    let notes = Self.line + other.note(of: "00002.segment") + later.note(of: "00001.segment")
    #expect(read(notes) == ["00001.segment": later, "00002.segment": other])
    #expect(read("").isEmpty)
  }

  @Test("end where a crash has torn them, and go on behind it") func torn() {
    let line = Self.line.utf8
    for length in 0..<line.count {
      let text = String(decoding: line.prefix(length), as: UTF8.self)
      #expect(read(text).isEmpty, "\(length) bytes")
      #expect(read(Self.line + text).count == 1)
      // The next recorder's line follows what was torn: that one is lost, the next is not.
      #expect(read(text + "\n" + Self.line)["00001.segment"]?.byteCount == 7)
    }
  }

  @Test(
    "say nothing in any other form",
    arguments: [
      ("7 ", "-7 "), ("7 ", "+7 "), ("7 ", "07 "), ("7 ", "7  "), ("7 ", ""), ("0a", "0A"),
      ("0a", "0"), ("0a", "0g"), ("1f\n", "1f \n"), ("1f\n", "1f00\n"), ("1f\n", "1f\r\n"),
    ])
  func malformed(right: String, wrong: String) {
    let text = Self.line.replacing(right, with: wrong)
    #expect(text != Self.line && read(text).isEmpty)
  }

  @Test("of any bytes are no trouble") func noise() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2000 {
      var bytes = Array(Self.line.utf8)
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      for (_, digest) in ObjectDigest.read(notes: bytes) { #expect(digest.sha256.count == 32) }
    }
  }
}
