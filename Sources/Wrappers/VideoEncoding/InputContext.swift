internal import CFFmpeg
import Geometry

/// Owns a container that is read from memory.
@safe struct InputContext: ~Copyable {
  private let context: UnsafeMutablePointer<AVFormatContext>
  private let source: MemorySource

  init(_ bytes: [UInt8]) throws(VideoError) {
    let source = try MemorySource(bytes)
    var context = unsafe avformat_alloc_context()
    unsafe try allocated(context).pointee.pb = source.io
    // A failure frees the context, but not the input that it was given.
    guard unsafe avformat_open_input(&context, nil, av_find_input_format("mp4"), nil) >= 0 else {
      throw .damaged
    }
    unsafe self.context = try allocated(context)
    self.source = source
  }

  deinit {
    var context: UnsafeMutablePointer<AVFormatContext>? = unsafe context
    unsafe avformat_close_input(&context)
  }

  /// The tracks, which must be H.264 of even sizes in milliseconds; their numbers rise.
  func tracks() throws(VideoError) -> [FilmTrack] {
    var tracks: [FilmTrack] = []
    for index in 0..<Int(unsafe context.pointee.nb_streams) {
      guard let stream = unsafe context.pointee.streams[index],
        unsafe stream.pointee.time_base.num == 1, unsafe stream.pointee.time_base.den == 1000,
        unsafe stream.pointee.id > tracks.last?.number ?? 0,
        let codec = unsafe stream.pointee.codecpar
      else { throw .damaged }
      let parameters = try unsafe Self.parameters(codec)
      tracks.append(unsafe FilmTrack(number: Int(stream.pointee.id), parameters: parameters))
    }
    return tracks
  }

  private static func parameters(
    _ codec: UnsafeMutablePointer<AVCodecParameters>
  ) throws(VideoError) -> CodecParameters {
    let size = unsafe PixelSize(
      width: Int(codec.pointee.width), height: Int(codec.pointee.height))
    guard unsafe codec.pointee.codec_id == AV_CODEC_ID_H264, !size.isEmpty, size == size.padded
    else { throw .damaged }
    let extradata = unsafe UnsafeBufferPointer(
      start: codec.pointee.extradata, count: Int(codec.pointee.extradata_size))
    return unsafe CodecParameters(size: size, extradata: Array(extradata))
  }

  /// Where the last frame of a track ends, once all packets were read.
  ///
  /// Packets of fragments do not carry their own length in every libav; the track's is kept as the
  /// end of its last sample.
  func end(ofTrackAt index: Int) -> Int64 {
    unsafe context.pointee.streams[index]?.pointee.duration ?? 0
  }

  /// The next packet, or false at the end.
  func read(into packet: borrowing Packet) throws(VideoError) -> Bool {
    unsafe av_packet_unref(packet.pointer)
    let code = unsafe av_read_frame(context, packet.pointer)
    guard code != callreel_end_of_file else { return false }
    guard code >= 0, unsafe packet.pointer.pointee.flags & AV_PKT_FLAG_CORRUPT == 0 else {
      throw .damaged
    }
    return true
  }
}

/// Owns bytes that libav reads as if they were a file.
@safe private struct MemorySource: ~Copyable {
  let io: UnsafeMutablePointer<AVIOContext>
  private let memory: UnsafeMutablePointer<callreel_memory>
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  init(_ content: [UInt8]) throws(VideoError) {
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: content.count)
    _ = unsafe bytes.initialize(fromContentsOf: content)
    let memory = UnsafeMutablePointer<callreel_memory>.allocate(capacity: 1)
    unsafe memory.initialize(
      to: callreel_memory(data: bytes.baseAddress, size: Int64(content.count), position: 0))
    guard let io = unsafe callreel_memory_open(memory) else {
      unsafe memory.deallocate()
      unsafe bytes.deallocate()
      throw .encoder(code: callreel_no_memory)
    }
    unsafe self.io = io
    unsafe self.memory = memory
    unsafe self.bytes = bytes
  }

  deinit {
    unsafe callreel_io_close(io)
    unsafe memory.deallocate()
    unsafe bytes.deallocate()
  }
}
