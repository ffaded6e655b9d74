import Telephony
import Testing

@Suite("Netstrings") struct NetstringTests {
  @Test("come out whole, however they are cut on their way", arguments: [1, 2, 3, 7, 1000])
  func cut(size: Int) throws {
    let strings = ["", "a", "{\"b\":1}", String(repeating: "é", count: 300), ","]
    let bytes = strings.flatMap { NetstringBuffer.frame(Array($0.utf8)) }
    var buffer = NetstringBuffer()
    var heard: [String] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let part = Array(bytes[start..<min(start + size, bytes.count)])
      heard += try buffer.strings(adding: part).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(heard == strings)
  }

  @Test(
    "with a wrong length or frame end the connection",
    arguments: [
      ("5:abc,def,", DialogueFault.malformed), ("2:abc,", .malformed), (":,", .malformed),
      ("-1:a,", .malformed), ("01:a,", .malformed), ("1 :a,", .malformed), ("a", .malformed),
      ("1:a;", .malformed), ("999999:a,", .excessive), ("65536:", .excessive),
      ("1234567890", .excessive), ("\n", .malformed),
    ])
  func wrong(text: String, fault: DialogueFault) {
    var buffer = NetstringBuffer()
    #expect(throws: fault) { try buffer.strings(adding: Array(text.utf8)) }
  }

  @Test("keep no more than one string")
  func bounded() throws {
    var buffer = NetstringBuffer()
    #expect(try buffer.strings(adding: Array("65535:".utf8)).isEmpty)
    let part = [UInt8](repeating: 0x61, count: 60_000)
    #expect(try buffer.strings(adding: part).isEmpty)
    #expect(throws: DialogueFault.malformed) { try buffer.strings(adding: part) }
  }
}

@Suite("Lines of a stream") struct LineBufferTests {
  @Test("come out whole, however they are cut", arguments: [1, 2, 5, 100])
  func cut(size: Int) throws {
    let bytes = Array("one\r\n\ntwo\nthree\r\nrest".utf8)
    var buffer = LineBuffer(longest: 5)
    var lines: [String] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      lines += try buffer.lines(adding: bytes[start..<min(start + size, bytes.count)])
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(lines == ["one", "", "two", "three"])
  }

  @Test("are not longer than they may be, finished or not")
  func tooLong() {
    for text in ["123456\n", "1234567", "1\n1234567"] {
      var buffer = LineBuffer(longest: 5)
      #expect(throws: DialogueFault.excessive) { try buffer.lines(adding: Array(text.utf8)) }
    }
  }
}
