import ByteCoding

/// Boxes of a film that says when its pictures show, and has no pictures.
package enum SketchedFilm {
  package static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
    number(UInt32(content.count + 8)) + Array(type.utf8) + content
  }

  package static func number<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    var writer = ByteWriter()
    writer.integer(value)
    return writer.bytes
  }

  /// `ftyp` and `moov` of these tracks, each with the same default duration of a sample.
  package static func initialisation(
    tracks: [UInt32] = [1], timescale: UInt32 = 1_000, defaultDuration: UInt32 = 0,
    inTrack: [UInt8] = []
  ) -> [UInt8] {
    let tracksBytes = tracks.flatMap { number -> [UInt8] in
      let header = box(
        "tkhd", Self.number(UInt32(3)) + [UInt8](repeating: 0, count: 8) + Self.number(number))
      let media = box(
        "mdhd", [UInt8](repeating: 0, count: 12) + Self.number(timescale) + [0, 0, 0, 0])
      return box("trak", header + inTrack + box("mdia", media))
    }
    let defaults = tracks.flatMap { number in
      box(
        "trex",
        [0, 0, 0, 0] + Self.number(number) + Self.number(UInt32(1))
          + Self.number(defaultDuration) + [UInt8](repeating: 0, count: 8))
    }
    return box("ftyp", Array("iso6".utf8) + [0, 0, 0, 0])
      + box("moov", tracksBytes + box("mvex", defaults))
  }

  /// A `traf`: samples of these lengths from a time on, in milliseconds.
  package static func run(
    track: UInt32 = 1, start: Int64, durations: [UInt32], offsets: [UInt32]? = nil
  ) -> [UInt8] {
    let flags: UInt32 = 0x100 | (offsets == nil ? 0 : 0x800)
    var samples: [UInt8] = []
    for (index, duration) in durations.enumerated() {
      samples += number(duration)
      if let offsets { samples += number(offsets[index]) }
    }
    return box(
      "traf",
      box("tfhd", number(UInt32(0x20000)) + number(track))
        + box("tfdt", number(UInt32(1 << 24)) + number(UInt64(start)))
        + box("trun", number(flags) + number(UInt32(durations.count)) + samples))
  }

  package static func fragment(_ runs: [[UInt8]]) -> [UInt8] {
    box("moof", box("mfhd", [UInt8](repeating: 0, count: 8)) + runs.flatMap { $0 })
      + box("mdat", [])
  }

  /// Two samples of one track from start to end.
  package static func halves(start: Int64, end: Int64, starts: Bool) -> [UInt8] {
    let first = UInt32((end - start) / 2)
    return (starts ? initialisation() : [])
      + fragment([run(start: start, durations: [first, UInt32(end - start) - first])])
  }
}
