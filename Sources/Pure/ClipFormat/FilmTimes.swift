package import Timeline

/// Holds the own times of a segment's film against the headers of its fragments.
///
/// Reads the boxes that callreel-clip(5), section Film, names, and passes over all others. It
/// decodes nothing.
package struct FilmTimes: Sendable {
  private struct Track {
    let number: UInt32
    let defaultDuration: UInt32
    /// Where the track's next sample starts, in milliseconds.
    var reached: Int64 = 0
  }

  private var tracks: [Track] = []

  /// Stands before the first fragment of a segment.
  package init() {}

  /// Takes the film of the next fragment.
  package mutating func accept(
    _ film: [UInt8], span: CallSpan, frames: UInt32, position: SegmentPosition
  ) throws(FormatError) {
    let reader = BoxReader(bytes: film)
    let boxes = try reader.boxes(in: 0..<film.count)
    switch position {
    case .starts:
      let firstMovie = boxes.firstIndex { $0.type == "moov" } ?? boxes.count
      let firstRun = boxes.firstIndex { $0.type == "moof" } ?? boxes.count
      guard boxes.first?.type == "ftyp", firstMovie < firstRun else {
        throw FormatError(.film, "the segment does not begin with ftyp and moov")
      }
      _ = try reader.only("ftyp", in: boxes)
      tracks = try Self.tracks(of: reader, in: try reader.only("moov", in: boxes))
    case .continues:
      guard !boxes.contains(where: { $0.type == "ftyp" || $0.type == "moov" }) else {
        throw FormatError(.film, "an initialisation inside a segment")
      }
    }
    for index in tracks.indices {
      tracks[index].reached = span.start.milliseconds
    }
    var samples: UInt64 = 0
    for box in boxes where box.type == "moof" {
      for run in try reader.boxes(in: box.content) where run.type == "traf" {
        samples += try accept(run.content, of: reader, end: span.end)
      }
    }
    guard tracks.allSatisfy({ $0.reached == span.end.milliseconds }) else {
      throw FormatError(.film, "the film of a track is shorter than the fragment")
    }
    guard samples == UInt64(frames) else {
      throw FormatError(.film, "\(samples) pictures where the manifest counts \(frames)")
    }
  }

  /// The samples of one `traf`.
  private mutating func accept(
    _ content: Range<Int>, of reader: BoxReader, end: CallTime
  ) throws(FormatError) -> UInt64 {
    let boxes = try reader.boxes(in: content)
    let (number, ownDefault) = try Self.fragmentHeader(
      of: reader, try reader.only("tfhd", in: boxes))
    guard let index = tracks.firstIndex(where: { $0.number == number }) else {
      throw FormatError(.film, "samples of a track that the segment does not have")
    }
    let start = try Self.startTime(of: reader, try reader.only("tfdt", in: boxes))
    guard start == UInt64(tracks[index].reached) else {
      throw FormatError(.film, "the film of a track starts elsewhere than it should")
    }
    let usual = ownDefault ?? tracks[index].defaultDuration
    var samples: UInt64 = 0
    for run in boxes where run.type == "trun" {
      samples += try accept(run.content, of: reader, track: index, usual: usual, end: end)
    }
    return samples
  }

  /// The samples of one `trun`; each lasts a millisecond at least, so the span bounds them.
  private mutating func accept(
    _ content: Range<Int>, of reader: BoxReader, track: Int, usual: UInt32, end: CallTime
  ) throws(FormatError) -> UInt64 {
    let flags = try reader.versionAndFlags(content).flags
    let count = try reader.number(at: content.lowerBound + 4, in: content)
    var offset = content.lowerBound + 8
    for flag: UInt32 in [0x1, 0x4] where flags & flag != 0 { offset += 4 }
    guard offset <= content.upperBound else {
      throw FormatError(.film, "a box is shorter than its fields")
    }
    for _ in 0..<count {
      var duration = usual
      for flag: UInt32 in [0x100, 0x200, 0x400, 0x800] where flags & flag != 0 {
        let field = try reader.number(at: offset, in: content)
        offset += 4
        if flag == 0x100 { duration = field }
        guard flag != 0x800 || field == 0 else {
          throw FormatError(.film, "a picture is shown at another time than it is decoded")
        }
      }
      guard (1...FormatLimits.observationMilliseconds).contains(Int64(duration)) else {
        throw FormatError(.film, "a picture lasts \(duration) ms, not 1 to 1000")
      }
      tracks[track].reached += Int64(duration)
      guard tracks[track].reached <= end.milliseconds else {
        throw FormatError(.film, "the film of a track is longer than the fragment")
      }
    }
    return UInt64(count)
  }
}

