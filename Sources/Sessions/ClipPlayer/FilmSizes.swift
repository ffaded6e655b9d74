internal import ByteCoding
internal import Geometry

/// The largest picture of each track of a film, by the track's number.
struct FilmSizes: Equatable, Sendable {
  private(set) var tracks: [UInt32: PixelSize] = [:]

  /// By rising number of the track.
  var inOrder: [PixelSize] { tracks.sorted { $0.key < $1.key }.map(\.value) }

  /// The smallest sizes that hold both.
  mutating func formUnion(_ other: FilmSizes) {
    tracks.merge(other.tracks) { ours, theirs in
      PixelSize(width: max(ours.width, theirs.width), height: max(ours.height, theirs.height))
    }
  }
}

extension FilmSizes {
  /// Reads the track headers of fragmented MP4 (ISO/IEC 14496-12, 8.3.2).
  ///
  /// Nil where there are none, or where one is not as it should be; only what is needed of the
  /// boxes around them is looked at.
  init?(declaredIn media: [UInt8]) {
    guard let movie = Self.children("moov", of: media[...])?.first,
      let tracks = Self.children("trak", of: movie), !tracks.isEmpty
    else { return nil }
    for track in tracks {
      guard let header = Self.children("tkhd", of: track)?.first,
        let (number, size) = Self.track(of: header), self.tracks[number] == nil
      else { return nil }
      self.tracks[number] = size
    }
  }

  private static func track(of header: ArraySlice<UInt8>) -> (UInt32, PixelSize)? {
    guard let version = header.first, version <= 1 else { return nil }
    // Two times come before the number, of four or of eight bytes.
    var reader = ByteReader(header.dropFirst(version == 0 ? 12 : 20))
    guard let number = try? reader.integer(UInt32.self), number > 0, reader.remaining == 68 else {
      return nil
    }
    var sides = ByteReader(header.suffix(8))
    // Both are 16.16 fixed point.
    guard let width = try? sides.integer(UInt32.self),
      let height = try? sides.integer(UInt32.self), width >> 16 > 0, height >> 16 > 0
    else { return nil }
    return (number, PixelSize(width: Int(width >> 16), height: Int(height >> 16)))
  }

  /// What is in all boxes of this name; nil where the bytes are not whole boxes.
  private static func children(
    _ name: String, of bytes: ArraySlice<UInt8>
  ) -> [ArraySlice<UInt8>]? {
    var found: [ArraySlice<UInt8>] = []
    var rest = bytes
    while rest.count >= 8 {
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard length >= 8, length <= rest.count else { return nil }
      if rest.dropFirst(4).prefix(4).elementsEqual(name.utf8) {
        found.append(rest.prefix(length).dropFirst(8))
      }
      rest = rest.dropFirst(length)
    }
    return rest.isEmpty ? found : nil
  }
}
