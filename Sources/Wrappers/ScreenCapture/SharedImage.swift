internal import CX11
internal import Geometry
internal import Glibc
internal import Redaction

/// Memory that the X server writes pixels of the screen into.
///
/// The segment has no name that outlives this process, only this user may attach, and its size
/// does not follow the screen's.
@safe struct SharedImage: ~Copyable {
  private static let byteCount = FetchPlan.pixelLimit * 4

  private let segment: UnsafeMutablePointer<XShmSegmentInfo>
  private let memory: UnsafeMutableRawPointer

  /// Nil where the X server does not share memory with us; costs two round trips.
  init?(_ display: borrowing DisplayConnection) {
    guard unsafe XShmQueryExtension(display.handle) != 0 else { return nil }
    let identifier = shmget(IPC_PRIVATE, Self.byteCount, IPC_CREAT | 0o600)
    guard identifier >= 0 else { return nil }
    let memory = unsafe shmat(identifier, nil, 0)
    // Linux lets the X server attach all the same, and whenever this process ends, it is gone.
    shmctl(identifier, IPC_RMID, nil)
    guard let memory = unsafe memory, Int(bitPattern: memory) != -1 else { return nil }
    unsafe madvise(memory, Self.byteCount, MADV_DONTDUMP)
    let segment = UnsafeMutablePointer<XShmSegmentInfo>.allocate(capacity: 1)
    unsafe segment.initialize(to: XShmSegmentInfo())
    unsafe segment.pointee.shmid = identifier
    unsafe segment.pointee.shmaddr = memory.assumingMemoryBound(to: CChar.self)
    unsafe segment.pointee.readOnly = 0
    unsafe _ = XShmAttach(display.handle, segment)
    display.sync()
    guard !display.isLost, isAttachedTwice(identifier) else {
      unsafe _ = XShmDetach(display.handle, segment)
      unsafe shmdt(memory)
      unsafe segment.deallocate()
      return nil
    }
    unsafe self.segment = segment
    unsafe self.memory = memory
  }

  /// The X server detaches when the connection closes.
  deinit {
    unsafe shmdt(memory)
    unsafe segment.deallocate()
  }

  /// Asks for a part of what `source` holds; nil where the X server refused.
  func fetch(
    _ part: PlannedFetch, from source: FetchSource, _ display: borrowing DisplayConnection
  ) -> FramePatch? {
    guard let format = display.format(of: source),
      let image = unsafe XShmCreateImage(
        display.handle, nil, UInt32(source.depth), ZPixmap,
        memory.assumingMemoryBound(to: CChar.self), segment, UInt32(part.region.width),
        UInt32(part.region.height))
    else { return nil }
    defer { unsafe callreel_x11_destroy_image(image) }
    guard unsafe image.pointee.bytes_per_line * image.pointee.height <= Self.byteCount,
      unsafe XShmGetImage(
        display.handle, source.drawable, image, Int32(part.region.x - source.x),
        Int32(part.region.y - source.y), callreel_x11_all_planes()) != 0
    else { return nil }
    return unsafe patch(part, image, format)
  }
}

extension DisplayConnection {
  /// The way through the connection, where memory cannot be shared.
  func fetchWithoutSharing(_ part: PlannedFetch, from source: FetchSource) -> FramePatch? {
    guard let format = format(of: source),
      let image = unsafe XGetImage(
        handle, source.drawable, Int32(part.region.x - source.x),
        Int32(part.region.y - source.y), UInt32(part.region.width), UInt32(part.region.height),
        callreel_x11_all_planes(), ZPixmap)
    else { return nil }
    defer { unsafe callreel_x11_destroy_image(image) }
    guard unsafe Int(image.pointee.depth) == source.depth else { return nil }
    return unsafe patch(part, image, format)
  }
}

/// Converts what a filled image holds; nil where it is not of the form that was asked for.
private func patch(
  _ part: PlannedFetch, _ image: UnsafeMutablePointer<XImage>, _ format: PixelFormat
) -> FramePatch? {
  let bytesPerRow = Int(unsafe image.pointee.bytes_per_line)
  guard let data = unsafe image.pointee.data,
    unsafe image.pointee.bits_per_pixel == format.bytesPerPixel * 8,
    unsafe image.pointee.byte_order == LSBFirst,
    unsafe image.pointee.width == part.region.width,
    unsafe image.pointee.height == part.region.height,
    bytesPerRow >= part.region.width * format.bytesPerPixel
  else { return nil }
  return unsafe ScreenPixels(
    start: UnsafeMutableRawPointer(data), bytesPerRow: bytesPerRow, format: format,
    region: part.region
  ).patch(of: part.window)
}

/// Whether one more than this process has attached the segment.
///
/// This tells more than the lack of an error: an X server whose shared memory is not this
/// process's may know another segment by the same number.
private func isAttachedTwice(_ identifier: Int32) -> Bool {
  var state = shmid_ds()
  return unsafe shmctl(identifier, IPC_STAT, &state) == 0 && state.shm_nattch > 1
}
