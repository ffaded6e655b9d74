import ByteCoding
import Testing

@Suite("Bytes as text") struct TextCodingTests {
  @Test(
    "RFC 4648's base 32, in lower case and without padding",
    arguments: [
      ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"),
      ("fooba", "mzxw6ytb"), ("foobar", "mzxw6ytboi"),
    ])
  func base32(plain: String, coded: String) {
    #expect(Base32.encode(plain.utf8) == coded)
    #expect(Base32.decode(coded) == Array(plain.utf8))
  }

  @Test(
    "Base 32 that nobody writes is not read",
    arguments: [
      "m", "a", "aaa", "aaaaaa", "mzx", "mzxw6y", "mz", "my======", "MY", "m0", "m1", "m8", "mý",
      " my", "mzxw6ytbo",
    ])
  func refusedBase32(text: String) {
    #expect(Base32.decode(text) == nil)
  }

  @Test("What a terminal would obey is shown instead") func visible() {
    let sly = "a\u{1b}]0;title\u{7}\u{9b}2J\r\nb\tc\u{202e}d\u{2028}e\u{7f}"
    let shown = #"a\u{1b}]0;title\u{7}\u{9b}2J\u{d}\u{a}b\u{9}c\u{202e}d\u{2028}e\u{7f}"#
    #expect(sly.visible == shown)
    #expect(
      sly.visible(keepingLines: true)
        == shown.replacing(#"\u{a}"#, with: "\n").replacing(#"\u{9}"#, with: "\t"))
    for plain in ["Jeanne Martin", "Zoë Åström", "王", "\\u{1b}"] { #expect(plain.visible == plain) }
    #expect(!JSONText.string(sly).text.unicodeScalars.contains("\u{9b}"))
  }

  @Test("Every byte comes back from both codes")
  func roundTrip() {
    var random = SystemRandomNumberGenerator()
    for length in 0..<70 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(Base32.decode(Base32.encode(bytes)) == bytes)
      #expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes)
    }
    #expect(Hexadecimal.encode([0, 1, 0xAB, 0xFF]) == "0001abff")
    #expect(Hexadecimal.decode("ABff") == [0xAB, 0xFF])
  }

  @Test("Hexadecimal that is none is not read", arguments: ["a", "0g", "0x00", "é0", " 00", "０0"])
  func refusedHexadecimal(text: String) {
    #expect(Hexadecimal.decode(text) == nil)
  }

  @Test(
    "JSON is one line, whatever is in it",
    arguments: [
      (JSONText.string("a\"b\\c\n\t\u{1}\u{7f}é😀"), #""a\"b\\c\n\t\u0001\u007fé😀""#),
      (.string("\u{1f}\u{20}\u{80}\u{a0}"), "\"\\u001f\u{20}\\u0080\u{a0}\""),
      (.integer(.min), "-9223372036854775808"), (.boolean(true), "true"), (.null, "null"),
      (.array([]), "[]"), (.object([]), "{}"),
      (
        .object([("b", .integer(1)), ("a\u{0}", .array([.null, .string("")]))]),
        #"{"b":1,"a\u0000":[null,""]}"#
      ),
    ])
  func json(value: JSONText, text: String) {
    #expect(value.text == text)
  }
}
