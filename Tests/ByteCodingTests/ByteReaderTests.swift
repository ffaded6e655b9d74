import ByteCoding
import Testing

@Suite("Bytes in and out") struct ByteReaderTests {
  @Test("come back as they were written, big-endian")
  func roundTrip() throws {
    var writer = ByteWriter()
    writer.integer(UInt8(7))
    writer.integer(UInt16(0x0102))
    writer.integer(Int32(-2))
    writer.integer(Int64.min)
    writer.integer(UInt64.max)
    writer.flag(true)
    writer.text("é")
    writer.block([9, 8])
    writer.raw([5])
    #expect(writer.bytes.prefix(7) == [7, 1, 2, 0xFF, 0xFF, 0xFF, 0xFE])
    var reader = ByteReader(writer.bytes)
    #expect(try reader.integer(UInt8.self) == 7)
    #expect(try reader.integer(UInt16.self) == 0x0102)
    #expect(try reader.integer(Int32.self) == -2)
    #expect(try reader.integer(Int64.self) == .min)
    #expect(try reader.integer(UInt64.self) == .max)
    #expect(try reader.flag())
    #expect(try reader.text() == "é")
    #expect(try reader.block(limit: 2) == [9, 8])
    #expect(throws: ByteError.trailing) { try reader.finish() }
    #expect(try reader.raw(1) == [5])
    try reader.finish()
  }

  @Test("that are cut short are refused at every length")
  func truncated() {
    var writer = ByteWriter()
    writer.text("text")
    writer.block([1, 2, 3])
    writer.integer(Int64(1))
    for length in 0..<writer.bytes.count {
      var reader = ByteReader(writer.bytes.prefix(length))
      #expect(throws: ByteError.truncated) {
        _ = try reader.text()
        _ = try reader.block(limit: 10)
        _ = try reader.integer(Int64.self)
      }
    }
  }

  @Test("that no writer makes are refused")
  func malformed() {
    var flag = ByteReader([2])
    #expect(throws: ByteError.malformed) { try flag.flag() }
    var text = ByteReader([0, 2, 0xC3, 0x28])
    #expect(throws: ByteError.malformed) { try text.text() }
    var block = ByteReader([0xFF, 0xFF, 0xFF, 0xFF])
    #expect(throws: ByteError.malformed) { try block.block(limit: 1 << 20) }
    var raw = ByteReader([1])
    #expect(throws: ByteError.truncated) { try raw.raw(-1) }
  }
}
