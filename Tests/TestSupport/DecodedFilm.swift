import ClipFormat
import ClipSealing
package import Geometry
import LinuxSystem
import Timeline

/// A clip verified, opened with its trainer's key, and decoded by the ffmpeg command.
package struct DecodedFilm {
  package let report: ClipReport
  package let opened: CallRecord
  /// With their exact reasons, in order.
  package var gaps: [Gap] = []
  package var events: [TimedEvent] = []
  package var fragments: [Fragment] = []
  package var size = PixelSize(width: 0, height: 0)
  package var frames: [FilmFrame] = []

  /// `directory`: where the segments are laid down for ffmpeg.
  package init(
    _ clip: SealedClip, key: consuming PrivateKey, directory: String,
    keys: KeyPresence = .required
  ) throws {
    report = try clip.verify(keys: keys)
    let opener = try clip.open(key)
    opened = opener.callRecord
    for number in clip.segments {
      let fragments = try opener.open(
        segment: number, bytes: clip.objects[.segment(number)] ?? []
      ).map(\.fragment)
      self.fragments += fragments
      gaps += fragments.flatMap(\.gaps)
      events += fragments.flatMap(\.manifest.events)
      let path = directory + "/segment.mp4"
      try Files.replace(path: path, fragments.flatMap(\.media))
      try decode(path)
    }
    if let bytes = clip.objects[.closing], let detail = try opener.open(closing: bytes) {
      gaps += detail.gaps
      events += detail.events
    }
  }

  package func gaps(_ reason: GapReason) -> [Gap] { gaps.filter { $0.reason == reason } }

  /// The frame that shows at a moment; nil before the film and within a gap.
  package func frame(at time: CallTime) -> FilmFrame? {
    guard fragments.contains(where: { $0.span.start <= time && time < $0.span.end }) else {
      return nil
    }
    return frames.last { $0.time <= time }
  }

  private mutating func decode(_ path: String) throws {
    let environment = ["PATH=/usr/bin:/bin"]
    let times = try TestProgram.output(
      of: "ffprobe",
      ["-v", "error", "-show_entries", "stream=width,height:packet=pts", "-of", "csv=p=1", path],
      environment: environment)
    var milliseconds: [Int64] = []
    for line in String(decoding: times, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: ",")
      let numbers = fields.dropFirst().compactMap { Int64($0) }
      if fields.first == "packet", let time = numbers.first { milliseconds.append(time) }
      if fields.first == "stream", numbers.count == 2 {
        size = PixelSize(width: Int(numbers[0]), height: Int(numbers[1]))
      }
    }
    let pixels = try TestProgram.output(
      of: "ffmpeg",
      ["-v", "error", "-i", path, "-fps_mode", "passthrough", "-f", "rawvideo"]
        + ["-pix_fmt", "yuv420p", "-"], environment: environment)
    let length = size.width * size.height * 3 / 2
    guard length > 0, pixels.count == length * milliseconds.count else {
      throw TestTimeout("\(milliseconds.count) frames of \(length) bytes; \(pixels.count) came")
    }
    for (index, time) in milliseconds.enumerated() {
      frames.append(
        FilmFrame(
          time: CallTime(milliseconds: time), size: size,
          planes: pixels[index * length..<(index + 1) * length]))
    }
  }
}
