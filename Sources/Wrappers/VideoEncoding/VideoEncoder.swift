internal import CFFmpeg
package import Geometry
package import Redaction
package import Timeline

/// Encodes redacted frames to H.264, one packet a frame, at once and without reordering.
///
/// x264 in one thread with a constant quantiser, no lookahead and no frame kept back. Colours are
/// tagged as they are made: BT.601 matrix in video range, BT.709 primaries and transfer. Used by
/// one thread at a time.
@safe package struct VideoEncoder: ~Copyable {
  package let parameters: CodecParameters
  private let context: CodecContext
  private let frame: Frame
  private let packet: Packet

  /// Takes up to about 20 ms, so make it before the first frame is due.
  package init(size: PixelSize, settings: VideoSettings = VideoSettings()) throws(VideoError) {
    precondition(!size.isEmpty && size == size.padded)
    callreel_silence()
    guard let codec = unsafe avcodec_find_encoder_by_name("libx264") else { throw .unavailable }
    let context = try unsafe CodecContext(codec: codec)
    let frame = try Frame()
    let packet = try Packet()
    let pointer = unsafe context.pointer
    unsafe Self.configure(pointer, size: size)
    for (name, value) in [
      ("preset", "ultrafast"), ("forced-idr", "1"), ("x264-params", settings.parameters),
    ] {
      let code = unsafe av_opt_set(pointer.pointee.priv_data, name, value, 0)
      guard code >= 0 else { throw .encoder(code: code) }
    }
    let code = unsafe avcodec_open2(pointer, codec, nil)
    guard code >= 0 else { throw .encoder(code: code) }
    let extradata = unsafe UnsafeBufferPointer(
      start: pointer.pointee.extradata, count: Int(pointer.pointee.extradata_size))
    parameters = unsafe CodecParameters(size: size, extradata: Array(extradata))
    self.context = context
    self.frame = frame
    self.packet = packet
  }

  private static func configure(_ context: UnsafeMutablePointer<AVCodecContext>, size: PixelSize) {
    unsafe context.pointee.width = Int32(size.width)
    unsafe context.pointee.height = Int32(size.height)
    unsafe context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
    unsafe context.pointee.time_base = AVRational(num: 1, den: 1000)
    // Nominal: for the level, and for what x264 writes of a rate. Times are the container's.
    unsafe context.pointee.framerate = AVRational(num: 30, den: 1)
    unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
    unsafe context.pointee.thread_count = 1
    unsafe context.pointee.color_range = AVCOL_RANGE_MPEG
    unsafe context.pointee.color_primaries = AVCOL_PRI_BT709
    unsafe context.pointee.color_trc = AVCOL_TRC_BT709
    unsafe context.pointee.colorspace = AVCOL_SPC_SMPTE170M
  }

  /// Encodes one frame of the encoder's size; times must increase.
  ///
  /// The frame's memory is read during the call only.
  package mutating func encode(
    _ frame: borrowing RedactedFrame, at time: CallTime, keyFrame: Bool
  ) throws(VideoError) -> EncodedFrame {
    precondition(frame.size == parameters.size)
    return try frame.withPlanes { luma, blue, red throws(VideoError) in
      try encode(luma: luma, blue: blue, red: red, at: time, keyFrame: keyFrame)
    }
  }

  /// Encodes planes of the encoder's size, rows without padding; only for film that was redacted
  /// before it was encoded the first time.
  mutating func encode(
    luma: Span<UInt8>, blue: Span<UInt8>, red: Span<UInt8>, at time: CallTime, keyFrame: Bool
  ) throws(VideoError) -> EncodedFrame {
    let area = parameters.size.width * parameters.size.height
    precondition(luma.count == area && blue.count == area / 4 && red.count == area / 4)
    let code = unsafe luma.withUnsafeBufferPointer { luma in
      unsafe blue.withUnsafeBufferPointer { blue in
        unsafe red.withUnsafeBufferPointer { red in
          unsafe callreel_encode(
            context.pointer, frame.pointer, packet.pointer, luma.baseAddress, blue.baseAddress,
            red.baseAddress, time.milliseconds, keyFrame ? 1 : 0)
        }
      }
    }
    defer { unsafe av_packet_unref(packet.pointer) }
    guard code >= 0, unsafe packet.pointer.pointee.pts == time.milliseconds else {
      throw .encoder(code: code)
    }
    return EncodedFrame(bytes: packet.bytes, time: time, isKey: packet.isKey)
  }
}
