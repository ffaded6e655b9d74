import Redaction
import Timeline
import VideoEncoding

/// One track of the film: its encoder and the frames of the fragment that runs now.
///
/// A class, because an encoder cannot be copied into an array.
final class ReelTrack {
  /// Where the pictures come from; another monitor of the same size can take over.
  var monitor: Monitor
  private var encoder: VideoEncoder
  private(set) var frames: [EncodedFrame] = []
  private var needsKeyFrame = true

  init(_ monitor: Monitor, encoder: consuming VideoEncoder) {
    self.monitor = monitor
    self.encoder = encoder
  }

  /// Opens an encoder, which takes about 20 ms.
  init(opening monitor: Monitor) throws(VideoError) {
    self.monitor = monitor
    encoder = try VideoEncoder(size: monitor.pictureSize)
  }

  /// How much film the frames are.
  var byteCount: Int { frames.reduce(0) { $0 + $1.bytes.count } }

  var filmTrack: FilmTrack {
    FilmTrack(number: monitor.track, parameters: encoder.parameters)
  }

  /// What follows needs no frame from before.
  func needKeyFrame() {
    needsKeyFrame = true
  }

  func discard(from time: CallTime) {
    let kept = frames.count
    frames.removeAll { $0.time >= time }
    // What follows may not refer to a frame that is gone.
    if frames.count < kept { needsKeyFrame = true }
  }

  func takeFrames() -> [EncodedFrame] {
    defer { frames = [] }
    return frames
  }

  func encode(_ frame: borrowing RedactedFrame, at time: CallTime) throws(VideoError) {
    frames.append(try encoder.encode(frame, at: time, keyFrame: needsKeyFrame))
    needsKeyFrame = false
  }
}
