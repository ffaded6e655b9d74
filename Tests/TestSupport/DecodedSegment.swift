internal import Geometry
import Timeline

/// One segment of a film, decoded track by track.
struct DecodedSegment {
  struct Track {
    var number: Int
    var size: PixelSize
    var frames: [FilmFrame] = []
  }

  /// In the order of the file.
  private(set) var tracks: [Track] = []

  init(_ path: String) throws {
    var times: [Int: [Int64]] = [:]
    for line in try Self.lines(path) {
      let fields = line.split(separator: ",")
      let numbers = fields.dropFirst().compactMap { field in
        field.hasPrefix("0x") ? Int64(field.dropFirst(2), radix: 16) : Int64(field)
      }
      if fields.first == "packet", numbers.count == 2 {
        times[Int(numbers[0]), default: []].append(numbers[1])
      }
      if fields.first == "stream", numbers.count == 4 {
        let size = PixelSize(width: Int(numbers[1]), height: Int(numbers[2]))
        tracks.append(Track(number: Int(numbers[3]), size: size))
      }
    }
    for index in tracks.indices {
      try decode(path, index, times[index] ?? [])
    }
  }

  /// What ffprobe says of streams and packets.
  private static func lines(_ path: String) throws -> [Substring] {
    let output = try TestProgram.output(
      of: "ffprobe",
      ["-v", "error", "-show_entries", "stream=index,width,height,id:packet=stream_index,pts"]
        + ["-of", "csv=p=1", path], environment: ["PATH=/usr/bin:/bin"])
    return String(decoding: output, as: UTF8.self).split(separator: "\n")
  }

  private mutating func decode(_ path: String, _ index: Int, _ times: [Int64]) throws {
    let pixels = try TestProgram.output(
      of: "ffmpeg",
      ["-v", "error", "-i", path, "-map", "0:\(index)", "-fps_mode", "passthrough"]
        + ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-"], environment: ["PATH=/usr/bin:/bin"])
    let size = tracks[index].size
    let length = size.width * size.height * 3 / 2
    guard length > 0, pixels.count == length * times.count else {
      throw TestTimeout("\(times.count) frames of \(length) bytes; \(pixels.count) came")
    }
    tracks[index].frames = times.enumerated().map { place, time in
      FilmFrame(
        time: CallTime(milliseconds: time), size: size,
        planes: pixels[place * length..<(place + 1) * length])
    }
  }
}
