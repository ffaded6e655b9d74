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
      (.string("\u{1f}\u{20}\u{80}"), "\"\\u001f\u{20}\u{80}\""),
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
