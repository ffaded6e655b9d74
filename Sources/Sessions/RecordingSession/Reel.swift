import FilmTiming
import Redaction
import Timeline
import VideoEncoding

/// The encoded frames of the fragment that runs now.
struct Reel: ~Copyable {
  private var encoder: VideoEncoder
  private var frames: [EncodedFrame] = []
  private var needsKeyFrame = true
  var notes = ManifestNotes()

  init(encoder: consuming VideoEncoder) {
    self.encoder = encoder
  }

  var parameters: CodecParameters { encoder.parameters }

  mutating func restart() {
    frames = []
    needsKeyFrame = true
  }

  mutating func needKeyFrame() {
    needsKeyFrame = true
  }

  mutating func discard(from time: CallTime) {
    notes.discard(from: time)
    let kept = frames.count
    frames.removeAll { $0.time >= time }
    // What follows may not refer to a frame that is gone.
    if frames.count < kept { needsKeyFrame = true }
  }

  mutating func takeFrames() -> [EncodedFrame] {
    defer { frames = [] }
    return frames
  }

  /// Encodes what the line lets go up to and with `time`.
  mutating func release(
    from line: inout DelayLine, through time: CallTime
  ) throws(FilmFailure) {
    try line.release(until: time + line.lookback) { frame, time, note throws(FilmFailure) in
      try encode(frame, at: time, note: note)
    }
  }

  /// Encodes what the line holds before `end`: nothing more will be learned of it.
  mutating func drain(from line: inout DelayLine, until end: CallTime) throws(FilmFailure) {
    try line.drain(until: end) { frame, time, note throws(FilmFailure) in
      try encode(frame, at: time, note: note)
    }
  }

  /// Makes sure that a fragment starts with a frame: the picture that shows then.
  mutating func repeatFrame(of line: inout DelayLine, at time: CallTime) throws(FilmFailure) {
    guard frames.isEmpty else { return }
    try line.repeatFrame(at: time) { frame, note throws(FilmFailure) in
      try encode(frame, at: time, note: note)
    }
  }

  private mutating func encode(
    _ frame: borrowing RedactedFrame, at time: CallTime, note: FrameNote
  ) throws(FilmFailure) {
    notes.note(note, at: time)
    do throws(VideoError) {
      frames.append(try encoder.encode(frame, at: time, keyFrame: needsKeyFrame))
    } catch {
      throw .encoding(error)
    }
    needsKeyFrame = false
  }
}
