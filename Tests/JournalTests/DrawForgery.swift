import ByteCoding
import ClipSealing
import Journal
import JournalFormat

/// Lines with a chain that holds, whatever they say: what a forger can make.
enum DrawForgery {
  static func ledger(_ lines: [DrawLine]) throws -> DrawLedger {
    var head = [UInt8](repeating: 0, count: 32)
    let texts = lines.map { line in
      var writer = ByteWriter()
      writer.block("callreel draws 1".utf8)
      writer.raw(head)
      writer.block(line.text.utf8)
      head = Digest.blake2b256(writer.bytes)
      return line.text + " " + Hexadecimal.encode(head)
    }
    return try DrawLedger(lines: texts.map { $0[...] })
  }
}
