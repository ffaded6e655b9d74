internal import CFFmpeg
import Geometry
import Timeline

/// One segment taken apart: its track's parameters and its frames, ready for another container.
struct FilmSegment {
  var parameters: CodecParameters
  /// Never empty; starts with a key frame.
  var frames: [EncodedFrame]
  /// Where the last frame ends.
  var end: CallTime

  /// Reads an initialisation and fragments of one video track.
  ///
  /// Throws ``VideoError/damaged`` where a box is cut short, a frame is broken or missing, the
  /// times do not increase, or the first frame needs another before it.
  init(reading bytes: [UInt8]) throws(VideoError) {
    guard Self.consistsOfWholeBoxes(bytes) else { throw .damaged }
    callreel_silence()
    let input = try InputContext(bytes)
    parameters = try input.parameters()
    frames = []
    end = .answered
    let packet = try Packet()
    while try input.read(into: packet) {
      let time = unsafe packet.pointer.pointee.pts
      guard time >= 0, unsafe packet.pointer.pointee.dts == time else { throw .damaged }
      let frame = EncodedFrame(
        bytes: packet.bytes, time: CallTime(milliseconds: time), isKey: packet.isKey)
      guard frames.last.map({ frame.time > $0.time }) ?? frame.isKey else { throw .damaged }
      frames.append(frame)
    }
    end = CallTime(milliseconds: input.end)
    guard let last = frames.last, end > last.time else { throw .damaged }
  }

  /// Whether top-level boxes (ISO/IEC 14496-12, 4.2) fill the bytes exactly.
  private static func consistsOfWholeBoxes(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while rest.count >= 8 {
      let size = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard size >= 8, size <= rest.count else { return false }
      rest = rest.dropFirst(size)
    }
    return rest.isEmpty && !bytes.isEmpty
  }
}
