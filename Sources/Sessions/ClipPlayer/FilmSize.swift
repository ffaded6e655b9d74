internal import ByteCoding

/// Width and height of a film in pixels.
struct FilmSize: Equatable, Sendable {
  var width: Int
  var height: Int

  /// The smallest size that holds both.
  func union(_ other: FilmSize) -> FilmSize {
    FilmSize(width: max(width, other.width), height: max(height, other.height))
  }
}

extension FilmSize {
  /// Reads the first track header of fragmented MP4 (ISO/IEC 14496-12, 8.3.2).
  ///
  /// Nil where there is none; only what is needed of the boxes around it is looked at.
  init?(declaredIn media: [UInt8]) {
    var box = media[...]
    for name in ["moov", "trak", "tkhd"] {
      guard let found = Self.child(name, of: box) else { return nil }
      box = found
    }
    var reader = ByteReader(box.suffix(8))
    // Both are 16.16 fixed point.
    guard let width = try? reader.integer(UInt32.self),
      let height = try? reader.integer(UInt32.self), width >> 16 > 0, height >> 16 > 0
    else { return nil }
    self.init(width: Int(width >> 16), height: Int(height >> 16))
  }

  private static func child(_ name: String, of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = bytes
    while rest.count >= 8 {
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard length >= 8, length <= rest.count else { return nil }
      if rest.dropFirst(4).prefix(4).elementsEqual(name.utf8) {
        return rest.prefix(length).dropFirst(8)
      }
      rest = rest.dropFirst(length)
    }
    return nil
  }
}
