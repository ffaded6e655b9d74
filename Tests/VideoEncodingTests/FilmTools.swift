import Geometry
import LinuxSystem
import Redaction
import Testing
import Timeline
import VideoEncoding

/// A directory that is removed with the value.
struct ScratchDirectory: ~Copyable {
  let path: String

  init() throws {
    path = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-film-")
  }

  deinit { try? Files.removeTree(path) }

  borrowing func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Files.create(path: path + "/" + name, bytes)
    return path + "/" + name
  }

  /// Runs a program to its end; its standard output and error.
  borrowing func run(
    _ program: String, _ arguments: [String], input: [UInt8] = [],
    descriptors: [Int32: Int32] = [:]
  ) throws -> (end: ProcessEnd, output: [UInt8], error: [UInt8]) {
    for name in ["in", "out", "err"] { try? Files.remove(path + "/" + name) }
    let source = try Files.openForReading(path: try write("in", input))
    let output = try Files.openNew(path: path + "/out")
    let error = try Files.openNew(path: path + "/err")
    var mapped: [Int32: Int32] = [0: source.rawValue, 1: output.rawValue, 2: error.rawValue]
    for (target, own) in descriptors { mapped[target] = own }
    let child = try ChildProcess(
      path: program, arguments: [program] + arguments, environment: ["PATH=/usr/bin:/bin"],
      descriptors: mapped)
    let end = child.wait()
    return (
      end, try Files.read(path: path + "/out", limit: 1 << 28),
      try Files.read(path: path + "/err", limit: 1 << 20)
    )
  }

  /// What ffprobe says of `entries`, one line each.
  borrowing func probe(_ file: String, _ entries: String) throws -> [String] {
    let result = try run(
      "/usr/bin/ffprobe", ["-v", "error", "-of", "csv=p=0", "-show_entries", entries, file])
    #expect(result.end == .exited(0))
    #expect(result.error.isEmpty, "\(String(decoding: result.error, as: UTF8.self))")
    return String(decoding: result.output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The decoded pictures with the decoder's own times, in order.
  borrowing func decode(
    _ file: String, _ size: PixelSize, stream: Int = 0
  ) throws -> [FlatPicture] {
    let result = try run(
      "/usr/bin/ffmpeg",
      [
        "-v", "error", "-i", file, "-fps_mode", "passthrough", "-enc_time_base", "1/1000", "-f",
        "rawvideo", "-pix_fmt", "yuv420p", "-map", "0:v:\(stream)", "-",
      ])
    #expect(result.end == .exited(0))
    #expect(result.error.isEmpty, "\(String(decoding: result.error, as: UTF8.self))")
    let length = size.width * size.height * 3 / 2
    #expect(result.output.count % length == 0)
    return stride(from: 0, to: result.output.count, by: length).map { start in
      FlatPicture(size: size, planes: Array(result.output[start..<start + length]))
    }
  }
}

/// A known picture, and how far another one is from it.
struct FlatPicture: Equatable {
  let size: PixelSize
  /// Luma, blue and red chroma, one after another.
  let planes: [UInt8]

  init(size: PixelSize, planes: [UInt8]) {
    self.size = size
    self.planes = planes
  }

  /// Stripes and a block whose place tells the seed.
  init(size: PixelSize, seed: Int) {
    var planes: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let isBlock = (x + 160 - seed * 8 % 160) % 160 < 16 && y < 32
        planes.append(isBlock ? 225 : UInt8(60 + (y / 8 + x / 16 + seed) % 5 * 25))
      }
    }
    let half = size.width * size.height / 4
    planes += Array(repeating: UInt8(90 + seed % 60), count: half)
    planes += Array(repeating: UInt8(170 - seed % 60), count: half)
    self.init(size: size, planes: planes)
  }

  /// Mean absolute difference of all samples.
  func distance(to other: FlatPicture) -> Double {
    let sum = zip(planes, other.planes).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(planes.count)
  }

  static func blank(_ size: PixelSize) -> FlatPicture {
    let area = size.width * size.height
    return FlatPicture(
      size: size,
      planes: Array(repeating: 50, count: area) + Array(repeating: 128, count: area / 2))
  }

  var patch: FramePatch {
    let area = size.width * size.height
    return FramePatch(
      window: WindowID(rawValue: 1), region: PixelRegion(size), luma: Array(planes[..<area]),
      blueChroma: Array(planes[area..<area * 5 / 4]), redChroma: Array(planes[(area * 5 / 4)...]))
  }
}

/// Encodes known pictures the way they come: through the delay line.
struct Camera: ~Copyable {
  let size: PixelSize
  var encoder: VideoEncoder

  init(_ size: PixelSize = PixelSize(width: 320, height: 192), settings: VideoSettings = .init())
    throws
  {
    self.size = size
    encoder = try VideoEncoder(size: size, settings: settings)
  }

  func picture(_ seed: Int) -> FlatPicture { FlatPicture(size: size, seed: seed) }

  /// One frame at each time, of the picture whose seed is the time; the first is a key frame.
  mutating func film(_ times: [Int64]) throws -> [EncodedFrame] {
    let monitor = Monitor(track: 1, region: PixelRegion(size))
    var line = DelayLine(monitor: monitor, lookback: 0)
    let window = VisibleWindow(
      window: WindowID(rawValue: 1), frame: PixelRegion(size),
      visible: RegionSet(PixelRegion(size)))
    line.learn(.only([]), of: window.window, at: CallTime(milliseconds: times[0]))
    line.vouch(for: window.window, Vouching(through: CallTime(milliseconds: .max / 2)))
    var frames: [EncodedFrame] = []
    for time in times {
      let at = CallTime(milliseconds: time)
      let observation = Observation(
        at: at, monitors: [monitor], windows: [window], patches: [picture(Int(time)).patch],
        cursor: nil)
      _ = line.append(observation)
      try line.release(until: at) { _, frame, time, _ throws(VideoError) in
        guard time == at else { return }
        frames.append(try encoder.encode(frame, at: time, keyFrame: frames.isEmpty))
      }
    }
    return frames
  }

  /// A whole segment: one fragment for each list of times, the last of which ends at `end`.
  mutating func segment(_ times: [Int64], end: Int64) throws -> [UInt8] {
    var muxer = try FragmentMuxer(parameters: encoder.parameters)
    let frames = try film(times)
    return muxer.initialisation
      + (try muxer.fragment(frames, end: CallTime(milliseconds: end)))
  }
}
