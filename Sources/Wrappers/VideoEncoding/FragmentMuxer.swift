internal import CFFmpeg
package import Timeline

/// Writes one segment as fragmented MP4 in memory: an initialisation, then fragments.
///
/// Times are milliseconds of the call's timeline, absolute in every fragment, so that a segment
/// plays by itself and segments can be put one after another (ISO/IEC 14496-12, `tfdt`).
@safe package struct FragmentMuxer: ~Copyable {
  /// File type and movie header, without samples.
  package let initialisation: [UInt8]
  private let context: OutputContext
  private let packet: Packet
  private let trackCount: Int

  /// A segment with these video tracks; their numbers rise.
  package init(tracks: [FilmTrack]) throws(VideoError) {
    callreel_silence()
    let context = try OutputContext(format: "mp4")
    let packet = try Packet()
    for track in tracks { try context.add(track) }
    try context.set("use_stream_ids_as_track_ids", "1")
    try context.set("movflags", "frag_custom+empty_moov+default_base_moof+frag_discont")
    try context.set("video_track_timescale", "1000")
    try context.set("use_editlist", "0")
    let pointer = unsafe context.pointer
    initialisation = try unsafe Self.collect(pointer) { () throws(VideoError) in
      try Self.check(unsafe avformat_write_header(pointer, nil))
    }
    trackCount = tracks.count
    self.context = context
    self.packet = packet
  }

  /// A segment with the one track of this number.
  package init(parameters: CodecParameters, track: Int = 1) throws(VideoError) {
    try self.init(tracks: [FilmTrack(number: track, parameters: parameters)])
  }

  /// One fragment: the frames of each track, the last of which lasts until `end`.
  ///
  /// Times increase within a track, also from fragment to fragment; no track is without a frame.
  package mutating func fragment(
    _ frames: [[EncodedFrame]], end: CallTime
  ) throws(VideoError) -> [UInt8] {
    precondition(frames.count == trackCount && frames.allSatisfy { !$0.isEmpty })
    // Without it the first sample of a fragment would follow the last one of the fragment before.
    try context.set("movflags", "+frag_discont")
    let pointer = unsafe context.pointer
    return try unsafe Self.collect(pointer) { () throws(VideoError) in
      for (track, frames) in frames.enumerated() {
        for (index, frame) in frames.enumerated() {
          let next = index + 1 < frames.count ? frames[index + 1].time : end
          try packet.fill(with: frame, duration: next - frame.time, stream: track)
          try Self.check(unsafe av_write_frame(pointer, packet.pointer))
        }
      }
      try Self.check(unsafe av_write_frame(pointer, nil))
    }
  }

  /// One fragment of a segment with a single track.
  package mutating func fragment(
    _ frames: [EncodedFrame], end: CallTime
  ) throws(VideoError) -> [UInt8] {
    try fragment([frames], end: end)
  }

  private static func check(_ code: Int32) throws(VideoError) {
    guard code >= 0 else { throw .muxer(code: code) }
  }

  /// What `body` makes the container write.
  private static func collect(
    _ context: UnsafeMutablePointer<AVFormatContext>, _ body: () throws(VideoError) -> Void
  ) throws(VideoError) -> [UInt8] {
    try check(unsafe avio_open_dyn_buf(&context.pointee.pb))
    var failure: VideoError?
    do { try body() } catch { failure = error }
    var memory: UnsafeMutablePointer<UInt8>?
    let count = unsafe avio_close_dyn_buf(context.pointee.pb, &memory)
    unsafe context.pointee.pb = nil
    defer { unsafe av_free(memory) }
    if let failure { throw failure }
    return unsafe Array(UnsafeBufferPointer(start: memory, count: Int(count)))
  }
}
