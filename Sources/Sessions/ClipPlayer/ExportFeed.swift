internal import ByteCoding
internal import LinuxSystem
internal import ProcessMessages

/// The way into `callreel-export`: an order, opened segments, the end of the film.
struct ExportFeed: ~Copyable {
  private let writing: Descriptor

  /// Takes over the writing end of a pipe.
  init(owning writing: Int32) {
    self.writing = Descriptor(owning: writing)
  }

  /// Sends a whole clip, segment by segment, and closes the pipe.
  ///
  /// Stops early where the program reads no more; its end says why.
  consuming func send(
    _ clip: borrowing OpenedClip, as format: ExportOrder.Format,
    until interruption: borrowing Interruption, progress: ClipProgress
  ) throws(PlayerError) {
    var reads = try send(clip.order(format).encoded, until: interruption)
    for segment in 0..<clip.segments where reads {
      try progress(segment, clip.segments)
      reads = try send(clip.film(ofSegment: segment), until: interruption)
    }
    if reads { _ = try send([], until: interruption) }
    try progress(clip.segments, clip.segments)
  }

  /// Sends one block in parts that a signal can interrupt; false where nobody reads any more.
  private borrowing func send(
    _ block: [UInt8], until interruption: borrowing Interruption
  ) throws(PlayerError) -> Bool {
    var writer = ByteWriter()
    writer.block(block)
    let bytes = writer.bytes
    for start in stride(from: 0, to: bytes.count, by: Pipe.partBytes) {
      let part = bytes[start..<min(start + Pipe.partBytes, bytes.count)]
      do throws(SystemError) {
        _ = try Waiting.wait([
          .init(interruption.descriptor), .init(writing.rawValue, writable: true),
        ])
      } catch {
        throw .system(error)
      }
      try interruption.check()
      do throws(SystemError) { try writing.write(Array(part)) } catch { return false }
    }
    return true
  }
}
