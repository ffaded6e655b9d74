internal import CFFmpeg
import Geometry
import Timeline

/// Decodes the frames of one segment, at once and in order.
@safe struct VideoDecoder: ~Copyable {
  private let context: CodecContext
  private let frame: Frame
  private let packet: Packet

  init(_ parameters: CodecParameters) throws(VideoError) {
    callreel_silence()
    guard let codec = unsafe avcodec_find_decoder(AV_CODEC_ID_H264) else { throw .unavailable }
    let context = try unsafe CodecContext(codec: codec)
    let frame = try Frame()
    let packet = try Packet()
    let pointer = unsafe context.pointer
    unsafe pointer.pointee.extradata = try padded(parameters.extradata)
    unsafe pointer.pointee.extradata_size = Int32(parameters.extradata.count)
    unsafe pointer.pointee.thread_count = 1
    unsafe pointer.pointee.flags |= AV_CODEC_FLAG_LOW_DELAY
    guard unsafe avcodec_open2(pointer, codec, nil) >= 0 else { throw .damaged }
    self.context = context
    self.frame = frame
    self.packet = packet
  }

  /// Decodes one frame and hands it down.
  mutating func decode(
    _ encoded: EncodedFrame, _ body: (DecodedPicture, CallTime) throws(VideoError) -> Void
  ) throws(VideoError) {
    try packet.fill(with: encoded, duration: 0, stream: 0)
    guard unsafe avcodec_send_packet(context.pointer, packet.pointer) >= 0,
      unsafe avcodec_receive_frame(context.pointer, frame.pointer) >= 0
    else { throw .damaged }
    defer { unsafe av_frame_unref(frame.pointer) }
    guard unsafe frame.pointer.pointee.format == AV_PIX_FMT_YUV420P.rawValue,
      unsafe frame.pointer.pointee.decode_error_flags == 0,
      unsafe frame.pointer.pointee.pts == encoded.time.milliseconds
    else { throw .damaged }
    let size = unsafe PixelSize(
      width: Int(frame.pointer.pointee.width), height: Int(frame.pointer.pointee.height))
    guard !size.isEmpty, size == size.padded else { throw .damaged }
    let half = PixelSize(width: size.width / 2, height: size.height / 2)
    let data = unsafe frame.pointer.pointee.data
    let bytesPerRow = unsafe frame.pointer.pointee.linesize
    let picture = unsafe DecodedPicture(
      size: size, luma: plane(data.0, bytesPerRow.0, size),
      blue: plane(data.1, bytesPerRow.1, half),
      red: plane(data.2, bytesPerRow.2, half))
    try body(picture, encoded.time)
  }

  /// A copy of a plane without its padding; `bytesPerRow` is the distance of two rows.
  private func plane(
    _ start: UnsafeMutablePointer<UInt8>?, _ bytesPerRow: Int32, _ size: PixelSize
  ) -> [UInt8] {
    var samples: [UInt8] = []
    samples.reserveCapacity(size.width * size.height)
    for row in 0..<size.height {
      let line = unsafe start.map { unsafe $0 + row * Int(bytesPerRow) }
      unsafe samples += UnsafeBufferPointer(start: line, count: size.width)
    }
    return samples
  }
}
