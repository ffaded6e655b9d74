/// One box of ISO/IEC 14496-12, 4.2, as a stretch of the bytes that it lies in.
struct FilmBox {
  /// Its four characters.
  let type: String
  /// What follows size and type.
  let content: Range<Int>
}

/// Takes boxes and big-endian fields off a film, and never reads past a box's end.
struct BoxReader {
  let bytes: [UInt8]

  /// The boxes that fill `range` exactly.
  func boxes(in range: Range<Int>) throws(FormatError) -> [FilmBox] {
    var boxes: [FilmBox] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let size = Int(try number(at: offset, in: range))
      guard size >= 8, size <= range.upperBound - offset else {
        throw FormatError(.film, "a box is cut short or of no length")
      }
      guard boxes.count < FormatLimits.boxes else {
        throw FormatError(.film, "more than \(FormatLimits.boxes) boxes in one")
      }
      boxes.append(
        FilmBox(
          type: String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self),
          content: offset + 8..<offset + size))
      offset += size
    }
    return boxes
  }

  /// The one box of a type in a container.
  func only(_ type: String, in boxes: [FilmBox]) throws(FormatError) -> Range<Int> {
    let found = boxes.filter { $0.type == type }
    guard found.count == 1, let box = found.first else {
      throw FormatError(.film, "\(found.count) boxes \(type) where one belongs")
    }
    return box.content
  }

  func only(_ type: String, in range: Range<Int>) throws(FormatError) -> Range<Int> {
    try only(type, in: boxes(in: range))
  }

  /// 32 bits at an absolute offset.
  func number(at offset: Int, in range: Range<Int>) throws(FormatError) -> UInt32 {
    guard offset >= range.lowerBound, offset + 4 <= range.upperBound else {
      throw FormatError(.film, "a box is shorter than its fields")
    }
    return bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The version and the flags that a full box begins with.
  func versionAndFlags(_ content: Range<Int>) throws(FormatError) -> (version: UInt8, flags: UInt32)
  {
    let both = try number(at: content.lowerBound, in: content)
    return (UInt8(both >> 24), both & 0xFF_FFFF)
  }
}
