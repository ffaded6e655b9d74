internal import ByteCoding

/// One record as a line of a text file: a word, then base 32 of the record and its CRC-32.
///
/// Keys, orders and lists lie in such files. Lines end with a line feed alone; those that begin with
/// `#` and empty ones say nothing.
package enum RecordText {
  /// The one line that says something; nil unless it is UTF-8 of at most `limit` bytes.
  package static func line(of file: [UInt8], limit: Int) -> String? {
    guard file.count <= limit, String(validating: file, as: UTF8.self) != nil else { return nil }
    let lines = file.split(separator: UInt8(ascii: "\n"))
      .filter { $0.first != UInt8(ascii: "#") }
    guard lines.count == 1, let line = lines.first else { return nil }
    return String(validating: line, as: UTF8.self)
  }

  package static func line(_ word: String, _ record: [UInt8]) -> String {
    var writer = ByteWriter()
    writer.raw(record)
    writer.integer(Checksum.crc32(record))
    return word + Base32.encode(writer.bytes)
  }

  /// The record without its checksum; nil for another word, and where a character is wrong.
  package static func record(_ line: String, after word: String) -> [UInt8]? {
    guard line.hasPrefix(word), let bytes = Base32.decode(line.dropFirst(word.count)),
      bytes.count > 4
    else { return nil }
    let record = Array(bytes.dropLast(4))
    var writer = ByteWriter()
    writer.integer(Checksum.crc32(record))
    return writer.bytes == bytes.suffix(4) ? record : nil
  }

  /// As ``record(_:after:)`` of a whole file, with the fault that callreel-clip(5) names.
  package static func record(
    ofFile file: [UInt8], after word: String, limit: Int
  ) throws(FormatError) -> [UInt8] {
    guard let line = line(of: file, limit: limit), let record = record(line, after: word) else {
      throw FormatError(.encoding, "not a file with one undamaged line of \(word)…")
    }
    return record
  }
}
