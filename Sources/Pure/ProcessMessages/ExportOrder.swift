package import ByteCoding
package import Geometry
package import Timeline

/// What `callreel-export` is told before the segments come: block 0 of its standard input.
///
/// Blocks have a 32-bit length; those after it are segments, and an empty one ends the film.
package struct ExportOrder: Equatable, Sendable {
  package enum Format: UInt8, CaseIterable, Sendable {
    /// An ordinary file; descriptor 3 must be able to seek.
    case mp4 = 1
    /// A stream for a player.
    case matroska = 2
  }

  package struct Chapter: Equatable, Sendable {
    package var span: CallSpan
    package var title: String

    package init(span: CallSpan, title: String) {
      self.span = span
      self.title = title
    }
  }

  package struct Tag: Equatable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The longest order and the longest segment that are read, in bytes.
  package static let orderLimit = 1 << 20
  package static let segmentLimit = 256 << 20

  package var format: Format
  /// Where the film ends on the call's timeline.
  package var end: CallTime
  package var gaps: [CallSpan]
  package var chapters: [Chapter]
  package var metadata: [Tag]
  /// Each track's largest size by its number; none takes the first segment's tracks.
  package var sizes: [UInt32: PixelSize]
  /// Whether a line is wanted for each segment that is done.
  package var progress: Bool

  package init(
    format: Format, end: CallTime, gaps: [CallSpan] = [], chapters: [Chapter] = [],
    metadata: [Tag] = [], sizes: [UInt32: PixelSize] = [:], progress: Bool = false
  ) {
    self.format = format
    self.end = end
    self.gaps = gaps
    self.chapters = chapters
    self.metadata = metadata
    self.sizes = sizes
    self.progress = progress
  }

  package init(decoding bytes: [UInt8]) throws(ByteError) {
    var reader = ByteReader(bytes)
    guard let format = Format(rawValue: try reader.integer()) else { throw .malformed }
    self.format = format
    progress = try reader.flag()
    end = CallTime(milliseconds: try reader.integer())
    sizes = try Self.sizes(&reader)
    gaps = try Self.list(&reader, Self.span)
    chapters = try Self.list(&reader) { reader throws(ByteError) in
      Chapter(span: try Self.span(&reader), title: try reader.text())
    }
    metadata = try Self.list(&reader) { reader throws(ByteError) in
      Tag(key: try reader.text(), value: try reader.text())
    }
    try reader.finish()
  }

  package var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.integer(format.rawValue)
    writer.flag(progress)
    writer.integer(end.milliseconds)
    writer.integer(UInt32(sizes.count))
    for (track, size) in sizes.sorted(by: { $0.key < $1.key }) {
      writer.integer(track)
      writer.integer(UInt16(size.width))
      writer.integer(UInt16(size.height))
    }
    writer.integer(UInt32(gaps.count))
    for gap in gaps { Self.write(gap, to: &writer) }
    writer.integer(UInt32(chapters.count))
    for chapter in chapters {
      Self.write(chapter.span, to: &writer)
      writer.text(chapter.title)
    }
    writer.integer(UInt32(metadata.count))
    for tag in metadata {
      writer.text(tag.key)
      writer.text(tag.value)
    }
    return writer.bytes
  }

  private static func write(_ span: CallSpan, to writer: inout ByteWriter) {
    writer.integer(span.start.milliseconds)
    writer.integer(span.end.milliseconds)
  }

  private static func span(_ reader: inout ByteReader) throws(ByteError) -> CallSpan {
    let start = CallTime(milliseconds: try reader.integer())
    let end = CallTime(milliseconds: try reader.integer())
    guard start <= end else { throw .malformed }
    return CallSpan(start: start, end: end)
  }

  /// Tracks by rising number from 1, none twice.
  private static func sizes(_ reader: inout ByteReader) throws(ByteError) -> [UInt32: PixelSize] {
    let entries = try list(&reader) { reader throws(ByteError) in
      let track = try reader.integer(UInt32.self)
      let width = Int(try reader.integer(UInt16.self))
      return (track, PixelSize(width: width, height: Int(try reader.integer(UInt16.self))))
    }
    var sizes: [UInt32: PixelSize] = [:]
    var last: UInt32 = 0
    for (track, size) in entries {
      guard track > last, !size.isEmpty else { throw .malformed }
      sizes[track] = size
      last = track
    }
    return sizes
  }

  private static func list<Element>(
    _ reader: inout ByteReader,
    _ element: (inout ByteReader) throws(ByteError) -> Element
  ) throws(ByteError) -> [Element] {
    let count = Int(try reader.integer(UInt32.self))
    // An element takes four bytes at least, so a false count cannot ask for memory.
    guard count <= reader.remaining / 4 else { throw .truncated }
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try element(&reader)) }
    return elements
  }
}
