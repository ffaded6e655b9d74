import ByteCoding
import Testing

@Suite("JSON from outside") struct JSONReaderTests {
  @Test("is read as RFC 8259 says")
  func values() throws {
    let text = #"""
       { "a" : "é\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00", "b":-12, "c":[true,false,null,[]],
      "d":{}, "e":1.5e-3, "f":9223372036854775807, "g":9223372036854775808, "h":0 }
      """#
    let value = try JSONText(reading: text.utf8)
    #expect(value["a"]?.string == "é\"\\/\u{8}\u{c}\n\r\té😀")
    #expect(value["b"] == .integer(-12) && value["h"] == .integer(0))
    #expect(value["c"] == .array([.boolean(true), .boolean(false), .null, .array([])]))
    #expect(value["d"] == .object([]) && value["e"] == .number("1.5e-3"))
    #expect(value["f"] == .integer(.max) && value["g"] == .number("9223372036854775808"))
    #expect(value["none"] == nil && JSONText.null["a"] == nil)
    #expect(try JSONText(reading: value.text.utf8) == value)
  }

  @Test(
    "is refused where it is anything else",
    arguments: [
      "", " ", "{", "}", "{}{}", "{} x", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
      "{a:1}", "{'a':1}", "{\"a\":1,\"a\":2}", "tru", "True", "nul", "01", "-", "+1", ".5", "1.",
      "1e", "1e+", "--1", "1-", "0x10", "NaN", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"",
      "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\n\"", "\"\u{0}\"", "[1 2]", "{\"a\":1 \"b\":2}",
      String(repeating: "[", count: 17) + String(repeating: "]", count: 17), "\u{feff}{}",
      String(repeating: "[", count: 100_000),
    ])
  func refused(text: String) {
    #expect(throws: JSONError.self) { try JSONText(reading: text.utf8) }
  }

  @Test("is UTF-8 and nothing else")
  func notUTF8() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    ] {
      #expect(throws: JSONError.self) { try JSONText(reading: bytes) }
    }
  }
}