extension FilmTimes {
  /// Number and default duration of each track of an initialisation.
  private static func tracks(
    of reader: BoxReader, in content: Range<Int>
  ) throws(FormatError) -> [Track] {
    let boxes = try reader.boxes(in: content)
    var defaults: [UInt32: UInt32] = [:]
    for box in try reader.boxes(in: try reader.only("mvex", in: boxes)) where box.type == "trex" {
      let number = try reader.number(at: box.content.lowerBound + 4, in: box.content)
      let usual = try reader.number(at: box.content.lowerBound + 12, in: box.content)
      guard defaults.updateValue(usual, forKey: number) == nil else {
        throw FormatError(.film, "two boxes trex for one track")
      }
    }
    var tracks: [Track] = []
    for box in boxes where box.type == "trak" {
      let number = try number(ofTrack: box.content, of: reader)
      guard let usual = defaults[number] else {
        throw FormatError(.film, "no box trex for a track")
      }
      guard number > tracks.last?.number ?? 0, tracks.count < FormatLimits.tracks else {
        throw FormatError(.film, "the numbers of the tracks do not rise, or are too many")
      }
      tracks.append(Track(number: number, defaultDuration: usual))
    }
    guard !tracks.isEmpty, defaults.count == tracks.count else {
      throw FormatError(.film, "no track, or a box trex of none")
    }
    return tracks
  }

  private static func number(
    ofTrack content: Range<Int>, of reader: BoxReader
  ) throws(FormatError) -> UInt32 {
    let boxes = try reader.boxes(in: content)
    guard !boxes.contains(where: { $0.type == "edts" }) else {
      throw FormatError(.film, "an edit list moves the film's times")
    }
    let media = try reader.only("mdhd", in: try reader.only("mdia", in: boxes))
    guard try word(of: reader, media) == 1_000 else {
      throw FormatError(.film, "the film's times are not in milliseconds")
    }
    return try word(of: reader, try reader.only("tkhd", in: boxes))
  }

  /// The 32 bits that follow two times in `tkhd` and `mdhd`.
  private static func word(
    of reader: BoxReader, _ content: Range<Int>
  ) throws(FormatError) -> UInt32 {
    switch try reader.versionAndFlags(content).version {
    case 0: try reader.number(at: content.lowerBound + 12, in: content)
    case 1: try reader.number(at: content.lowerBound + 20, in: content)
    default: throw FormatError(.film, "a box of an unknown version")
    }
  }

  /// Track number, and the fragment's default duration where it has one.
  private static func fragmentHeader(
    of reader: BoxReader, _ content: Range<Int>
  ) throws(FormatError) -> (UInt32, UInt32?) {
    let flags = try reader.versionAndFlags(content).flags
    let number = try reader.number(at: content.lowerBound + 4, in: content)
    guard flags & 0x8 != 0 else { return (number, nil) }
    let offset = content.lowerBound + 8 + (flags & 0x1 != 0 ? 8 : 0) + (flags & 0x2 != 0 ? 4 : 0)
    return (number, try reader.number(at: offset, in: content))
  }

  private static func startTime(
    of reader: BoxReader, _ content: Range<Int>
  ) throws(FormatError) -> UInt64 {
    let first = UInt64(try reader.number(at: content.lowerBound + 4, in: content))
    switch try reader.versionAndFlags(content).version {
    case 0: return first
    case 1:
      return first << 32 | UInt64(try reader.number(at: content.lowerBound + 8, in: content))
    default: throw FormatError(.film, "a box of an unknown version")
    }
  }
}
