package import ClipFormat
package import ClipSealing
internal import LinuxSystem

/// A clip that is being written into the spool, by one process.
///
/// Every call returns when its bytes are on the disk (P7). The clip is locked as long as the value
/// lives, so that a recovery leaves it alone; abandoned it stays as a crash would leave it.
package struct SpooledClip: ~Copyable {
  /// The clip's private signing key, until the closing record is there.
  static let signingKeyName = "signing-key"

  package let location: ClipLocation
  private let folder: String
  private let lock: Descriptor
  private var segment: UInt32?
  private var file: Descriptor?
  private var digests: SegmentDigests

  /// Writes signing key, key objects and opening record, in this order.
  package init(root: String, sealer: borrowing ClipSealer) throws(SpoolError) {
    let location = sealer.location
    let folder = root + "/" + location.path
    guard !Files.exists(folder) else { throw .taken }
    // A recovery must not meet a clip that is half made.
    let creation = try Spool.lockCreation(root: root)
    defer { _ = creation.rawValue }
    try Self.makeFolder(folder)
    do throws(SystemError) {
      let seed = sealer.signingSeed.revealed
      let lock = try Files.openNew(path: folder + "/" + Self.signingKeyName)
      guard try lock.tryLock() else { throw SystemError(call: "flock", code: 0) }
      try lock.write(seed)
      try lock.sync()
      for (name, bytes) in sealer.keyObjects {
        try Files.create(path: folder + "/" + name.text, bytes)
      }
      try Files.syncDirectory(folder)
      try Files.create(path: folder + "/" + ObjectName.opening.text, sealer.openingObject)
      try Files.syncDirectory(folder)
      self.lock = lock
    } catch {
      try? Files.removeTree(folder)
      throw error.isFull ? .full : .unwritable(code: error.code)
    }
    self.location = location
    self.folder = folder
    digests = SegmentDigests(folder: folder)
  }

  /// Makes the clip's folder; a day that another process has just emptied may go meanwhile.
  private static func makeFolder(_ folder: String) throws(SpoolError) {
    try onDisk { () throws(SystemError) in
      for _ in 0..<8 {
        do throws(SystemError) {
          return try Files.makeDirectories(folder)
        } catch {
          guard error.isMissing else { throw error }
        }
      }
      try Files.makeDirectories(folder)
    }
  }

  /// Adds one fragment to its segment's object.
  package mutating func append(_ fragment: SealedFragment) throws(SpoolError) {
    let path = folder + "/" + fragment.name.text
    if fragment.startsSegment || segment != fragment.segment {
      if fragment.startsSegment { digests.begin(fragment.name) }
      file = try onDisk { () throws(SystemError) in try Files.openForAppending(path: path) }
      segment = fragment.segment
    }
    guard let open = file.take() else { throw .unwritable(code: 0) }
    try onDisk { () throws(SystemError) in
      try open.write(fragment.bytes)
      try open.sync()
      if fragment.startsSegment { try Files.syncDirectory(folder) }
    }
    file = consume open
    digests.add(fragment.bytes)
  }

  /// Removes all fragments after `last`; all of them where nil.
  package mutating func cut(to last: FragmentReference?) throws(SpoolError) {
    file = nil
    segment = nil
    digests.forget()
    let folder = folder
    try onDisk { () throws(SystemError) in
      for name in try Files.list(folder) {
        guard case .segment(let number)? = ObjectName(name) else { continue }
        let path = folder + "/" + name
        if let last, number == last.segment {
          let file = try Files.openForAppending(path: path)
          try file.truncate(to: last.segmentBytes)
          try file.sync()
        } else if last.map({ number > $0.segment }) ?? true {
          try Files.remove(path)
        }
      }
      try Files.syncDirectory(folder)
    }
  }

  /// Writes the closing record and destroys the signing key: the clip may be uploaded now.
  package consuming func close(_ closing: SealedClosing) throws(SpoolError) {
    digests.end()
    try Self.close(closing, folder: folder)
  }

  /// Destroys the clip, its keys first (N10).
  package consuming func destroy() throws(SpoolError) {
    try Self.destroy(folder: folder)
  }

  static func close(_ closing: SealedClosing, folder: String) throws(SpoolError) {
    try onDisk { () throws(SystemError) in
      let path = folder + "/" + ObjectName.closing.text
      if Files.exists(path) { try Files.remove(path) }
      try Files.create(path: path, closing.bytes)
    }
    try finish(folder: folder)
  }

  /// Destroys the signing key of a clip whose closing record is written.
  static func finish(folder: String) throws(SpoolError) {
    try onDisk { () throws(SystemError) in
      try Files.syncDirectory(folder)
      try Files.remove(folder + "/" + signingKeyName)
      try Files.syncDirectory(folder)
    }
  }

  /// Removes the keys, waits for the disk, then removes the rest; what is missing is no error.
  static func destroy(folder: String) throws(SpoolError) {
    do throws(SystemError) {
      for name in try Files.list(folder) {
        if case .key? = ObjectName(name) { try Files.remove(folder + "/" + name) }
      }
      try Files.syncDirectory(folder)
      try Files.removeTree(folder)
    } catch {
      // The uploader and the agent may do this at the same time.
      guard error.isMissing else { throw error.isFull ? .full : .unwritable(code: error.code) }
    }
    // The day and the campaign stay while other clips are in them.
    let day = Files.parent(of: folder)
    if (try? Files.removeDirectory(day)) != nil {
      try? Files.removeDirectory(Files.parent(of: day))
    }
  }
}
