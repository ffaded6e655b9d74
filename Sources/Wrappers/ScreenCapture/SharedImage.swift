internal import CX11
internal import Geometry
internal import Glibc
internal import Redaction

/// Memory that the X server writes pixels of the screen into.
///
/// The segment has no name that outlives this process: it is marked for removal as soon as both
/// sides are attached, and only this user may attach.
@safe struct SharedImage: ~Copyable {
  private let segment: UnsafeMutablePointer<XShmSegmentInfo>
  private let memory: UnsafeMutableRawPointer

  /// Nil where the X server does not share memory with us.
  init?(_ display: borrowing DisplayConnection, pixels: Int) {
    guard unsafe XShmQueryExtension(display.handle) != 0 else { return nil }
    let identifier = shmget(IPC_PRIVATE, pixels * 4, IPC_CREAT | 0o600)
    guard identifier >= 0 else { return nil }
    guard let memory = unsafe shmat(identifier, nil, 0), Int(bitPattern: memory) != -1
    else {
      shmctl(identifier, IPC_RMID, nil)
      return nil
    }
    let segment = UnsafeMutablePointer<XShmSegmentInfo>.allocate(capacity: 1)
    unsafe segment.initialize(to: XShmSegmentInfo())
    unsafe segment.pointee.shmid = identifier
    unsafe segment.pointee.shmaddr = memory.assumingMemoryBound(to: CChar.self)
    unsafe segment.pointee.readOnly = 0
    ErrorTrap.install()
    _ = ErrorTrap.takeCode()
    let isAttached = unsafe XShmAttach(display.handle, segment) != 0
    display.sync()
    shmctl(identifier, IPC_RMID, nil)
    guard isAttached, ErrorTrap.takeCode() == 0, !display.isLost else {
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

  /// Asks for a part of the screen; nil where the X server refused.
  func fetch(_ part: PlannedFetch, _ display: borrowing DisplayConnection) -> FramePatch? {
    let region = part.region
    let screen = unsafe XDefaultScreen(display.handle)
    guard
      let image = unsafe XShmCreateImage(
        display.handle, XDefaultVisual(display.handle, screen), 24, ZPixmap,
        memory.assumingMemoryBound(to: CChar.self), segment, UInt32(region.width),
        UInt32(region.height))
    else { return nil }
    defer { unsafe callreel_x11_destroy_image(image) }
    guard
      unsafe XShmGetImage(
        display.handle, display.root.xid, image, Int32(region.x), Int32(region.y),
        callreel_x11_all_planes()) != 0
    else { return nil }
    let bytesPerRow = Int(unsafe image.pointee.bytes_per_line)
    return unsafe ScreenPixels(start: memory, bytesPerRow: bytesPerRow, region: region)
      .patch(of: part.window)
  }
}

extension DisplayConnection {
  /// The way through the connection, where memory cannot be shared.
  func fetchWithoutSharing(_ part: PlannedFetch) -> FramePatch? {
    let region = part.region
    guard
      let image = unsafe XGetImage(
        handle, root.xid, Int32(region.x), Int32(region.y), UInt32(region.width),
        UInt32(region.height), callreel_x11_all_planes(), ZPixmap)
    else { return nil }
    defer { unsafe callreel_x11_destroy_image(image) }
    guard let data = unsafe image.pointee.data else { return nil }
    let bytesPerRow = Int(unsafe image.pointee.bytes_per_line)
    return unsafe ScreenPixels(
      start: UnsafeMutableRawPointer(data), bytesPerRow: bytesPerRow, region: region
    ).patch(of: part.window)
  }
}
