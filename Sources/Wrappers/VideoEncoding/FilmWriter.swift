internal import CFFmpeg
import Geometry
import Timeline

/// Writes one film, its tracks with chapters and metadata, to a descriptor.
@safe struct FilmWriter: ~Copyable {
  private let context: OutputContext
  private let sink: DescriptorSink
  private let packet: Packet

  /// Writes the header; the descriptor stays the caller's.
  init(plan: FilmPlan, tracks: [FilmTrack], descriptor: Int32) throws(VideoError) {
    let context = try OutputContext(format: plan.container == .mp4 ? "mp4" : "matroska")
    let sink = try DescriptorSink(descriptor, canSeek: plan.container == .mp4)
    let packet = try Packet()
    for track in tracks { try context.add(track) }
    switch plan.container {
    case .mp4:
      try context.set("movflags", "use_metadata_tags")
      try context.set("use_stream_ids_as_track_ids", "1")
      try context.set("video_track_timescale", "1000")
    case .matroska: try context.set("cluster_time_limit", "1000")
    }
    let pointer = unsafe context.pointer
    unsafe pointer.pointee.pb = sink.io
    for tag in plan.metadata {
      guard unsafe av_dict_set(&pointer.pointee.metadata, tag.key, tag.value, 0) >= 0 else {
        throw .muxer(code: callreel_no_memory)
      }
    }
    for (index, chapter) in plan.chapters.enumerated() {
      let added = unsafe callreel_add_chapter(
        pointer, Int64(index) + 1, chapter.span.start.milliseconds,
        chapter.span.end.milliseconds, chapter.title)
      guard added >= 0 else { throw .muxer(code: added) }
    }
    try Self.check(sink, unsafe avformat_write_header(pointer, nil))
    self.context = context
    self.sink = sink
    self.packet = packet
  }

  /// Writes one frame of the track at `index`; it lasts `duration` milliseconds.
  func write(_ frame: EncodedFrame, duration: Int64, track index: Int) throws(VideoError) {
    try packet.fill(with: frame, duration: duration, stream: index)
    try Self.check(sink, unsafe av_write_frame(context.pointer, packet.pointer))
  }

  /// Hands what was written to the descriptor, so that a player can go on.
  func flush() throws(VideoError) {
    try Self.check(sink, unsafe av_write_frame(context.pointer, nil))
    unsafe avio_flush(sink.io)
    try Self.check(sink, 0)
  }

  /// Writes what the container needs at its end.
  consuming func finish() throws(VideoError) {
    try Self.check(sink, unsafe av_write_trailer(context.pointer))
    unsafe avio_flush(sink.io)
    try Self.check(sink, 0)
  }

  /// The output's own error comes first: libav's functions do not always tell it.
  private static func check(_ sink: borrowing DescriptorSink, _ code: Int32) throws(VideoError) {
    let broken = unsafe sink.io.pointee.error
    guard broken >= 0 else { throw .output(code: broken) }
    guard code >= 0 else { throw .muxer(code: code) }
  }
}

/// Owns libav's buffer in front of a descriptor.
@safe struct DescriptorSink: ~Copyable {
  let io: UnsafeMutablePointer<AVIOContext>

  init(_ descriptor: Int32, canSeek: Bool) throws(VideoError) {
    unsafe io = try allocated(callreel_descriptor_open(descriptor, canSeek ? 1 : 0))
  }

  deinit { unsafe callreel_io_close(io) }
}
