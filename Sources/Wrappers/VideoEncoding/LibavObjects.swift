internal import CFFmpeg
import Geometry
import Timeline

/// Owns an encoder's or a decoder's state.
@safe struct CodecContext: ~Copyable {
  let pointer: UnsafeMutablePointer<AVCodecContext>

  init(codec: UnsafePointer<AVCodec>) throws(VideoError) {
    unsafe pointer = try allocated(avcodec_alloc_context3(codec))
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecContext>? = unsafe pointer
    unsafe avcodec_free_context(&pointer)
  }
}

/// Owns one picture's description and its references to memory.
@safe struct Frame: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFrame>

  init() throws(VideoError) {
    unsafe pointer = try allocated(av_frame_alloc())
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVFrame>? = unsafe pointer
    unsafe av_frame_free(&pointer)
  }
}

/// Owns one packet of compressed film.
@safe struct Packet: ~Copyable {
  let pointer: UnsafeMutablePointer<AVPacket>

  init() throws(VideoError) {
    unsafe pointer = try allocated(av_packet_alloc())
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVPacket>? = unsafe pointer
    unsafe av_packet_free(&pointer)
  }

  /// A copy of the packet's bytes.
  var bytes: [UInt8] {
    let count = unsafe Int(pointer.pointee.size)
    return unsafe Array(UnsafeBufferPointer(start: pointer.pointee.data, count: count))
  }

  var isKey: Bool { unsafe pointer.pointee.flags & AV_PKT_FLAG_KEY != 0 }

  /// The index of the stream that it belongs to.
  var stream: Int { unsafe Int(pointer.pointee.stream_index) }

  /// Fills the packet with a copy of a frame; times and `duration` in milliseconds.
  func fill(with frame: EncodedFrame, duration: Int64, stream: Int) throws(VideoError) {
    unsafe av_packet_unref(pointer)
    guard unsafe av_new_packet(pointer, Int32(frame.bytes.count)) >= 0 else {
      throw .muxer(code: callreel_no_memory)
    }
    unsafe pointer.pointee.data.update(from: frame.bytes, count: frame.bytes.count)
    unsafe pointer.pointee.pts = frame.time.milliseconds
    unsafe pointer.pointee.dts = frame.time.milliseconds
    unsafe pointer.pointee.duration = duration
    unsafe pointer.pointee.stream_index = Int32(stream)
    unsafe pointer.pointee.flags = frame.isKey ? AV_PKT_FLAG_KEY : 0
  }
}

/// Owns a container that is being written; its output belongs to someone else.
@safe struct OutputContext: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFormatContext>

  init(format: String) throws(VideoError) {
    var context: UnsafeMutablePointer<AVFormatContext>?
    guard unsafe avformat_alloc_output_context2(&context, nil, format, nil) >= 0 else {
      throw .unavailable
    }
    unsafe pointer = try allocated(context)
    // Neither the library's version nor the time of writing belongs into a film.
    unsafe pointer.pointee.flags |= AVFMT_FLAG_BITEXACT
    unsafe pointer.pointee.avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED
  }

  deinit { unsafe avformat_free_context(pointer) }

  /// Adds a track of H.264 whose times are milliseconds.
  func add(_ track: FilmTrack) throws(VideoError) {
    let parameters = track.parameters
    let stream = unsafe try allocated(avformat_new_stream(pointer, nil))
    unsafe stream.pointee.id = Int32(track.number)
    // A player that shows one track shows the first.
    if unsafe pointer.pointee.nb_streams == 1 {
      unsafe stream.pointee.disposition = AV_DISPOSITION_DEFAULT
    }
    unsafe stream.pointee.time_base = AVRational(num: 1, den: 1000)
    let codec = unsafe try allocated(stream.pointee.codecpar)
    unsafe codec.pointee.codec_type = AVMEDIA_TYPE_VIDEO
    unsafe codec.pointee.codec_id = AV_CODEC_ID_H264
    unsafe codec.pointee.format = AV_PIX_FMT_YUV420P.rawValue
    unsafe codec.pointee.width = Int32(parameters.size.width)
    unsafe codec.pointee.height = Int32(parameters.size.height)
    unsafe codec.pointee.color_range = AVCOL_RANGE_MPEG
    unsafe codec.pointee.color_primaries = AVCOL_PRI_BT709
    unsafe codec.pointee.color_trc = AVCOL_TRC_BT709
    unsafe codec.pointee.color_space = AVCOL_SPC_SMPTE170M
    unsafe codec.pointee.extradata = try padded(parameters.extradata)
    unsafe codec.pointee.extradata_size = Int32(parameters.extradata.count)
  }

  /// Sets an option of the container's own.
  func set(_ name: String, _ value: String) throws(VideoError) {
    let code = unsafe av_opt_set(pointer.pointee.priv_data, name, value, 0)
    guard code >= 0 else { throw .muxer(code: code) }
  }
}

/// A copy with the zeros after it that libav's readers count on; whoever it is given to frees it.
func padded(_ bytes: [UInt8]) throws(VideoError) -> UnsafeMutablePointer<UInt8> {
  let room = unsafe try allocated(av_mallocz(bytes.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)))
  unsafe room.copyMemory(from: bytes, byteCount: bytes.count)
  return unsafe room.assumingMemoryBound(to: UInt8.self)
}
